"""A page's own heading is none that names the site."""

import pytest

from smoopt.html.own_text import own_text
from smoopt.html.page import Page

LOGO = '<h1><a href="/"><img src="logo.png" alt="Mills"></a></h1>'


def heading(body: str, path: str = "posts/a.html", title: str = "Rye - Mills") -> str:
    page = Page(path, f"<!doctype html><title>{title}</title><body>{body}".encode())
    return "" if page.heading is None else own_text(page.heading)


@pytest.mark.parametrize(
    "body",
    [
        "<header><h1>Mills</h1></header><article><h1>Rye</h1>",
        f"<header>{LOGO}</header><main><h1>Rye</h1>",
        f"{LOGO}<article><h2>Rye</h2><p>x</article>",
        '<h1 class="site-title">Mills</h1><main><h2>Rye</h2></main>',
        '<h1><a href="../">Mills</a></h1><main><h2>Rye</h2></main>',
        '<h1><a href="https://mills.example.org">Mills</a></h1><main><h2>Rye</h2></main>',
        '<a href="../index.html"><h1>Mills</h1></a><main><h2>Rye</h2></main>',
        '<h1 id=logo>Mills</h1><article><h2 class="entry-title">Rye</h2></article>',
    ],
)
def test_the_heading_of_a_page_is_not_the_logo(body: str) -> None:
    assert heading(body) == "Rye"


@pytest.mark.parametrize(
    ("body", "own"),
    [
        # A link to the page itself, or to one of several words.
        ('<article><h1><a href="a.html">Rye</a></h1><h2>Sowing</h2>', "Rye"),
        ('<article><h1><a href="./">Rye</a></h1><h2>Sowing</h2>', "Rye"),
        ('<article><h1>Rye of <a href="/">Mills</a></h1><h2>Rye</h2>', "Rye of Mills"),
        ('<article><h1>Rye<a href="#rye">#</a></h1>', "Rye#"[:3]),
        # Nothing better.
        ('<h1 class="logo">Mills</h1><article><h2>Sowing</h2></article>', "Mills"),
        ("<h2>Rye</h2>", ""),
    ],
)
def test_a_heading_that_links_elsewhere_or_stands_alone_is_kept(body: str, own: str) -> None:
    assert heading(body) == own


def test_on_a_front_page_the_site_s_name_is_the_heading() -> None:
    body = f"{LOGO.replace('<img', 'Mills<img')}<article><h2>Rye</h2></article>"
    assert heading(body, "index.html", "Mills") == "Mills"


def test_of_several_headings_the_title_tells_which_is_the_page_s() -> None:
    section, own = "<h1>Market day</h1>", "<h1>Rye is dear again</h1>"
    assert heading(f"<article>{section}{own}</article>", title="Rye is dear again") == (
        "Rye is dear again"
    )
    assert heading(f"<article>{section}{own}</article>", title="Mills") == "Market day"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        # Without any h1, in the content and beside it.
        ("<main><h2>Rye is dear again</h2><p>x</main>", "Rye is dear again | Mills"),
        (
            "<div><h3><a href=a.html>Rye is dear again</a></h3><main>x</main></div>",
            "Rye is dear again",
        ),
        ("<main><h2>Rye is dear again</h2><p>x</main>", "Mills: Market: Rye is dear again | No. 4"),
        # Where the h1 stands over all articles of the site.
        ("<main><h1>Latest news</h1><h2>Rye is dear again</h2>", "Rye is dear again"),
        ("<h1>Journal</h1><main><h2>Rye is dear again</h2>", "Rye is dear again - Mills"),
        # A picture, and a site that is named in the title as well.
        ("<h1><img alt=Mills></h1><div><h1>Rye is dear again</h1><p>x</div>", "Rye is dear again"),
        (
            "<h1>Mills of the valley</h1><div><h1>Rye is dear again</h1></div>",
            "Rye is dear again - Mills of the valley",
        ),
    ],
)
def test_the_title_tells_which_heading_is_the_page_s(body: str, title: str) -> None:
    assert heading(body, title=title) == "Rye is dear again"


@pytest.mark.parametrize(
    ("body", "title", "own"),
    [
        # A section, what the site is called, and what stands beside the text.
        ("<main><h1>Configuring mills</h1><h2>Configuration</h2>", "Configuration - Mills", None),
        ("<header><h2>Mills of the valley</h2></header><main>x", "Mills of the valley: Rye", ""),
        ("<div><h2><a href=/>Mills of the valley</a></h2><main>x", "Mills of the valley", ""),
        ("<main>x</main><aside><h3>Rye is dear again</h3></aside>", "Rye is dear again", ""),
        ("<main><h2>Rye is dear</h2>", "What else is new", ""),
    ],
)
def test_a_heading_that_is_not_the_page_s_stays_a_section(
    body: str, title: str, own: str | None
) -> None:
    assert heading(body, title=title) == ("Configuring mills" if own is None else own)
