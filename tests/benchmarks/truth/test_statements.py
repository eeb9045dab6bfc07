"""What counts as stated by a page's author."""

from types import ModuleType


def test_the_address_of_an_author_is_no_name_and_of_several_days_none_is_stated(
    statements: ModuleType,
) -> None:
    page = """<meta name=author content="https://example.org/ada">
    <li><time pubdate datetime=2021-03-04>4</time>
    <li><time pubdate datetime=2021-03-05>5</time>"""
    assert statements.stated(page.encode()) == {}


def test_every_notation_is_read(statements: ModuleType) -> None:
    page = """<html lang="de-AT"><meta property="og:title" content="A"><title>C</title>
    <meta name="DC.Title" content=" B  b "><meta name="citation_author" content="Ada">
    <meta name="article:author" content="https://example.org/ada">
    <meta property="og:type" content="article"><meta property="og:locale" content="de_AT">
    <link rel="canonical" href="https://example.org/a">
    <script type="application/ld+json">{"@graph": [
      {"@type": "WebSite", "name": "Post"},
      {"@type": "NewsArticle", "author": [{"name": "Bo"}, "Cy"], "datePublished": "2021-03-04",
       "image": {"url": "/a.png"}, "headline": "D"}]}</script>
    <div itemscope itemtype="http://schema.org/BlogPosting"><i itemprop="description">E</i>
    <b itemprop="author" itemscope><i itemprop="name">Di</i></b></div>"""
    assert statements.stated(page.encode()) == {
        "title": ("A", "B b", "D"),
        "description": ("E",),
        "published": ("2021-03-04",),
        "authors": ("Ada", "Bo", "Cy", "Di"),
        "site_name": ("Post",),
        "image": ("/a.png",),
        "language": ("de-AT",),
        "locale": ("de_AT",),
        "address": ("https://example.org/a",),
        "kind": ("page",),
    }


def test_what_other_things_are_called_is_not_the_page(statements: ModuleType) -> None:
    page = """<script type="application/ld+json">{"@type": "Person", "description": "A"}</script>
    <div itemscope itemtype="http://schema.org/Comment"><b itemprop="author">B</b></div>
    <time datetime="2021-03-04">x</time><meta name="description" content=" ">"""
    assert statements.stated(page.encode()) == {}


def test_a_text_that_pages_share_is_no_pages_own(statements: ModuleType) -> None:
    shared = {"description": ("All about ferries",), "site_name": ("Post",)}
    pages = {name: dict(shared) for name in "abc"}
    pages["a"]["title"] = ("A",)
    own = statements.own(pages)
    assert own["a"] == {"title": ("A",), "site_name": ("Post",)}
    assert statements.own({"a": shared, "b": shared})["a"] == shared


def test_a_list_of_names_names_each(statements: ModuleType) -> None:
    def authors(text: str) -> tuple[str, ...]:
        found = statements.stated(f'<meta name="author" content="{text}">'.encode())
        return found["authors"]

    assert authors("Ada Byron, Bo Li and Cy Ek") == ("Ada Byron", "Bo Li", "Cy Ek")
    assert authors("Ada Byron &amp; Bo Li") == ("Ada Byron", "Bo Li")
    assert authors("Byron, Ada") == ("Byron, Ada",)
    assert authors("The KiCad Team") == ("The KiCad Team",)
