"""Titles: what a page's head states as its title and description, and which part is the page's own.

A title that a theme wrote has the site's name at its end or beginning ("Install - Lantern"). Here,
and nowhere else, it loses that.
"""

import re
from functools import lru_cache
from typing import NamedTuple, cast

from turbohtml import Element

from smoopt.html.head import HeadTag
from smoopt.html.page import Page
from smoopt.model.plain_text import tidy

# The tags in the order asked. https://ogp.me/ and
# https://www.dublincore.org/specifications/dublin-core/dcmi-terms/ (2026-11-21)
TITLES = ("og:title", "twitter:title", "dcterms.title", "dc.title")
DESCRIPTIONS = ("description", "og:description", "twitter:description", "dc.description")
# What stands between the name of a site and the title of a page.
_SEPARATOR = re.compile(r"(\s+(?:[-–—|·•»«:]|::)\s+)")


# What the head states


class Title(NamedTuple):
    """The title element of a page, and what it says: "" where that is nothing."""

    element: Element | None
    text: str


def title_element(page: Page) -> Title:
    """Read `<title>`; one that is never closed holds the rest of the file, and counts as empty."""
    if "title" not in page.memo:
        element = None if page.head is None else page.head.find("title")
        is_open = (
            element is not None and element.next_sibling is None and page.end_tag(element) is None
        )
        text = "" if element is None or is_open else tidy(element.text)
        page.memo["title"] = Title(element, text)
    return cast("Title", page.memo["title"])


def title_tag(page: Page, site_name: str) -> HeadTag | None:
    """Find the tag that gives the page's title.

    Some themes give every page the home page's tags: the site's name alone is no page's title.
    """
    tag = page.first_tag(*TITLES)
    return None if tag and tag.value == site_name and page.path != "index.html" else tag


def stated_title(page: Page, site_name: str) -> str:
    """Give the title as it stands: 1. in `title_tag`; 2. in `<title>`; "" where it is nowhere."""
    tag = title_tag(page, site_name)
    return title_element(page).text if tag is None else tag.value


def description_tag(page: Page) -> HeadTag | None:
    """Find the tag that gives the page's description."""
    return page.first_tag(*DESCRIPTIONS)


# What of it is the page's own


class OwnTitle(NamedTuple):
    """A page's own title, and what was taken off for it, in words for its rule; or ""."""

    text: str
    without: str = ""


def own_title(title: str, site_name: str, ending: str, heading: str = "") -> OwnTitle:
    """Take off a stated title what is not the page's own.

    1. The last part, where all before it is what the h1 says; 2. the site's name, at its end or
    beginning; 3. `ending`, what most titles of the site end with.
    """
    own = _without_name(title, site_name, heading)
    if own != title:
        return OwnTitle(own, " without the site's name")
    own = title.removesuffix(ending)
    return OwnTitle(own, " without what most titles end with" if own != title else "")


def _without_name(title: str, site_name: str, heading: str) -> str:
    found = parts(title)
    if len(found) > 1:
        if heading and heading == "".join(found[:-2]):
            return heading
        if site_name and found[-1].casefold() == site_name.casefold():
            return "".join(found[:-2])
        if site_name and found[0].casefold() == site_name.casefold():
            return "".join(found[2:])
    return title


# Several ask of the same title, one after the other.
@lru_cache(maxsize=64)
def parts(title: str) -> tuple[str, ...]:
    """Take a title apart: its parts, with what separates them between."""
    return tuple(_SEPARATOR.split(title))


def ending(title: str) -> str:
    """Give the last part of a title with its separator (" - Rust"), or ""."""
    found = parts(title)
    return "".join(found[-2:]) if len(found) > 1 and found[0] and found[-1] else ""


def stated_ending(page: Page, site_name: str) -> str:
    """Give the last part of `<title>`, or else of the stated title, with its separator."""
    if "ending" not in page.memo:
        title = title_element(page).text
        page.memo["ending"] = ending(title) or ending(stated_title(page, site_name))
    return cast("str", page.memo["ending"])


def name_in(ending: str) -> str:
    """Give the name in the end of a title, without its separator."""
    return parts(ending)[-1]
