"""What leads on from a page, as a theme would have written it."""

from collections.abc import Mapping

import pytest

from smoopt.builtin.discovery.hreflang_set import missing_translations
from smoopt.model.facts import Alternate, Fact, Facts
from smoopt.site.site import Site
from tests.support.asking import page, written
from tests.support.sites import MakeSite

URL = "https://mill.example.org/"


def feed(*paths: str, title: str = "Mill News", kind: str = "rss") -> str:
    links = [f"{URL}{path}" for path in paths]
    if kind == "rss":
        items = "".join(f"<item><link>{link}</link></item>" for link in links)
        return f"<rss><channel><title>{title}</title><link>{URL}</link>{items}</channel></rss>"
    items = "".join(f'<entry><link href="{link}"/></entry>' for link in links)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title>{items}</feed>'


POSTS = {f"posts/{name}/index.html": page(f"<title>{name}</title>") for name in ("a", "b", "c")}
ALL = ("posts/a/", "posts/b/", "posts/c/")


def found(make_site: MakeSite, files: Mapping[str, str], path: str) -> list[str]:
    """Give what `discovery` writes into one page, without the tag's name."""
    site = make_site({"index.html": page(), **POSTS, **files}, url=URL)
    texts = written(site, files.get(path, POSTS.get(path, page())), "discovery", path=path)
    return [text.removeprefix("<link ").removesuffix(">") for text in texts.values()]


RSS = 'rel="alternate" href="{}" type="application/rss+xml"'
ATOM = 'rel="alternate" href="{}" type="application/atom+xml"'


def test_pages_name_the_feed_of_their_site(make_site: MakeSite) -> None:
    files = {"feed.xml": feed(*ALL)}
    assert found(make_site, files, "posts/a/index.html") == [RSS.format("../../feed.xml")]


@pytest.mark.parametrize(
    ("why", "files"),
    [
        ("it has no entries", {"feed.xml": feed()}),
        ("its entries are pages of others", {"feed.xml": feed("x/", "y/")}),
        ("the site has none", {}),
        ("a picture's XML is no feed", {"feed.xml": "<svg/>"}),
    ],
)
def test_what_is_no_feed_of_the_site_is_not_named(
    make_site: MakeSite, why: str, files: dict[str, str]
) -> None:
    assert found(make_site, files, "posts/a/index.html") == [], why


def test_a_page_that_names_a_feed_stays_as_it_is(make_site: MakeSite) -> None:
    there = page('<link rel=alternate type="application/rss+xml" href="/other.xml">')
    files = {"feed.xml": feed(*ALL), "posts/a/index.html": there}
    assert found(make_site, files, "posts/a/index.html") == []


def test_the_same_feed_is_named_in_both_formats(make_site: MakeSite) -> None:
    files = {"atom.xml": feed(*ALL, kind="atom"), "rss.xml": feed(*ALL)}
    site = make_site({"index.html": page(), **POSTS, **files}, url=URL)
    assert [one.path for one in site.feeds("index.html")] == ["rss.xml", "atom.xml"]


def test_feeds_to_choose_from_say_what_they_are_called(make_site: MakeSite) -> None:
    files = {"atom.xml": feed(*ALL, kind="atom"), "rss.xml": feed(*ALL)}
    *_, last = found(make_site, files, "index.html")
    assert last == f'{ATOM.format("atom.xml")} title="Mill News"'


def test_of_many_feeds_the_general_one_is_named(make_site: MakeSite) -> None:
    files = {
        "feeds/ann.atom.xml": feed(*ALL[:2], kind="atom"),
        "feeds/all.atom.xml": feed(*ALL, kind="atom"),
        "feeds/guide.atom.xml": feed(*ALL, kind="atom"),
    }
    name = ATOM.format("../../feeds/all.atom.xml")
    assert found(make_site, files, "posts/a/index.html") == [name]


@pytest.mark.parametrize(
    ("path", "feeds"),
    [
        ("index.html", ["index.xml"]),
        ("posts/a/index.html", ["posts/index.xml", "index.xml"]),
        ("de/a.html", ["de/index.xml"]),
        ("de/posts/a.html", ["de/index.xml"]),
        ("pt-br/a.html", []),
    ],
)
def test_the_feed_of_the_folder_comes_first_and_a_language_has_its_own(
    make_site: MakeSite, path: str, feeds: list[str]
) -> None:
    pages = {"de/a.html": page(), "de/posts/a.html": page()}
    own = {
        "posts/index.xml": feed(*ALL),
        "index.xml": feed(*ALL),
        "de/index.xml": feed("de/a.html"),
    }
    site = make_site({"index.html": page(), **POSTS, **pages, **own}, url=URL)
    assert [one.path for one in site.feeds(path)] == feeds


