"""The pages that name a focus phrase, and in which places each has it, as a report shows them."""

from collections.abc import Mapping
from heapq import nsmallest
from typing import get_args

import msgspec

from smoopt.builtin.keywords.focus import Focus, Where, by_phrase

_ROWS = 200


class FocusRow(msgspec.Struct, frozen=True):
    """A page: for each place whether the phrase is there, None where the page lacks the place.

    `rivals` is the number of other pages with the phrase, and `rival` the first of them.
    """

    path: str
    phrase: str
    met: tuple[bool | None, ...]
    rivals: int
    rival: str


class FocusTable(msgspec.Struct, frozen=True):
    """The first rows, and how many `more` there are; `shared` counts the pages that have rivals."""

    places: tuple[str, ...]
    rows: tuple[FocusRow, ...]
    more: int
    shared: int


def focus_table(pages: Mapping[str, Focus]) -> FocusTable:
    """Return pages that compete with others first, then those that lack the phrase most often."""
    met_anywhere = {place for focus in pages.values() for place in focus.met}
    asked = tuple(place for place in get_args(Where) if place in met_anywhere)
    groups = by_phrase(pages)
    sizes = {path: len(group) for group in groups.values() for path in group}

    def rank(path: str) -> tuple[object, ...]:
        focus, is_alone = pages[path], sizes[path] == 1
        lacks = sum(not has_it for has_it in focus.met.values())
        return is_alone, *(() if is_alone else (focus.language, focus.phrase)), -lacks, path

    def row(path: str) -> FocusRow:
        focus = pages[path]
        others = (one for one in groups[focus.language, focus.phrase] if one != path)
        met = tuple(focus.met.get(each) for each in asked)
        return FocusRow(path, focus.said, met, sizes[path] - 1, next(others, ""))

    first = nsmallest(_ROWS, pages, key=rank)
    shared = sum(size > 1 for size in sizes.values())
    return FocusTable(asked, tuple(map(row, first)), len(pages) - len(first), shared)
