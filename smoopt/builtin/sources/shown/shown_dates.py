"""A page's dates of publication and change, from its `<time>` elements as a person reads them.

A date in a sentence belongs to the topic, not to the page; one in a comment, a related post or an
entry of a list belongs to these.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from turbohtml import Element

from smoopt.builtin.sources.shown.date_words import EITHER, begins_dateline, marked_as, said_of
from smoopt.builtin.sources.shown.whose import DATELINE_WORDS, is_anothers
from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.model.dates import iso_date
from smoopt.model.facts import Fact

_MOST = 60
_NUMBER = re.compile(r"\d+")
_BLOCKS = frozenset({"div", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "p", "ul"})


class Shown(NamedTuple):
    """The dates that a page shows as its own."""

    published: Fact[str] | None = None
    modified: Fact[str] | None = None


class ShownDate(NamedTuple):
    """A date in the page: its element, its value, and its mark (see `marked_as`)."""

    element: Element
    value: str
    marked: str


def shown_dates(page: Page) -> Shown:
    """Find the dates that a page shows as its own.

    Of publication: 1. the first that is marked as such; 2. the first that is not marked as
    another.
    """
    if page.document.find("time") is None and not page.is_annotated:
        return Shown()
    return chosen(page, list(_dates(page)))


def chosen(page: Page, dates: list[ShownDate]) -> Shown:
    """Choose the date of publication and that of the last change.

    One that may be either is that of publication if there is no other, and that of the last
    change if it is later.
    """
    published = _first(dates, "published") or _first(dates, "")
    updated, either = _first(dates, "updated"), _first(dates, EITHER)
    if either and published and either.value[:10] > published.value[:10]:
        updated = updated or either
    return Shown(_fact(page, published or either), _fact(page, updated))


def _first(dates: list[ShownDate], marked: str) -> ShownDate | None:
    return next((date for date in dates if date.marked == marked), None)


def is_past(value: str) -> bool:
    """Return whether a date is past: a future one is that of an event."""
    return value[:10] <= (datetime.now(UTC) + timedelta(days=1)).date().isoformat()


def is_in_sentence(element: Element) -> bool:
    """Return whether a date is among the words of a sentence."""
    paragraph = element.closest("p, dd, blockquote, figcaption, h2, h3, h4")
    said = "" if paragraph is None else own_text(paragraph)
    if len(said.split()) > DATELINE_WORDS:
        return True
    return said.endswith((".", "!", "?")) and not begins_dateline(said)


def _fact(page: Page, date: ShownDate | None) -> Fact[str] | None:
    if date is None:
        return None
    marked = "updated" if date.marked == EITHER else date.marked
    rule = f"{date.element.tag} ({marked})" if marked else date.element.tag
    return page.fact(date.value, rule, date.element)


def _dates(page: Page) -> Iterator[ShownDate]:
    """Yield the page's own dates, in order."""
    selector = "time, [itemprop=datePublished], [itemprop=dateModified]"
    found = [] if page.body is None else page.body.select(selector)
    for element in islice(found, _MOST):
        stated = element.attr("datetime") or element.attr("content") or own_text(element)
        value = _as_shown(element, iso_date(stated))
        if value and is_past(value) and not is_anothers(page, element):
            marked = marked_as(element)
            if marked in {"", EITHER}:
                marked = said_of(_before(element), marked)
            # A date in the site's footer is that of the build, if anything.
            if marked == "other":
                continue
            if marked or not (element.closest("footer") or is_in_sentence(element)):
                yield ShownDate(element, value, marked)


def _as_shown(element: Element, value: str) -> str:
    """Return the day that an element shows, if it differs from the one that it states.

    Some systems state the day of the last change and show that of publication.
    """
    if not value or element.tag != "time" or element.attr("datetime") is None:
        return value
    numbers = _NUMBER.findall(element.text)
    if value[:4] in numbers and {*_days(value)}.isdisjoint(map(int, numbers)):
        from smoopt.model.written_dates import written_dates  # noqa: PLC0415 - few pages need it

        found = written_dates(own_text(element))
        return found[0].value if len(found) == 1 else value
    return value


def _days(value: str) -> Iterator[int]:
    """Return the day of a date, the one before and the one after, as time zones differ."""
    day = datetime.fromisoformat(value[:10])
    return ((day + timedelta(days=by)).day for by in (-1, 0, 1))


def _before(element: Element) -> str:
    """Return the words before a date in the same line."""
    before = element.previous_sibling
    is_line = isinstance(before, Element) and before.tag in _BLOCKS
    return "" if before is None or is_line else before.text
