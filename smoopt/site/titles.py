"""What a page's head states as its title and description, before anything is concluded from it."""

import re
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

# The first tag of each key that is not empty.
Tags = dict[str, HeadTag]


class Title(NamedTuple):
    """The title element of a page, and what it says: "" where that is nothing."""

    element: Element | None
    text: str


def first_tags(page: Page) -> Tags:
    """Give the first tag of each key that is not empty."""
    if "tags" not in page.memo:
        tags: Tags = {}
        for tag in page.head_tags:
            if tag.value:
                for key in tag.keys:
                    tags.setdefault(key, tag)
        page.memo["tags"] = tags
    return cast("Tags", page.memo["tags"])


def first(tags: Tags, keys: tuple[str, ...]) -> HeadTag | None:
    """Give the tag of the first key that there is."""
    for key in keys:
        if key in tags:
            return tags[key]
    return None


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


def title_tag(page: Page, name: str) -> HeadTag | None:
    """Find the tag that gives the page's title.

    Some themes give every page the home page's tags: the site's name alone is no page's title.
    """
    tag = first(first_tags(page), TITLES)
    return None if tag and tag.value == name and page.path != "index.html" else tag


def stated_title(page: Page, name: str) -> str:
    """Give the title as it stands: 1. in `title_tag`; 2. in `<title>`; "" where it is nowhere."""
    tag = title_tag(page, name)
    return title_element(page).text if tag is None else tag.value


def description_tag(page: Page) -> HeadTag | None:
    """Find the tag that gives the page's description."""
    return first(first_tags(page), DESCRIPTIONS)


def stated_ending(page: Page, name: str) -> str:
    """Give the last part of `<title>`, or else of the stated title, with its separator."""
    if "ending" not in page.memo:
        page.memo["ending"] = ending(title_element(page).text) or ending(stated_title(page, name))
    return cast("str", page.memo["ending"])


def parts(title: str) -> list[str]:
    """Take a title apart: its parts, with what separates them between."""
    return _SEPARATOR.split(title)


def ending(title: str) -> str:
    """Give the last part of a title with its separator (" - Rust"), or ""."""
    found = parts(title)
    return "".join(found[-2:]) if len(found) > 1 and found[0] and found[-1] else ""


def named_by(ending: str) -> str:
    """Give the name in the end of a title, without its separator."""
    return _SEPARATOR.split(ending)[-1]


def without_site(title: str, name: str, heading: str) -> str:
    """Take the site's name off a title; what the h1 says tells where it begins, too."""
    found = parts(title)
    if len(found) > 1:
        if heading and heading == "".join(found[:-2]):
            return heading
        if name and found[-1].casefold() == name.casefold():
            return "".join(found[:-2])
        if name and found[0].casefold() == name.casefold():
            return "".join(found[2:])
    return title
