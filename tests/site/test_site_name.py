"""A site's name: who gives it, and who is believed."""

import pytest

from smoopt.site.site import Site
from tests.support.sites import MakeSite

PAGE = "<!doctype html><html{3}><head><title>{0}</title>{1}</head><body>{2}</body></html>"
FEED = (
    "<rss version='2.0'><channel><title>{0}</title><link>https://e.example/</link>"
    "<item><title>A</title><link>https://e.example/a.html</link></item></channel></rss>"
)
LD = '<script type="application/ld+json">{}</script>'
Files = dict[str, str | bytes]


def page(title: str, head: str = "", body: str = "<p>text</p>", language: str = "") -> str:
    return PAGE.format(title, head, body, f" lang={language}" if language else "")


def site_of(form: str, home: str, head: str = "", **more: str) -> Files:
    """Give a home page and three pages, whose titles have a form."""
    pages = {f"{name}.html": page(form.format(name)) for name in ("Alpha", "Beta", "Gamma")}
    return {"index.html": page(home, head), **pages, **more}


def name(site: Site) -> str | None:
    return site.name.value if site.name else None


@pytest.mark.parametrize(
    ("form", "home", "expected"),
    [
        ("{} | Lab", "Home | Lab", "Lab"),
        ("{} · Lab", "Fresh bread every day · Lab", "Lab"),
        (
            "{} — Lab 2.1 documentation",
            "Welcome to Lab! — Lab 2.1 documentation",
            "Lab 2.1 documentation",
        ),
        ("Lab: {}", "Lab: Main Page", "Lab"),
        ("{} (Loom 2.4 API)", "Overview (Loom 2.4 API)", "Loom 2.4 API"),
        ("{} - Lab", "Lab", "Lab"),
        ("{} - A-Team", "A-Team - Home", "A-Team"),
        ("{} - Travel - Harbour Post", "Harbour Post", "Harbour Post"),
        ("{} - Rye & Sons - Fresh bread", "Rye & Sons - Fresh bread", "Rye & Sons"),
        ("{} - Lab - Documentation", "Lab - Documentation", "Lab"),
        # What names nothing.
        ("{} | Documentation", "Documentation", None),
        ("{}", "Home", None),
        ("{}", "Module List", None),
        ("{}", "Welcome to our mill!", None),
        ("{} | Home", "Startseite", None),
    ],
)
def test_what_titles_share_names_the_site(
    form: str, home: str, expected: str | None, make_site: MakeSite
) -> None:
    assert name(make_site(site_of(form, home))) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<meta property=og:site_name content='Said so'>", "Said so"),
        ("<meta name=application-name content='Said so'>", "Said so"),
        (LD.format('{"@type": "WebSite", "name": "Said so"}'), "Said so"),
        (
            LD.format(
                '{"@graph": [{"@type": "WebPage", "name": "x"},'
                ' {"@type": ["WebSite"], "name": "Said so"}]}'
            ),
            "Said so",
        ),
        # Escaped once too often.
        (LD.format('{"@type": "WebSite", "name": "Rye &amp; Sons"}'), "Rye & Sons"),
        ("<meta property=og:site_name content='Rye &amp;amp; Sons'>", "Rye & Sons"),
        (LD.format('{"@type": "Organization", "name": "Owner"}'), "Lab"),
        (LD.format("{"), "Lab"),
        ("<meta property=og:site_name content=Home>", "Lab"),
        ("<meta property=og:site_name content='Your awesome title'>", "Lab"),
        ("<meta property=og:site_name content=''>", "Lab"),
        # A theme that names the site by the page's title.
        ("<meta property=og:site_name content='Home | Lab'>", "Lab"),
    ],
)
def test_what_the_home_page_states_goes_first_unless_it_names_nothing(
    head: str, expected: str, make_site: MakeSite
) -> None:
    assert name(make_site(site_of("{} | Lab", "Home | Lab", head))) == expected


@pytest.mark.parametrize(
    ("feed", "title", "expected"),
    [
        ("feed.xml", "Jane Doe", "Jane Doe"),
        ("feed.xml", "Recent content on Lab", "Lab"),
        ("feed.xml", "Lab Weblog", "Lab"),
        ("feed.xml", "RSS feed", "Lab"),
        ("blog/feed.xml", "Jane Doe", "Lab"),
    ],
)
def test_the_feed_of_the_root_goes_before_titles_and_that_of_a_folder_after(
    feed: str, title: str, expected: str, make_site: MakeSite
) -> None:
    files = site_of("{} | Lab", "Home", **{feed: FEED.format(title)})
    assert name(make_site(files)) == expected
    assert name(make_site(files, name="Set")) == "Set"


HOME_LINK = "<header><a href=/>Rye &amp; Sons</a></header>"


@pytest.mark.parametrize(
    ("home", "body", "url", "expected"),
    [
        # One part, if there are other pages.
        ("Rye & Sons", "", "", "Rye & Sons"),
        ("Well-known", "", "", "Well-known"),
        ("Startseite • Mühle", "", "", "Mühle"),
        # Of several, what something else speaks for.
        ("Fresh bread – Rye & Sons", HOME_LINK, "", "Rye & Sons"),
        ("Fresh bread – Rye & Sons", "<footer>© 2026 Rye & Sons Ltd", "", "Rye & Sons"),
        ("Fresh bread – Rye & Sons", "", "https://rye-and-sons.example/", "Rye & Sons"),
        ("Hello from Rye | Rye", "", "", "Rye"),
        ("Rye – bread from a mill - Rye", "", "", "Rye"),
        ("Rye | Rye", "", "", "Rye"),
        # Nothing is better than wrong.
        ("Quick Start Guide for the Loom Toolkit", "", "", None),
        ("Fresh bread – Rye & Sons", "", "", None),
        ("Rye & Sons – Fresh bread", "", "", None),
    ],
)
def test_a_home_page_whose_title_no_other_shares(
    home: str, body: str, url: str, expected: str | None, make_site: MakeSite
) -> None:
    files: Files = {"index.html": page(home, body=body), "a.html": page("A"), "b.html": page("B")}
    assert name(make_site(files, url=url)) == expected


def test_a_single_page_may_be_an_article(make_site: MakeSite) -> None:
    assert name(make_site({"index.html": page("Ferry times")})) is None
    assert (
        name(make_site({"index.html": page("Ferry times", body="© Ferry times")})) == "Ferry times"
    )


def test_without_a_home_page_or_titles_alike_there_is_no_name(make_site: MakeSite) -> None:
    assert name(make_site({"a.html": page("Ferry times"), "b.html": page("Trains")})) is None


@pytest.mark.parametrize(
    ("feed", "title", "expected"),
    [
        ("tags/rust/index.xml", "Rust on Lab", "Lab"),
        ("tags/rust/index.xml", "Rust", None),
        ("category/news/feed.xml", "News – Lab", None),
        ("notes/index.xml", "Notes on Lab", "Lab"),
        ("notes/index.xml", "Life on Mars", "Life on Mars"),
    ],
)
def test_the_feed_of_a_tag_names_the_tag(
    feed: str, title: str, expected: str | None, make_site: MakeSite
) -> None:
    files = site_of("{}", "Home", **{feed: FEED.format(title)})
    assert name(make_site(files)) == expected
