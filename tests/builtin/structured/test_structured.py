"""What `structured` says of pages of each kind, and of which it says nothing."""

from collections.abc import Mapping
from typing import Any

import pytest

from smoopt.testing import Built, build
from tests.support.json_ld import mastodon, of_type, scripts, top_level, types
from tests.support.mill_pages import BY_ANN, DATED, HOME, PROSE, URL, page, stating


def built(pages: Mapping[str, str], options: Mapping[str, Any] | None = None, **site: str) -> Built:
    table = {"url": URL, "name": "The Mill", **site}
    return build(
        {"index.html": HOME, **pages},
        {"structured": {**(options or {})}},
        url=table.pop("url"),
        settings={"site": table},
        defaults=True,
    )


def text_of(html: str, path: str = "a.html", **options: Any) -> str:
    return built({path: html}, options).pages[path]


# An article


def test_an_article_is_described_by_what_its_tags_say() -> None:
    picture = '<meta property="og:image" content="https://cdn.example.net/rye.jpg">'
    modified = '<meta property="article:modified_time" content="2026-03-05">'
    html = text_of(page(DATED + modified + BY_ANN + picture))
    assert of_type(html, "Article") == {
        "@context": "https://schema.org",
        "@type": "Article",
        "url": f"{URL}a.html",
        "headline": "Rye is in again",
        "description": PROSE,
        "image": "https://cdn.example.net/rye.jpg",
        "datePublished": "2026-03-04T08:00:00+01:00",
        "dateModified": "2026-03-05",
        "author": {"@type": "Person", "@id": f"{URL}#person-ann-lee", "name": "Ann Lee"},
    }


def test_what_the_page_s_own_tags_say_is_not_said_again() -> None:
    own = f'<meta name="description" content="Of rye."><link rel="canonical" href="{URL}a.html">'
    modified = '<meta property="article:modified_time" content="2026-03-04T08:00:00+01:00">'
    html = text_of(page(DATED + modified + own)).replace("\n", "")
    assert set(of_type(html, "Article")) == {"@context", "@type", "headline", "datePublished"}
    other = '<link rel="canonical" href="https://other.example.net/a.html">'
    assert not scripts(text_of(page(DATED + other)))
    spoken = page(DATED).replace("lang=en", "lang=en_GB")
    assert of_type(text_of(spoken), "Article")["inLanguage"] == "en-GB"


def test_there_is_one_script_a_page() -> None:
    assert len(scripts(text_of(page(DATED)))) == 1


def test_a_page_that_is_one_h_entry_is_a_blog_posting() -> None:
    body = f"<article class=h-entry><h1 class=p-name>Rye</h1><p>{PROSE}</p></article>"
    assert types(text_of(page(DATED, body)))[0] == "BlogPosting"


@pytest.mark.parametrize("name", ["Article", "BlogPosting", "NewsArticle", "TechArticle"])
def test_the_author_of_a_site_may_say_what_its_articles_are(name: str) -> None:
    assert types(text_of(page(DATED), article_type=name))[0] == name
    assert types(text_of(page(), article_type=name))[0] == "WebPage"


def test_a_rule_for_some_pages_makes_them_technical_articles() -> None:
    rule = {"match": ["docs/"], "facts": {"type": "article"}}
    rule["plugins"] = {"structured": {"article_type": "TechArticle"}}
    pages = {"index.html": HOME, "docs/a.html": page(), "b.html": page(DATED)}
    made = build(pages, ["structured"], url=URL, settings={"pages": [rule]}, defaults=True)
    assert types(made.pages["docs/a.html"])[0] == "TechArticle"
    assert types(made.pages["b.html"])[0] == "Article"


def test_a_page_without_a_date_is_a_web_page() -> None:
    found = of_type(text_of(page()), "WebPage")
    assert (found["url"], found["headline"]) == (f"{URL}a.html", "Rye is in again")


def test_a_list_is_a_collection_and_never_an_article() -> None:
    html = text_of(page(DATED + '<meta property="og:type" content="article">'), "tags/index.html")
    found = of_type(html, "CollectionPage")
    assert not {"datePublished", "author", "image"} & set(found)


# The site


def test_the_front_page_describes_the_site() -> None:
    made = built({"a.html": page()})
    assert of_type(made.pages["index.html"], "WebSite") == {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "@id": f"{URL}#website",
        "url": URL,
        "name": "The Mill",
        "description": PROSE,
    }


def test_a_front_page_that_calls_itself_an_article_is_none() -> None:
    home = HOME.replace("</head>", f'{DATED}<meta property="og:type" content="article"></head>')
    assert types(built({"index.html": home}).pages["index.html"]) == ["WebSite"]


def test_the_search_box_that_was_retired_is_not_described() -> None:
    # https://developers.google.com/search/blog/2024/10/sitelinks-search-box (2026-12-01)
    assert "SearchAction" not in built({"search.html": page()}).pages["index.html"]


# People and organizations


def test_a_publisher_that_nobody_names_is_not_guessed() -> None:
    made = built({"a.html": page(DATED)}, author="Ann Lee")
    assert '"publisher"' not in "".join(made.pages.values())


def author(html: str, **options: Any) -> object:
    return of_type(text_of(html, **options), "Article").get("author")


