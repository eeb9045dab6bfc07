"""Dates of publication in words: `March 4, 2021` in a byline or under the title.

They are looked for only if no source states a date, and only in places for dates.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import cast

from turbohtml import Element, XPath

from smoopt.builtin.sources.shown.date_words import (
    ENTRY_HINTS,
    LINE_HINTS,
    begins_dateline,
    is_place,
    marked_as,
    said_of,
    says_of_entry,
)
from smoopt.builtin.sources.shown.dates_in_path import PathDate, date_in_path
from smoopt.builtin.sources.shown.head_lines import head_lines
from smoopt.builtin.sources.shown.hints import has_year_near
from smoopt.builtin.sources.shown.named_places import named_places
from smoopt.builtin.sources.shown.shown_dates import (
    Shown,
    ShownDate,
    chosen,
    is_in_sentence,
    is_past,
)
from smoopt.builtin.sources.shown.whose import (
    is_anothers,
    is_in_content,
    is_in_masthead,
    is_named_as_anothers,
)
from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.model.dates import iso_date
from smoopt.model.facts import Fact
from smoopt.model.late_pattern import late
from smoopt.model.plain_text import tidy
from smoopt.model.written_dates import written_dates

# A longer text is no place for a date.
_WORDS, _LINE_WORDS, _BESIDE = 25, 14, 3
_SEPARATORS = late(r"[|·•/—–]| - ")
# Other words of such a line
_COUNTS = late(
    r"\d+ ?(?:min\w*|分\w*|분|comments?|views?|words?|shares?|likes?|repl(?:y|ies)|kommentare?"
    r"|commentaires?|comentarios?)\W*(?:read\w*|lesezeit)?",
    re.IGNORECASE,
)
_EVENT_TYPE = late(r'"@type": ?"\w*Event"')
# Folders with pages of events
_EVENTS = late(r"(?:^|/)(?:events?|calendar|termine?|kalender|agenda|eventos?)/", re.IGNORECASE)
_CLOCK = late(
    r"(?:at |um |à )?\d{1,2}[:.h]\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?| ?Uhr)?(?: [A-Z]{2,4}\b)?",
    re.IGNORECASE,
)
_WORD = late(r"\S*\w\S*")
_FULL_YEAR = late(r"\d{4}")
_MOST_NAMED, _MOST_DIFFERENT, _MOST_FOOTERS = 40, 3, 4


def datelines(page: Page, language: str) -> Shown:
    """Find the dates that a page shows in words, in a language (BCP 47, "" if unknown).

    Of publication: 1. one that is marked or worded so; 2. one in a place that is named for it;
    3. one in a line of its own around the heading; 4. one in a line elsewhere that says so; 5.
    the day in the page's path. A day or month in the path refutes all others.
    """
    in_path = date_in_path(page.path)
    found = [*_in_named_places(page, language), *_around_heading(page, language)]
    found += _of_entry(page, language)
    found += _in_footers(page, language)
    if not found:
        found += _in_lines(page, language)
    if (in_path or not all(each.marked for each in found)) and _is_of_event(page):
        in_path, found = None, [each for each in found if each.marked]
    changes = {each.value for each in found if each.marked == "updated"}
    dates = [each for each in found if each.marked == "updated" or _agrees(each, in_path)]
    shown = chosen(page, [each for each in dates if each.marked or each.value not in changes])
    if shown.published is None and in_path is not None and in_path.has_day:
        day = in_path.first.isoformat()
        published = (
            Fact(day, "date in the path of the page", page.place()) if is_past(day) else None
        )
        return shown._replace(published=published)
    return shown


def _is_of_event(page: Page) -> bool:
    """Return whether a page is about an event, whose day is not that of publication."""
    if _EVENTS.search(page.path) or page.document.select_one(
        "[itemtype*=Event], .vevent, .h-event"
    ):
        return True
    scripts = page.document.select('script[type="application/ld+json" i]')
    return any(_EVENT_TYPE.search(script.text) for script in scripts)


def _agrees(found: ShownDate, in_path: PathDate | None) -> bool:
    """Return whether a date agrees with the path's; an unmarked one may be that of a change."""
    if in_path is None:
        return True
    is_same = in_path.first.isoformat() == found.value[:10]
    return in_path.agrees(found.value) and (is_same or bool(found.marked) or not in_path.has_day)


