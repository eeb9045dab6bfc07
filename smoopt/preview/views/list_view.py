"""The list of pages: the results of a search in parts, or all pages at once."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from smoopt.preview.index.search import Query, search
from smoopt.preview.state import PreviewState
from smoopt.preview.urls import Urls
from smoopt.preview.views.base_view import Badge, badges, base_values, fill

# How many pages are shown at once
_LENGTH = 50
# For how many seconds a list waits until the pages that it shows are read
_PATIENCE = 0.15


class Row(NamedTuple):
    """A page in the list."""

    path: str
    title: str
    address: str
    skip: str
    failed: bool
    badges: list[Badge]
    codes: tuple[str, ...]


class Part(NamedTuple):
    """The part of the list that is shown, and the addresses of the parts before and after."""

    first: int
    last: int
    of: int
    before: str = ""
    after: str = ""


def draw_search(state: PreviewState, urls: Urls, query: Query) -> str:
    """Draw one part of the results of a search."""
    pages = search(state.index, state.site.pages, query)
    last = max(0, len(pages) - 1) // _LENGTH
    number = min(query.part - 1, last)
    start = number * _LENGTH
    shown = pages[start : start + _LENGTH]
    state.indexer.read_now(shown, _PATIENCE)
    before = _address(query, number) if number else ""
    after = _address(query, number + 2) if number < last else ""
    part = Part(start + 1 if pages else 0, start + len(shown), len(pages), before, after)
    return _draw(state, urls, shown, part, query, state.rule_counts.of_all)


def draw_whole_list(state: PreviewState, urls: Urls, paths: list[str]) -> str:
    """Draw a list of these pages, all in one part."""
    part = Part(1, len(paths), len(paths))
    return _draw(state, urls, paths, part, Query(), state.rule_counts.of(paths))


def _draw(
    state: PreviewState,
    urls: Urls,
    paths: Iterable[str],
    part: Part,
    query: Query,
    rule_counts: Mapping[str, int],
) -> str:
    done, of = state.indexer.progress
    return fill(
        "list.html",
        **base_values(state, urls),
        rows=[_row(state, urls, path) for path in paths],
        part=part,
        query=query,
        rule_counts=sorted(rule_counts.items()),
        pages=len(state.site.pages),
        done=done,
        of=of,
    )


def _row(state: PreviewState, urls: Urls, path: str) -> Row:
    entry, counts = state.index.entries.get(path), state.index.counts(path)
    return Row(
        path,
        entry.title if entry else "",
        urls.companion(path),
        entry.skip if entry else "",
        entry is not None and entry.status == "failed",
        badges(counts),
        tuple(counts),
    )


def _address(query: Query, number: int) -> str:
    """Return the address of another part of the same results."""
    fields = {"q": query.words, "rule": query.rule, "severity": query.severity, "n": str(number)}
    return "?" + urlencode({name: value for name, value in fields.items() if value})