@pytest.mark.parametrize(
    ("path", "body", "links"),
    [
        ("blog/index.html", "", ["next blog/page/2/"]),
        ("blog/page/2/index.html", "", ["prev blog/", "next blog/page/3/"]),
        ("blog/page/3/index.html", "", ["prev blog/page/2/"]),
        ("posts/b/index.html", '<a rel="next" href="../c/">On</a>', ["next posts/c/"]),
        ("posts/b/index.html", '<a rel="prev nofollow" href="../a/">', ["prev posts/a/"]),
        # Two that differ, one of another site, one that is not there, the page itself.
        ("posts/b/index.html", '<a rel=next href="../c/"><a rel=next href="../a/">', []),
        ("posts/b/index.html", '<a rel="next" href="https://example.com/">', []),
        ("posts/b/index.html", '<a rel="next" href="../z/">', []),
        ("posts/b/index.html", '<a rel="next" href="?page=2">', []),
    ],
)
def test_a_page_names_its_neighbours(
    make_site: MakeSite, path: str, body: str, links: list[str]
) -> None:
    numbered = ("blog/index.html", "blog/page/2/index.html", "blog/page/3/index.html")
    files = {**dict.fromkeys(numbered, page()), path: page(body=f"<main>{body}</main>")}
    pairs = [link.split() for link in links]
    assert found(make_site, files, path) == [f'rel="{rel}" href="{URL}{to}"' for rel, to in pairs]


def test_neighbours_that_the_head_names_stay(make_site: MakeSite) -> None:
    there = page("<link rel=previous href=../../><link rel=next href=../9/>")
    files = {"blog/index.html": page(), "blog/page/2/index.html": there}
    assert found(make_site, files, "blog/page/2/index.html") == []


SEARCH_TYPE = "application/opensearchdescription+xml"
SEARCH = (
    '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
    "<ShortName>{}</ShortName></OpenSearchDescription>"
)


@pytest.mark.parametrize(
    ("text", "head", "title"),
    [
        (SEARCH.format("Mill &amp; Son"), "", "Mill &amp; Son"),
        (SEARCH.format(""), "", ""),
        ("<html>", "", ""),
        ("", "", ""),
        (
            SEARCH.format("Mill"),
            '<link rel=search type="application/opensearchdescription+xml">',
            "",
        ),
    ],
)
def test_the_search_of_the_site_is_named(
    make_site: MakeSite, text: str, head: str, title: str
) -> None:
    files = {"opensearch.xml": text, "a.html": page(head)}
    link = f'rel="search" href="opensearch.xml" type="{SEARCH_TYPE}" title="{title}"'
    assert found(make_site, files, "a.html") == ([link] if title else [])


def translations(address: str, language: str, *known: str) -> list[tuple[str, str]]:
    """Give what is added to a set of translations, each written as `de /de/`."""
    pairs = [one.split() for one in known]
    alternates = tuple(Alternate(tag, f"{URL.rstrip('/')}{place}") for tag, place in pairs)
    facts = Facts(
        address=Fact(f"{URL.rstrip('/')}{address}", "test"),
        language=Fact(language, "test"),
        alternates=Fact(alternates, "test") if alternates else None,
    )
    links = missing_translations(facts)
    return [(link.attributes["hreflang"], link.href.removeprefix(URL)) for link in links]


@pytest.mark.parametrize(
    ("address", "language", "known", "added"),
    [
        ("/", "en", (), []),
        ("/", "en", ("en /", "de /de/"), [("x-default", "")]),
        ("/de/a/", "de", ("en /a/", "de /de/a/"), [("x-default", "a/")]),
        ("/", "en", ("de /de/",), [("en", ""), ("x-default", "")]),
        ("/en/", "en", ("en /en/", "de /de/"), []),
        ("/en/", "en", ("x-default /", "de /de/"), [("en", "en/")]),
        ("/", "en", ("en-GB /", "de /de/"), [("x-default", "")]),
        ("/pt-br/", "pt-BR", ("en /", "pt-BR /pt-br/"), [("x-default", "")]),
        ("/a.html", "en", ("en /a.html", "de /b.html"), []),
    ],
)
def test_a_set_of_translations_is_completed(
    address: str, language: str, known: tuple[str, ...], added: list[tuple[str, str]]
) -> None:
    assert translations(address, language, *known) == added


PICTURE = '<meta property="og:image" content="https://cdn.example.net/a.png">'
LARGE = '<meta name="robots" content="max-image-preview:large">'


@pytest.mark.parametrize(
    ("head", "path", "is_added"),
    [
        (PICTURE, "a.html", True),
        ("", "a.html", False),
        (f'{PICTURE}<meta name="robots" content="index">', "a.html", False),
        (f'{PICTURE}<meta name="googlebot" content="nosnippet">', "a.html", False),
        (PICTURE, "404.html", False),
    ],
)
def test_search_engines_may_show_the_picture_large(
    make_site: MakeSite, head: str, path: str, is_added: bool
) -> None:
    site = make_site({path: page(head)}, url=URL)
    texts = written(site, page(head), "meta", "content", "discovery", path=path)
    assert (texts.get("robots") == LARGE) is is_added


def test_a_picture_for_the_whole_site_is_no_page_s_own(lab: Site) -> None:
    assert written(lab, page(), "content", "defaults", "opengraph")["og:image"]
    assert written(lab, page(), "content", "defaults", "discovery") == {}
