"""How true smoopt's values are, on pages that packages of Debian, PyPI and npm ship.

The right answers are what the authors state in tags, JSON-LD and microdata. "given": the pages as
they are. "visible": all of that is hidden, and what smoopt derives from the rest is compared with
it. Cells are right and wrong in % of the pages that have a right answer; the rest is silence.
"by hand": the same against what was read off a fixed sample of pages.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from os import environ
from pathlib import Path

import hand
from cells import SILENT, Verdict, row
from packages import Package, fetched, listed
from said import Page, said_of
from sites import Mode, drawn, pages, prepare
from statements import FIELDS, stated_on

sys.path.insert(0, str(Path(__file__).parent.parent))
from corpus import ram_folder
from paired import show

_MODES: tuple[Mode, ...] = ("given", "visible")
_CACHE = Path(environ.get("XDG_CACHE_HOME", Path.home() / ".cache"), "smoopt-truth")


def measured(package: Package, root: Path, count: int) -> Iterator[Verdict]:
    """Judge a site: what was read of it, and of each field a sample of the pages that state it.

    With a count of 0, only what was read.
    """
    read = hand.answers(package, root)
    found = stated_on(root, pages(root)) if count else {}
    sample: dict[str, list[str]] = {}
    for field in sorted(package.judged):
        for path in drawn([path for path, values in found.items() if field in values], count):
            sample.setdefault(path, []).append(field)
    for mode in _MODES if count else _MODES[:1]:
        for path, page in _said(package, root, mode, {*sample, *(read if mode == "given" else ())}):
            for field in sample.get(path, ()):
                said = page.get(field, SILENT)
                yield Verdict(mode, package.key, path, field, said, found[path][field])
            if mode == "given" and path in read:
                yield from hand.verdicts(read[path], page)


def _said(package: Package, root: Path, mode: Mode, paths: set[str]) -> Iterator[tuple[str, Page]]:
    with ram_folder() as folder:
        site = prepare(root, folder / "site", mode)
        yield from said_of(site, package.url, sorted(paths))


def _stated_table(found: Sequence[Verdict]) -> None:
    names = (f"{mode}: {cell}" for mode in _MODES for cell in ("right", "wrong", "pages"))
    rows = [
        [field, *(cell for mode in _MODES for cell in row(_of(mode, field, found)))]
        for field in FIELDS
    ]
    show("By what the authors state, in % of the pages that state it", ("", *names), rows)


def _hand_table(found: Sequence[Verdict]) -> None:
    rows = []
    for field in (*hand.FIELDS, "description"):
        ours = _of(hand.BY, field, found)
        answered = [one for one in ours if one.right or field == "description"]
        wrong = sum(one.is_wrong for one in ours)
        share = f"{100 * wrong / len(ours):.0f}" if ours else "–"
        rows.append([field, row(answered)[0], f"{len(answered)}", share, f"{len(ours)}"])
    columns = ("", "right", "of pages with an answer", "wrong", "of all pages")
    show("By hand, in %", columns, rows)
    print(f"Descriptions that nobody has read: {len(_of(hand.BY, hand.UNREAD, found))}")


def _of(by: str, field: str, found: Sequence[Verdict]) -> list[Verdict]:
    return [one for one in found if (one.by, one.field) == (by, field)]


def _list_wrong(field: str, found: Sequence[Verdict]) -> None:
    for by in (*_MODES, hand.BY):
        _list(f"{by}: wrong of {field}", [one for one in _of(by, field, found) if one.is_wrong])
    if field == "description":
        _list("by hand: not read", _of(hand.BY, hand.UNREAD, found))


def _list(title: str, found: Sequence[Verdict]) -> None:
    print("", f"{title} ({len(found)})", *found, sep="\n")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python benchmarks/truth",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", nargs="+", default=[], metavar="SITE", help="name the sites")
    parser.add_argument("--pages", type=int, default=100, help="of a site, at most (default: 100)")
    parser.add_argument(
        "--wrong",
        nargs="+",
        choices=FIELDS,
        default=[],
        metavar="FIELD",
        help="list what is wrong, and which rule said so",
    )
    parser.add_argument("--hand", action="store_true", help="only what was judged by hand")
    parser.add_argument("--cache", type=Path, default=_CACHE, help=f"default: {_CACHE}")
    options = parser.parse_args()
    found: list[Verdict] = []
    for package in listed(options.only):
        if root := fetched(package, options.cache):
            print(f"measuring {package.key}", file=sys.stderr)
            found += measured(package, root, 0 if options.hand else options.pages)
    for field in options.wrong:
        _list_wrong(field, found)
    if not options.hand:
        _stated_table(found)
    _hand_table(found)


if __name__ == "__main__":
    main()
