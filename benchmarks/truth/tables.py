"""The tables that are printed, and the lists of what is wrong or silent."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import articles
import hand
from cells import Verdict, row
from sites import MODES
from statements import FIELDS

sys.path.insert(0, str(Path(__file__).parent.parent))
from paired import show


def of_sites(found: Sequence[Verdict]) -> None:
    """Print how often smoopt is right and wrong, by what the authors of sites state."""
    _stated("Sites, by what their authors state, in % of the pages that state it", found, MODES)


def of_articles(found: Sequence[Verdict]) -> None:
    """Print the same for single articles, and by what their packages say."""
    title = "Single articles, by what their authors state and their packages say, in %"
    _stated(title, found, (*MODES, articles.ANNOTATED))


def _stated(title: str, found: Sequence[Verdict], modes: Iterable[str]) -> None:
    names = [f"{mode}: {cell}" for mode in modes for cell in ("right", "wrong", "pages")]
    judged = {one.field for one in found}
    rows = [
        [field, *(cell for mode in modes for cell in row(_of(mode, field, found)))]
        for field in FIELDS
        if field in judged
    ]
    if rows:
        show(title, ("", *names), rows)


def by_hand(found: Sequence[Verdict]) -> None:
    """Print the same by what was read off pages."""
    if not _of(hand.BY, hand.FIELDS[0], found):
        return
    rows = []
    for field in (*hand.FIELDS, "description"):
        ours = _of(hand.BY, field, found)
        answered = [one for one in ours if one.right or field == "description"]
        wrong = sum(one.is_wrong for one in ours)
        share = f"{100 * wrong / max(len(ours), 1):.0f}"
        rows.append([field, row(answered)[0], f"{len(answered)}", share, f"{len(ours)}"])
    columns = ("", "right", "of pages with an answer", "wrong", "of all pages")
    show("By hand, in %", columns, rows)
    print(f"Descriptions that nobody has read: {len(_of(hand.BY, hand.UNREAD, found))}")


def list_wrong(field: str, found: Sequence[Verdict]) -> None:
    """Print what is wrong of a field, and why it was said."""
    for by in (*MODES, articles.ANNOTATED, hand.BY):
        _list(f"{by}: wrong of {field}", [one for one in _of(by, field, found) if one.is_wrong])
    if field == "description":
        _list("by hand: not read", _of(hand.BY, hand.UNREAD, found))


def list_silent(field: str, found: Sequence[Verdict]) -> None:
    """Print where smoopt says nothing of a field that has an answer."""
    for by in (*MODES, articles.ANNOTATED, hand.BY):
        silent = [one for one in _of(by, field, found) if one.is_silent and one.right]
        _list(f"{by}: silent of {field}", silent)


def _of(by: str, field: str, found: Sequence[Verdict]) -> list[Verdict]:
    return [one for one in found if (one.by, one.field) == (by, field)]


def _list(title: str, found: Sequence[Verdict]) -> None:
    print("", f"{title} ({len(found)})", *found, sep="\n")
