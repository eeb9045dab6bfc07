"""Whether a date or a name is the page's own, or that of a comment, an entry, a related post."""

import re
from itertools import takewhile
from typing import cast

from turbohtml import Element, Node

from smoopt.builtin.sources.shown.named_places import name_words
from smoopt.html.class_words import is_named
from smoopt.html.other_pages import heading_link, is_named_beside, leads_elsewhere
from smoopt.html.own_text import is_aside
from smoopt.html.page import Page

# Names of elements with dates and names of their own, besides those beside the text
_OTHERS = frozenset(
    {
        *("card", "cards", "teaser", "teasers", "event", "events", "vevent", "calendar"),
        *("changelog", "history", "footnotes", "testimonial", "testimonials"),
        # Things documented on another's page, such as a method on that of its class
        *("memitem", "member"),
    }
)
# Names of places for date and author
_META = frozenset(
    {
        *("meta", "byline", "info", "postmeta", "entrymeta", "dateline", "docinfo", "details"),
        *("author", "authors", "date", "posted", "credits"),
    }
)
_OTHER_ITEMS = re.compile(r"Event|Comment")
_MASTHEAD = (
    "header, [role=banner], #header, #masthead, .header, .site-header, .page-header, .masthead,"
    " .topbar, .top-bar"
)
_OF_DAY = re.compile(r"/(?:19|20)\d\d(?:/|$)")
_LISTS = frozenset({"nav", "li", "a", "table"})
_NAMING = ("class", "id")
_ENTRIES = frozenset({"article", "post", "entry", "story"})
_SIDEBARS = frozenset({"sidebar", "side", "rail"})
_HEADINGS = "h1, h2, h3, h4"
# A paragraph of more words is a sentence, not a dateline.
DATELINE_WORDS = 12


def is_anothers(page: Page, element: Element) -> bool:
    """Return whether an element is outside of the page's own text and head lines."""
    content = page.content
    for place in element.ancestors:
        if not isinstance(place, Element):
            continue
        if place in (content, page.body):
            return place.has_class("comment")  # all there is may be what a guest wrote
        if place in _around_own(page):
            continue  # whatever its name
        if is_named(place, _SIDEBARS, _NAMING) and _is_only_date(element, place):
            continue
        if place.tag in _LISTS and not _is_dateline(page, place):
            return True
        if place.tag not in {"footer", "aside"} and is_aside(place):
            return True
        if is_named_as_anothers(place) or _OTHER_ITEMS.search(place.attr("itemtype") or ""):
            return True
        # An entry of a list, however it is marked up: its heading links to another page.
        if leads_elsewhere(page, heading_link(place)):
            return True
    return False


def _around_own(page: Page) -> frozenset[Element]:
    """Return the ancestors of the page's heading and content, which belong to the page itself."""
    if "around own" not in page.memo:
        own = (place for place in (page.heading, page.content) if place is not None)
        page.memo["around own"] = frozenset(
            each for place in own for each in place.ancestors if isinstance(each, Element)
        )
    return cast("frozenset[Element]", page.memo["around own"])


def _is_only_date(element: Element, sidebar: Element) -> bool:
    """Return whether a date in a sidebar is the page's dateline, not that of another page."""
    places = (place for place in (element, *element.ancestors) if isinstance(place, Element))
    inside = takewhile(lambda place: place != sidebar, places)
    if not any(map(is_meta, inside)) or sidebar.find("article") is not None:
        return False
    is_only = len(sidebar.find_all("time", limit=2)) <= 1
    return is_only and sidebar.select_one(_HEADINGS) is None


def is_in_content(page: Page, element: Element) -> bool:
    """Return whether an element is in the main content."""
    return page.content is not None and page.content in element.ancestors


def is_in_masthead(page: Page, element: Element) -> bool:
    """Return whether an element is in the site's own header, which may show today's date."""
    masthead = element.closest(_MASTHEAD)
    if masthead is None or is_in_content(page, masthead) or masthead == page.content:
        return False
    if not _ENTRIES.isdisjoint(name_words(masthead)):
        return False  # article-header
    return page.heading is None or masthead not in page.heading.ancestors


def is_named_as_anothers(element: Element) -> bool:
    """Return whether an element itself has the name of a comment, an event or the like."""
    return is_named_beside(element) or is_named(element, _OTHERS, _NAMING)


def _is_dateline(page: Page, place: Element) -> bool:
    """Return whether an element links to the page or a day's posts, or has author and date."""
    if place.tag == "a":
        return not leads_elsewhere(page, place) or bool(_OF_DAY.search(place.attr("href") or ""))
    if place.tag == "li":
        alone = place.find("a") is None and len(place.find_all("time")) == 1
        return alone or is_meta(place) or is_meta(place.parent) or _is_in_head(page, place)
    return place.tag == "table" and is_meta(place)


def _is_in_head(page: Page, place: Element) -> bool:
    """Return whether an element is in the same header as the page's heading."""
    header = place.closest("header")
    return header is not None and page.heading is not None and header in page.heading.ancestors


def is_meta(element: Node | None) -> bool:
    """Return whether an element is named as a place for date and author."""
    return isinstance(element, Element) and is_named(element, _META, _NAMING)
