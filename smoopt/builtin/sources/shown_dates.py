"""When a page says that it was published and changed: its `<time>` elements as a person reads them.

A date in a sentence is the matter's, not the page's; that of a comment, of a related post or of an
entry in a list is another's.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from turbohtml import Element

from smoopt.html.class_words import is_named
from smoopt.html.own_text import is_aside, own_text
from smoopt.html.page import Page
from smoopt.model.dates import iso_date
from smoopt.model.facts import Fact

_MOST = 60
# How microformats and microdata, and most themes, mark either date.
# https://microformats.org/wiki/h-entry and https://schema.org/Article (2026-11-30)
_PUBLISHED = re.compile(
    r"dt-published|datePublished|dateCreated|pub-?date|published|posted|post-date|entry-date"
    r"|publish-?(?:ed-?)?date|created|date-published"
)
_UPDATED = re.compile(
    r"dt-updated|dateModified|updated|modified|last-?(?:mod|modified|updated|edited)|edited"
    r"|date-(?:modified|updated)|update-date"
)
# Words before a date that say which one it is.
_SAYS_UPDATED = re.compile(
    r"(?:updated?|modified|changed|revised|edited|aktualisiert|geändert|mise? à jour|modifié"
    r"|actualizado|modificado|atualizado|aggiornato|bijgewerkt|обновлено|更新)\W*(?:\w{1,3}\W*)?$",
    re.IGNORECASE,
)
# How what has dates of its own is named.
_OTHERS = frozenset(
    {
        *("comment", "comments", "reply", "replies", "respond", "webmention", "webmentions"),
        *("related", "recommended", "recent", "latest", "similar", "more", "teaser", "teasers"),
        *("card", "cards", "pager", "pagination", "event", "events", "changelog", "history"),
    }
)
# A paragraph of more words is a sentence, not a dateline; so is one that ends as a sentence does,
# unless it begins as a dateline does.
_DATELINE_WORDS = 12
_BEGINS_DATELINE = re.compile(
    r"\W*(?:(?:first |last |originally )?(?:posted|published|updated|modified|written|edited)"
    r"|by|on)\b",
    re.IGNORECASE,
)


class Shown(NamedTuple):
    """What a page shows of its dates."""

    published: Fact[str] | None = None
    modified: Fact[str] | None = None


class _Date(NamedTuple):
    """A date of the page: where, what, and as what it is marked: "", `published` or `updated`."""

    element: Element
    value: str
    marked: str


def shown_dates(page: Page) -> Shown:
    """Find the dates that a page shows as its own.

    Of publication: 1. the first that is marked as such; 2. the first that is not marked as another.
    """
    if page.document.find("time") is None and not page.is_annotated:
        return Shown()
    dates = list(_dates(page))
    updated = next((date for date in dates if date.marked == "updated"), None)
    published = next((date for date in dates if date.marked == "published"), None)
    published = published or next((date for date in dates if not date.marked), None)
    return Shown(_fact(page, published), _fact(page, updated))


def _fact(page: Page, date: _Date | None) -> Fact[str] | None:
    if date is None:
        return None
    rule = f"{date.element.tag} ({date.marked})" if date.marked else date.element.tag
    return page.fact(date.value, rule, date.element)


def _dates(page: Page) -> Iterator[_Date]:
    """Give the page's own dates, in order."""
    # What has yet to come is an event.
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    selector = "time, [itemprop=datePublished], [itemprop=dateModified]"
    found = [] if page.body is None else page.body.select(selector)
    for element in islice(found, _MOST):
        stated = element.attr("datetime") or element.attr("content") or own_text(element)
        value = iso_date(stated)
        if value and value[:10] <= tomorrow and not _is_anothers(element, page):
            marked = _marked(element)
            # The site's footer says when it was built, if anything.
            if marked or not (element.closest("footer") or _is_in_sentence(element)):
                yield _Date(element, value, marked)


def _marked(element: Element) -> str:
    """Tell as what a date is marked, by its own classes or by the word before it."""
    if element.attr("pubdate") is not None:
        return "published"
    for place in (element, element.parent):
        if isinstance(place, Element):
            words = " ".join(filter(None, map(place.attr, ("class", "itemprop"))))
            for name, pattern in (("updated", _UPDATED), ("published", _PUBLISHED)):
                if any(pattern.fullmatch(word) for word in words.split()):
                    return name
    before = element.previous_sibling
    said = "" if before is None else before.text.rstrip()
    return "updated" if _SAYS_UPDATED.search(said[-40:]) else ""


def _is_anothers(element: Element, page: Page) -> bool:
    """Tell whether a date stands in what is not the page's own text and head lines."""
    content = page.content
    for place in element.ancestors:
        if not isinstance(place, Element):
            continue
        if place in (content, page.body):
            return place.has_class("comment")  # all that there is may be what a guest said
        if place.tag in {"nav", "li", "a", "table"} and not _is_dateline(place):
            return True
        if place.tag not in {"footer", "aside"} and is_aside(place):
            return True
        if _is_entry(place) or is_named(place, _OTHERS, ("class", "id")):
            return True
    return False


def _is_entry(place: Element) -> bool:
    """Tell an entry of a list, however it is marked up: its heading leads to another page."""
    heading = place.select_one("h1, h2, h3, h4")
    if heading is None:
        return False
    link = heading.closest("a") or heading.find("a")
    href = "" if link is None else link.attr("href") or ""
    return bool(href) and "#" not in href


def _is_dateline(item: Element) -> bool:
    """Tell an item of a list that says by whom and when: it has no link to another page's date."""
    return item.tag == "li" and item.find("a") is None and len(item.find_all("time")) == 1


def _is_in_sentence(element: Element) -> bool:
    """Tell whether a date stands among the words of a sentence."""
    paragraph = element.closest("p, dd, blockquote, figcaption, h2, h3, h4")
    said = "" if paragraph is None else own_text(paragraph)
    if len(said.split()) > _DATELINE_WORDS:
        return True
    return said.endswith((".", "!", "?")) and _BEGINS_DATELINE.match(said) is None
