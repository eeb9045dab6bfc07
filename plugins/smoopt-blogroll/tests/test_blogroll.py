"""The list in its page, the OPML, the links to it, and what is refused."""

from xml.etree import ElementTree as Xml

import pytest
from smoopt import ConfigError
from smoopt.testing import build

from smoopt_blogroll import WELL_KNOWN, Blog, Blogroll

PAGE = """<!doctype html>
<html><head><title>{0}</title></head>
<body><main><h1>{0}</h1><p>Text.</p></main></body></html>
"""
PAGES = {"index.html": PAGE.format("Mill"), "read/index.html": PAGE.format("Reading")}
MILL = Blog("Gates & wheels", "https://a.example/?a=1&b=2", "https://a.example/feed", 'On "mills"')
BARE = Blog("Bare", "https://b.example/")
ROLL = Blogroll((MILL, BARE), page="read/index.html")
TABLES = {"site": {"name": "Mill"}}


def test_a_page_shows_the_list_and_leads_to_the_opml() -> None:
    built = build(PAGES, [ROLL], settings=TABLES)
    page = built.pages["read/index.html"]
    assert (
        '<li><a href="https://a.example/?a=1&amp;b=2" rel="external">Gates &amp; wheels</a> '
        '(<a href="https://a.example/feed" rel="external">feed</a>): On &quot;mills&quot;</li>'
        in page
    )
    assert '<li><a href="https://b.example/" rel="external">Bare</a></li>' in page
    assert '<a href="../blogroll.opml" type="text/x-opml">OPML</a>' in page
    link = '<link rel="blogroll" href="{}" type="text/xml" title="Blogroll">'
    assert link.format("../blogroll.opml") in page
    assert link.format("blogroll.opml") in built.pages["index.html"]
    assert "<li>" not in built.pages["index.html"]
    assert built.findings == ()


def test_the_opml_is_what_readers_of_feeds_import() -> None:
    files = build(PAGES, [ROLL], settings=TABLES).files
    opml = Xml.fromstring(files["blogroll.opml"])  # noqa: S314 - it is our own
    assert (opml.tag, opml.get("version"), opml.findtext("head/title")) == (
        *("opml", "2.0", "Blogroll: Mill"),
    )
    assert [outline.attrib for outline in opml.iterfind("body/outline")] == [
        {
            "type": "rss",
            "text": "Gates & wheels",
            "title": "Gates & wheels",
            "description": 'On "mills"',
            "htmlUrl": "https://a.example/?a=1&b=2",
            "xmlUrl": "https://a.example/feed",
        },
        {"type": "link", "text": "Bare", "url": "https://b.example/"},
    ]
    assert files[WELL_KNOWN] == files["blogroll.opml"]
    other = Blogroll((BARE,), path="blogs.xml", well_known=False)
    assert [*build(PAGES, [other]).files] == ["blogs.xml"]


def test_a_list_that_a_theme_links_to_is_linked_to_once() -> None:
    own = '<link rel="blogroll" href="/own.opml">'
    pages = {"index.html": PAGES["index.html"].replace("</head>", f"{own}</head>")}
    assert build(pages, [Blogroll((BARE,))]).pages == pages


def test_a_page_that_is_not_there_is_found() -> None:
    built = build(PAGES, [Blogroll((BARE,), page="links.html")])
    assert [(f.code, f.message) for f in built.findings] == [
        ("blogroll-page", "links.html is no page of the site")
    ]


def test_a_site_has_its_own_template() -> None:
    own = '<p data-smoopt="blogroll">{{ blogs[0].title }}</p>'
    built = build(PAGES, [ROLL], templates={"blogroll.html.j2": own})
    assert '<p data-smoopt="blogroll">Gates &amp; wheels</p>' in built.pages["read/index.html"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({}, "`blogs` is missing"),
        ({"blogs": []}, "plugins.blogroll.blogs: expected"),
        ({"blogs": [{"title": "A"}]}, "`url` is missing"),
        ({"blogs": [{"title": "A", "url": "a.example"}]}, "url: expected an address"),
        ({"blogs": [{"title": "A", "url": "javascript:1"}]}, "url: expected an address"),
        ({"blogs": [{"title": "A\0", "url": "https://a.example"}]}, "title: expected a line"),
        ({"blogs": [{"title": "A", "url": "https://a.example"}], "path": "/x"}, "path: expected"),
    ],
)
def test_what_cannot_be_listed_is_refused(table: dict[str, object], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        build(PAGES, [Blogroll], settings={"plugins": {"blogroll": table}})
