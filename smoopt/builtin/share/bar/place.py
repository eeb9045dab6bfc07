"""Finds the position of a bar in a page."""

from typing import Literal

import msgspec
from turbohtml import Element

from smoopt.html.page import Page
from smoopt.html.slots import HYDRATION_SAFE, selected, slot
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule

SlotName = Literal["auto", "body-start", "body-end", "content-start", "content-end"]
Where = Literal["before", "after", "start", "end"]
# Elements that may contain a nav. From others (a table, a list, a paragraph) the parser would move
# it.
_HOLDERS = frozenset(
    {"article", "aside", "body", "dd", "div", "footer", "header", "li", "main", "section", "td"}
)


ELSEWHERE = Rule(
    id="bar-elsewhere",
    severity=Severity.INFO,
    what="A bar cannot go where the configuration puts it.",
    why="The page has no such place, or a framework would remove the bar from it.",
    source="",
    fix="Name another place, or leave `slot` and `selector` out.",
    of_build=True,
)


class WantedPlace(msgspec.Struct, frozen=True):
    """The place that the configuration asks for; `selector` takes precedence over `slot`."""

    slot: SlotName
    selector: str
    where: Where


class Existing(msgspec.Struct, frozen=True):
    """A plugin's own elements in a page: its bar, and the element that the author has for it."""

    bar: Element | None = None
    holder: Element | None = None


class ChosenPlace(msgspec.Struct, frozen=True):
    """A position in `page.text`, the rule that gave it, and findings for the author."""

    position: int | None
    rule: str
    findings: tuple[Finding, ...] = ()


def existing(page: Page, plugin: str) -> Existing:
    """Return a plugin's elements in the page: its bar only if a minifier stripped the marks."""
    if not page.source.names_smoopt:  # saves nearly every page two walks through its tree
        return Existing()
    find = page.document.select_one
    return Existing(find(f'[data-smoopt="{plugin}"]'), find(f'[data-smoopt-slot="{plugin}"]'))


def placed(page: Page, plugin: str, holder: Element | None, wish: WantedPlace) -> ChosenPlace:
    """Return the place of a bar.

    1. the author's element with `data-smoopt-slot` and the plugin's name; 2. `selector`; 3.
    `slot`; 4. `auto`: the end of the content, or of the body if a framework hydrates the page.
    A wish that the page cannot fulfil, or that hydration makes unsafe, is reported and replaced
    by `auto`.
    """
    if holder is not None:
        asked, position = f'[data-smoopt-slot="{plugin}"]', _held(page, holder)
    else:
        asked, position = _asked(page, wish)
    if not asked:
        return _automatic(page)
    if page.framework and asked not in HYDRATION_SAFE:
        why = f"{page.framework} hydrates this page and would remove what is added inside its root"
    elif position is None:
        why = "this page has no such place"
    else:
        return ChosenPlace(position, asked)
    other = _automatic(page)
    message = f"the bar should stand at {asked}, but {why}; it stands at {other.rule} instead"
    finding = ELSEWHERE.at(page.place(), message)
    return ChosenPlace(other.position, other.rule, (finding,))


def _asked(page: Page, wish: WantedPlace) -> tuple[str, int | None]:
    """Return the name and position of the place in the options; the name is empty for none."""
    if wish.selector:
        return f"{wish.where} of {wish.selector}", selected(page, wish.selector, wish.where)
    if wish.slot == "auto":
        return "", None
    return wish.slot, slot(page, wish.slot)


def _held(page: Page, holder: Element) -> int | None:
    span = page.end_tag(holder)
    return span.start if span is not None and holder.tag in _HOLDERS else None


def _automatic(page: Page) -> ChosenPlace:
    content = page.content
    if not page.framework and content is not None and content.tag in _HOLDERS:
        position = slot(page, "content-end")
        if position is not None:
            return ChosenPlace(position, "content-end")
    return ChosenPlace(slot(page, "body-end"), "body-end")
