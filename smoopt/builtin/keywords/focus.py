"""The focus phrase of a page, and whether it is in the places that count."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from typing import Literal, NamedTuple, cast
from urllib.parse import unquote

import msgspec
from turbohtml import Element

from smoopt.builtin.keywords.phrases import has_phrase, in_address
from smoopt.builtin.keywords.rules import ADDRESS, DESCRIPTION, HEADING, OPENING, TITLE
from smoopt.builtin.sources.shown_title import heading_text
from smoopt.html.content import opening
from smoopt.html.head import OVERRIDE
from smoopt.html.page import Page
from smoopt.model.errors import PageError
from smoopt.model.facts import Facts
from smoopt.model.finding import Place
from smoopt.model.plain_text import tidy
from smoopt.model.rule import Rule
from smoopt.model.web_address import path_of
from smoopt.site.titles import document_title, title_element

Where = Literal["title", "heading", "description", "address", "opening"]
_ASIDE = frozenset({"error", "search"})
# A longer text is no phrase.
_LONGEST = 100


class Focus(msgspec.Struct, frozen=True, array_like=True):
    """A page's language and its phrase, normalised for comparison.

    `said` is the phrase as written, and `met` whether each place has it; places without text,
    and those that are not checked, are missing from it.
    """

    language: str
    phrase: str
    said: str
    met: dict[Where, bool]


class Looked(NamedTuple):
    """A place where the phrase should be: its rule, its text, and its position."""

    where: Where
    rule: Rule
    said: str
    place: Place
    has_it: bool


def read_focus(records: Mapping[str, object]) -> dict[str, Focus]:
    """Read the pages' records, by path."""
    return {path: msgspec.convert(record, Focus) for path, record in records.items()}


def by_phrase(pages: Mapping[str, Focus]) -> dict[tuple[str, str], list[str]]:
    """Return the paths of the pages with each phrase, by language and phrase."""
    groups: dict[tuple[str, str], list[str]] = {}
    for path, focus in pages.items():
        groups.setdefault((focus.language, focus.phrase), []).append(path)
    return groups


def focus_phrase(page: Page, facts: Facts) -> str:
    """Return the phrase of a page that is to be found, or "".

    The built page lacks the meta tags for smoopt, so the author's version is read.
    """
    if facts.kind_or_page in _ASIDE:
        return ""
    if "focus" not in page.memo:
        stated = "" if facts.focus is None else facts.focus.value
        if "focus" not in page.overrides and page.source.has(f"{OVERRIDE}focus"):
            with suppress(PageError):
                tag = Page(page.path, page.source.data).overrides.get("focus")
                stated = (tidy(tag.value) if tag else "") or stated
        page.memo["focus"] = stated if len(stated) <= _LONGEST else ""
    return cast("str", page.memo["focus"])


def looked_through(
    page: Page, facts: Facts, phrase: str, wanted: Collection[Where]
) -> tuple[Looked, ...]:
    """Look for the phrase in the wanted places that have text."""
    if "focus places" not in page.memo:  # cached for findings and records
        page.memo["focus places"] = tuple(
            Looked(where, rule, said, place, _finder(where)(said, phrase))
            for where, rule, said, place in _places(page, facts)
            if where in wanted and said
        )
    return cast("tuple[Looked, ...]", page.memo["focus places"])


def _finder(where: Where) -> Callable[[str, str], bool]:
    return in_address if where == "address" else has_phrase


def _places(page: Page, facts: Facts) -> Iterator[tuple[Where, Rule, str, Place]]:
    """Yield each place where the phrase should be: its name, its rule, its text, its position."""
    title, tag = title_element(page).element, page.first_tag("description", "og:description")
    yield "title", TITLE, document_title(page), place_of(page, title)
    yield "heading", HEADING, heading_text(page), place_of(page, page.heading)
    described = "" if facts.description is None else facts.description.value
    yield "description", DESCRIPTION, described, place_of(page, tag.element if tag else None)
    # The front page's address is its host alone.
    path = "" if facts.address is None else unquote(path_of(facts.address.value)).strip("/")
    if facts.kind_or_page != "home":
        yield "address", ADDRESS, path, page.place()
    content = page.content or page.body
    said = "" if content is None else opening(content)
    yield "opening", OPENING, said, place_of(page, content)


def place_of(page: Page, element: Element | None) -> Place:
    """Return the position of an element, else of the head."""
    return page.place(element if element is not None else page.head)