def _in_named_places(page: Page, language: str) -> list[ShownDate]:
    """Read the places that are named for a date; if these are many, they belong to a list."""
    found: list[ShownDate] = []
    places = (each for each in named_places(page) if each.tag == "time" or is_place(each))
    for element in islice(places, _MOST_NAMED):
        if not _is_place(element) or is_anothers(page, element) or is_in_masthead(page, element):
            continue
        in_site_footer = element.closest("footer") is not None and not is_in_content(page, element)
        dates = _read(element, _text(element), language, marked_as(element))
        found += [each for each in dates if each.marked == "updated" or not in_site_footer]
    found.sort(key=lambda each: not is_in_content(page, each.element))  # not in the site's header
    unmarked = {each.value for each in found if not each.marked}
    return [each for each in found if each.marked or len(unmarked) <= _MOST_DIFFERENT]


def _text(element: Element) -> str:
    """Return a place's text, or the day in an attribute if the text says less: `2 years ago`."""
    text = own_text(element)
    if _FULL_YEAR.search(text):
        return text
    given = (iso_date(element.attr(name) or "") for name in ("title", "content", "data-date"))
    return next((value[:10] for value in given if value), text)


def _is_place(element: Element) -> bool:
    if element.tag == "time":
        if iso_date(element.attr("datetime") or "") or is_in_sentence(element):
            return False  # it has been read, and is not the page's own
    elif len(own_text(element).split()) > _WORDS:
        return False
    return not is_named_as_anothers(element)


def _around_heading(page: Page, language: str) -> Iterator[ShownDate]:
    """Read the lines around the heading that are about little else than a date."""
    if not has_year_near(page, language):
        return
    for line in head_lines(page):
        dates = list(_read(line.element, line.text, language, ""))
        own = [each for each in dates if each.marked != "updated"]
        if not dates or len(own) > 1 or not _is_dateline(line.text, language):
            continue
        if not is_anothers(page, line.element) and not is_named_as_anothers(line.element):
            yield from dates


def _is_dateline(text: str, language: str) -> bool:
    """Return whether a line says when and by whom, not what happened on that day."""
    if len(text.split()) > _WORDS:
        return False
    if begins_dateline(text):
        return True
    rest = text
    for found in reversed(written_dates(text, language)):
        if said_of(text[: found.start]):
            return True
        rest = f"{rest[: found.start]}\0{rest[found.end :]}"
    if rest.endswith(("\0.", "!", "?")) and rest != "\0.":
        return False  # a sentence
    rest = _CLOCK.sub("", _COUNTS.sub("", rest), count=1)
    parts = _SEPARATORS.split(rest)
    if len(rest.split()) > _LINE_WORDS or any(map(str.isdecimal, rest)):
        return False
    return all(
        len(_WORD.findall(part)) <= (_BESIDE if "\0" in part else 2 * _BESIDE) for part in parts
    )


def _of_entry(page: Page, language: str) -> Iterator[ShownDate]:
    """Read `This entry was posted on …`, wherever it is."""
    hints = [hint for hint in ENTRY_HINTS if hint in page.text]
    scope = page.body
    if scope is None or not hints:
        return
    said = " or ".join(f"contains(., '{hint}')" for hint in hints)
    for element in cast("list[Element]", XPath(f"descendant::*[text()[{said}]]")(scope)):
        block = element.closest("p, div, li") or element
        text = own_text(block)
        if says_of_entry(text) and not is_anothers(page, block):
            yield from islice(_read(block, text, language, "published"), 1)


def _in_lines(page: Page, language: str) -> list[ShownDate]:
    """Read a line that only says when the page was published (`Published on …`), wherever it is."""
    hints = [hint for hint in LINE_HINTS if hint in page.text]
    if page.body is None or not hints:
        return []
    said = " or ".join(f"starts-with(normalize-space(.), '{hint}')" for hint in hints)
    found: list[ShownDate] = []
    for element in cast("list[Element]", XPath(f"descendant::*[text()[{said}]]")(page.body)):
        text = own_text(element)
        if len(text.split()) <= _LINE_WORDS and not is_anothers(page, element):
            found += _read(element, text, language, "")
    days = {each.value for each in found}
    return [each for each in found if each.marked == "published"] if len(days) == 1 else []


def _in_footers(page: Page, language: str) -> Iterator[ShownDate]:
    """Read `Last updated on …` in a footer, and `Published on …` in the content's footer."""
    for footer in page.document.select("footer")[:_MOST_FOOTERS]:
        for found in _read(footer, tidy(footer.text), language, ""):
            is_own = found.marked == "updated" or (found.marked and is_in_content(page, footer))
            if is_own and not is_anothers(page, footer):
                yield found


def _read(element: Element, text: str, language: str, marked: str) -> Iterator[ShownDate]:
    """Yield the dates of a text, each with the meaning of the words before it."""
    at = 0
    for found in written_dates(text, language):
        said, at = said_of(text[at : found.start], marked), found.end
        if said != "other" and is_past(found.value):
            yield ShownDate(element, found.value, said)
