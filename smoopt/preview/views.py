"""The pages of the preview: what is put into the templates, which escape all of it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from smoopt.preview import labels, search
from smoopt.preview.labels import rendered
from smoopt.preview.page_view import sheet
from smoopt.preview.rendered import Rendered
from smoopt.preview.search import LENGTH, Query
from smoopt.preview.state import PreviewState
from smoopt.preview.urls import Places

# The pages that are about to be shown are looked at first, but nobody waits longer; in seconds.
_PATIENCE = 0.15


class Row(NamedTuple):
    """A page in the list."""

    path: str
    title: str
    address: str
    skip: str
    failed: bool
    marks: list[labels.Mark]
    codes: tuple[str, ...]


class Part(NamedTuple):
    """Which part of the list is shown, and the addresses of those beside it."""

    first: int
    last: int
    of: int
    before: str = ""
    after: str = ""


def listed(state: PreviewState, places: Places, query: Query) -> str:
    """Draw one part of the list of pages."""
    pages = search.found(state.index, state.site.pages, query)
    last = max(0, len(pages) - 1) // LENGTH
    number = min(query.number - 1, last)
    start = number * LENGTH
    shown = pages[start : start + LENGTH]
    state.index.peek(shown, _PATIENCE)
    before = _address(query, number) if number else ""
    after = _address(query, number + 2) if number < last else ""
    part = Part(start + 1 if pages else 0, start + len(shown), len(pages), before, after)
    codes = state.tally.whole
    return listing(state, places, shown, part, query, codes)


def listing(
    state: PreviewState,
    places: Places,
    paths: Iterable[str],
    part: Part,
    query: Query,
    codes: Mapping[str, int],
) -> str:
    """Draw a list of these pages."""
    done, of = state.index.progress
    return rendered(
        "list.html",
        **around(state, places),
        rows=[_row(state, places, path) for path in paths],
        part=part,
        query=query,
        codes=sorted(codes.items()),
        pages=len(state.site.pages),
        done=done,
        of=of,
    )


def page(state: PreviewState, places: Places, seen: Rendered) -> str:
    """Draw the companion of a page."""
    return rendered("page.html", **around(state, places), **sheet(state, places, seen))


def missing(state: PreviewState, places: Places, path: str) -> str:
    """Say that there is no such page."""
    return rendered("missing.html", **around(state, places), path=path)


def around(state: PreviewState, places: Places) -> dict[str, object]:
    """Give what every page of the preview shows."""
    name = state.site.name
    return {
        "places": places,
        "site_name": name.value if name else "",
        "site_url": state.site.url,
        "folder": state.site.root.resolve().name,
        "fault": state.fault,
    }


def _row(state: PreviewState, places: Places, path: str) -> Row:
    entry, counts = state.index.entries.get(path), state.index.counts(path)
    return Row(
        path,
        entry.title if entry else "",
        places.page(path),
        entry.skip if entry else "",
        entry is not None and entry.status == "failed",
        labels.marks(counts),
        tuple(counts),
    )


def _address(query: Query, number: int) -> str:
    """Give the address of another part of the same list."""
    fields = {"q": query.words, "rule": query.rule, "severity": query.severity, "n": str(number)}
    return "?" + urlencode({name: value for name, value in fields.items() if value})
