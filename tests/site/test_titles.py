"""What a page's head states as its title and description."""

import pytest

from smoopt.html.page import Page
from smoopt.site.shared_titles import Shared
from smoopt.site.titles import (
    is_apart_in,
    own_title,
    primary_language,
    stated,
    title_element,
    title_said,
    without_host,
)

OG = "<meta property=og:title content='{}'>"
HEAD = "<!doctype html><head>{}</head><body><p>text</p></body>"


def page(head: str, path: str = "a.html") -> Page:
    return Page(path, HEAD.format(head).encode())


@pytest.mark.parametrize(
    ("head", "key", "said"),
    [
        ("<title>T</title>", "title", "T"),
        ("<title>\n T \n U</title>", "title", "T U"),
        ("<title>T</title>" + OG.format("O"), "title", "T"),
        ("<title>T</title>" + OG.format("O"), "og:title", "O"),
        ("<title>T</title>" + OG.format(""), "og:title", ""),
        (OG.format("") + OG.format("O"), "og:title", "O"),
        ("", "title", ""),
        ("<svg><title>T</title></svg>", "title", ""),
    ],
)
def test_a_name_asks_for_the_title_element_or_a_tag(head: str, key: str, said: str) -> None:
    assert stated(page(head), key) == said


def test_a_title_that_is_never_closed_states_nothing() -> None:
    assert title_element(Page("a.html", b"<!doctype html><title>Open<p>x")).text == ""


@pytest.mark.parametrize(
    ("head", "last"),
    [
        ("<title>A - Lab</title>", " - Lab"),
        ("<title>A - B | Lab</title>" + OG.format("A"), " - B | Lab"),
        ("<title>A</title>" + OG.format("A · Lab"), " · Lab"),
        ("<title>A-Lab</title>", ""),
        ("<title>- Lab</title>", ""),
        ("", ""),
    ],
)
def test_a_tag_tells_how_a_title_ends_where_the_title_element_does_not(
    head: str, last: str
) -> None:
    assert title_said(page(head)).after == last


@pytest.mark.parametrize(
    ("attribute", "language"),
    [("lang=pt-BR", "pt"), ("lang=zh_TW", "zh"), ("lang=EN", "en"), ("", "")],
)
def test_a_language_is_told_by_its_first_part(attribute: str, language: str) -> None:
    html = f"<!doctype html><html {attribute}><title>T</title>"
    assert primary_language(Page("a.html", html.encode())) == language


@pytest.mark.parametrize(
    ("title", "name", "last", "heading", "own"),
    [
        ("Page - Site", "Site", "", "", "Page"),
        ("Page | Site", "site", "", "", "Page"),
        ("Site · Page", "Site", "", "", "Page"),
        ("Page — Motto of it", "Site", "", "Page", "Page"),
        ("A - B - Site", "Site", "", "", "A - B"),
        ("Well-known", "known", "", "", "Well-known"),
        ("Page - Other", "Site", "", "", "Page - Other"),
        ("Page - Other", "Site", " - Other", "", "Page"),
        ("Page - Other - Site", "Site", " - Site", "", "Page - Other"),
        ("Site", "Site", "", "", "Site"),
        ("Site - v2.1.0", "Site", "", "", "Site - v2.1.0"),
        ("Site | 1.4", "Site", "", "", "Site | 1.4"),
        ("What is new in 2.1 - Site", "Site", "", "", "What is new in 2.1"),
        ("Page - Section - Site", "", "", "Page", "Page"),
        ("Page| Site", "", "", "Page", "Page"),
        ("“Page” - Site", "", "", '"Page"', '"Page"'),
        ("Page｜Site", "Site", "", "", "Page｜Site"),
        ("Page ｜ Site", "Site", "", "", "Page"),
    ],
)
def test_a_title_loses_the_site_s_name_or_what_most_end_with(
    title: str, name: str, last: str, heading: str, own: str
) -> None:
    found = own_title(title, name, Shared(after=last), heading)
    assert found.text == own
    assert bool(found.without) == (own != title)


@pytest.mark.parametrize(
    "title",
    [
        "Rye is dear again, by Ann Lee",
        "Rye is dear again (with pictures)",
        "Rye is dear again ✩ the valley's paper",
        "Markets: Rye is dear again - Harbour Post",
        "Harbour Post: Rye is dear again",
        "Harbour Post | Rye is dear again | Markets",
    ],
)
def test_what_is_parted_from_the_h1_in_a_title_is_not_its_own(title: str) -> None:
    assert is_apart_in("Rye is dear again", title)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Rye is dear again", "Rye is dear again and so is oats"),
        ("Rye is dear again", "Why Rye is dear again"),
        ("Rye is dear again", "Rye is dear again: what the miller says"),
        # The site's name may be an h1.
        ("The mill post", "Rye is dear again - The mill post"),
        ("Rye", "Rye, by Ann Lee"),
        ("Rye is dear again", "Rye is dear again"),
    ],
)
def test_what_belongs_to_the_h1_stays_in_a_title(heading: str, title: str) -> None:
    assert not is_apart_in(heading, title)


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("Rye is in | Mill Post", "Rye is in"),
        ("millpost.example - Rye is in", "Rye is in"),
        ("Mill Post – loom/rye: Grind it", "loom/rye: Grind it"),
        # Nothing, or no title, would be left.
        ("Mill Post", "Mill Post"),
        ("Home | Mill Post", "Home | Mill Post"),
        ("Mill Post - v2.1.0", "Mill Post - v2.1.0"),
        ("Rye is in | Mill Posts", "Rye is in | Mill Posts"),
        ("Mill Post: Rye is in", "Mill Post: Rye is in"),
    ],
)
def test_the_name_of_the_host_is_taken_off_a_title(title: str, own: str) -> None:
    found = without_host(title, "https://www.millpost.example/")
    assert found.text == own
    assert bool(found.without) == (title != own)
