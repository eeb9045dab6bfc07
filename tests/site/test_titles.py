"""What a page's head states as its title and description."""

import pytest

from smoopt.html.page import Page
from smoopt.site.titles import (
    description_tag,
    ending,
    name_in,
    own_title,
    stated_ending,
    stated_title,
    title_element,
)

OG = "<meta property=og:title content='{}'>"
HEAD = "<!doctype html><head>{}</head><body><p>text</p></body>"


def page(head: str, path: str = "a.html") -> Page:
    return Page(path, HEAD.format(head).encode())


@pytest.mark.parametrize(
    ("head", "path", "title"),
    [
        ("<title>T</title>", "a.html", "T"),
        ("<title>\n T \n U</title>", "a.html", "T U"),
        ("<title>T</title>" + OG.format("O"), "a.html", "O"),
        ("<title>T</title>" + OG.format(""), "a.html", "T"),
        ("<title>T</title>" + OG.format("Lab"), "a.html", "T"),
        ("<title>T</title>" + OG.format("Lab"), "index.html", "Lab"),
        ("", "a.html", ""),
        ("<svg><title>T</title></svg>", "a.html", ""),
    ],
)
def test_the_title_is_that_of_its_tag_unless_that_is_only_the_site_s_name(
    head: str, path: str, title: str
) -> None:
    assert stated_title(page(head, path), "Lab") == title


def test_a_title_that_is_never_closed_states_nothing() -> None:
    assert title_element(Page("a.html", b"<!doctype html><title>Open<p>x")).text == ""


@pytest.mark.parametrize(
    ("head", "last"),
    [
        ("<title>A - Lab</title>", " - Lab"),
        ("<title>A - B | Lab</title>" + OG.format("A"), " | Lab"),
        ("<title>A</title>" + OG.format("A · Lab"), " · Lab"),
        ("<title>A-Lab</title>", ""),
        ("<title>- Lab</title>", ""),
        ("", ""),
    ],
)
def test_an_ending_is_the_last_part_with_its_separator(head: str, last: str) -> None:
    assert stated_ending(page(head), "") == last


def test_the_first_description_that_says_something_counts() -> None:
    tag = description_tag(
        page("<meta name=description content=''><meta property=og:description content=D>")
    )
    assert tag is not None
    assert tag.value == "D"


@pytest.mark.parametrize(
    ("title", "last", "name"),
    [
        ("Page - Site", " - Site", "Site"),
        ("Page :: Part » Site", " » Site", "Site"),
        ("Page", "", ""),
        ("", "", ""),
        ("Page: part", "", ""),
        ("well-known", "", ""),
    ],
)
def test_a_title_ends_with_a_separator_and_a_name(title: str, last: str, name: str) -> None:
    assert ending(title) == last
    assert name_in(last) == name


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
    ],
)
def test_a_title_loses_the_site_s_name_or_what_most_end_with(
    title: str, name: str, last: str, heading: str, own: str
) -> None:
    found = own_title(title, name, last, heading)
    assert found.text == own
    assert bool(found.without) == (own != title)