def test_several_authors_are_a_list() -> None:
    two = page(DATED + BY_ANN + '<meta name="author" content="Bob Roe">')
    found = author(two)
    assert isinstance(found, list)
    assert [each["name"] for each in found] == ["Ann Lee", "Bob Roe"]


@pytest.mark.parametrize(
    "name", ["The Rye Project Developers", "admin", "News Desk", "The Mill", "Rye Institute"]
)
def test_what_may_be_no_person_is_no_author(name: str) -> None:
    assert author(page(f'{DATED}<meta name="author" content="{name}">')) is None


def test_an_author_whom_the_page_describes_is_referred_to() -> None:
    ann = {"@type": "Person", "@id": "#ann", "name": "Ann Lee", "url": "https://ann.example.net/"}
    head = stating({"@context": "https://schema.org", "@type": "WebPage", "author": ann})
    assert author(page(DATED + BY_ANN + head)) == {"@id": "#ann"}


def test_an_author_who_cannot_be_referred_to_is_not_described_twice() -> None:
    ann = {"@type": "Person", "name": "Ann Lee"}
    head = stating({"@context": "https://schema.org", "@type": "WebPage", "author": ann})
    assert author(page(DATED + BY_ANN + head)) is None


def test_the_page_about_an_author_is_not_the_author() -> None:
    named = '<p class=byline><a rel=author href="/ann/">Ann Lee</a>'
    found = author(page(DATED, f"<h1>Rye</h1>{named}<p>{PROSE}"))
    own, url = f"{URL}ann/#person-ann-lee", f"{URL}ann/"
    assert found == {"@type": "Person", "@id": own, "name": "Ann Lee", "url": url}


# Where nothing is said


@pytest.mark.parametrize(
    ("why", "path", "head"),
    [
        ("an error page answers at every address", "404.html", ""),
        ("a search has nothing to say yet", "search.html", ""),
        ("it is all pages in one", "print.html", ""),
        ("it is not to be found", "a.html", "<meta name=robots content=noindex>"),
        ("it leads on", "a.html", '<meta http-equiv=refresh content="0;url=b.html">'),
        ("it is another page's copy", "a.html", f'<link rel=canonical href="{URL}b.html">'),
        ("it is a copy", "a.html", '<link rel=canonical href="https://other.example.net/a">'),
        ("its author says so", "a.html", '<meta name="smoopt:structured" content="off">'),
    ],
)
def test_nothing_is_said(why: str, path: str, head: str) -> None:
    made = built({"b.html": page(), path: page(head)})
    assert scripts(made.pages[path]) == [], why


def test_nothing_is_said_where_the_address_is_unknown() -> None:
    assert not any(map(scripts, built({"a.html": page(DATED)}, url="").pages.values()))


def test_nothing_is_said_of_a_page_without_a_title() -> None:
    assert top_level(text_of("<!doctype html><html><body><p>x</p></body></html>")) == []


# Pictures


def test_a_picture_of_the_site_s_own_is_named_by_its_address(make_picture: bytes) -> None:
    made = build(
        {"index.html": HOME, "a.html": page('<meta property="og:image" content="/rye.png">')},
        ["structured"],
        url=URL,
        files={"rye.png": make_picture},
        defaults=True,
    )
    assert of_type(made.pages["a.html"], "WebPage")["image"] == f"{URL}rye.png"


def test_the_picture_of_the_whole_site_is_no_page_s_own(make_picture: bytes) -> None:
    made = build(
        {"index.html": HOME, "a.html": page(DATED)},
        ["structured"],
        url=URL,
        files={"rye.png": make_picture},
        settings={"site": {"image": "rye.png"}},
        defaults=True,
    )
    assert "og:image" in made.pages["a.html"]
    assert "image" not in of_type(made.pages["a.html"], "Article")


# What the tags say


@pytest.mark.parametrize("options", [{}, {"article_type": "NewsArticle"}])
def test_mastodon_sees_what_the_tags_say(options: Mapping[str, str]) -> None:
    """A title and description in JSON-LD go before those in the tags."""
    head = (
        '<meta name="description" content="For searches.">'
        '<meta property="og:title" content="Rye is in again | The Mill">'
        '<meta property="og:description" content="For those who share it.">'
    )
    for more in ("", DATED):
        found = mastodon(text_of(page(head + more), **options))
        assert found.get("headline", "Rye is in again") == "Rye is in again"
        assert found.get("description", "For those who share it.") == "For those who share it."
        assert "name" not in found.get("publisher", {})


def test_mastodon_reads_who_wrote_a_page() -> None:
    found = mastodon(text_of(page(BY_ANN)))
    assert found["author"]["name"] == "Ann Lee"


def test_a_tag_that_is_wrong_is_not_believed() -> None:
    """smoopt writes the tag anew, with what it says here."""
    html = text_of(
        page('<meta property="og:title" content="Tom &amp;amp; Ann">', title="Tom & Ann")
    )
    assert mastodon(html)["headline"] == "Tom & Ann"


def test_explain_says_where_each_value_comes_from() -> None:
    from smoopt.builtin.structured.described import because

    said = {"@type": "path of a list page", "headline": "title at a.html:1:2"}
    assert because("CollectionPage", said) == (
        "CollectionPage: path of a list page; headline: title at a.html:1:2"
    )
