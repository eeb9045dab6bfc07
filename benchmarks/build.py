"""Whole builds of a site against `cp -r` and a bare read-and-write of the same files.

Measured are a build into another folder, one in place, builds with nothing changed since, and
undo; and it is proved that both builds agree and that undo gives every byte back. "read and
write" and "start-up and stat" are Python doing that much for every file, and no more.
"""

import argparse
import json
import subprocess
from pathlib import Path
from typing import NamedTuple

from corpus import Corpus, add_arguments, ram_folder, sample, size, source
from paired import Subject, bare, comparison, copy, remove, rounds, run, show, smoopt
from subjects import CP, MEMORY, build, building, building_in_place, copying

BARE, STAT, START = "read and write", "start-up and stat", "smoopt --version"
_STATUSES = ("changed", "unchanged", "failed")


class Built(NamedTuple):
    """A site, and what smoopt made of it: a copy built in place, and another folder."""

    site: Corpus
    in_place: Path
    apart: Path
    said: str


def full(site: Corpus, out: Path, count: int) -> None:
    """Time the first build of a site."""
    taken = rounds(
        [
            copying(site, out),
            Subject(BARE, bare("copy", site.root, out), out),
            building(site, out),
            building_in_place(site, out),
        ],
        count,
    )
    columns = ("", "seconds", f"× {CP}", f"× {BARE}", "MB")
    show(f"Full build: {site}", columns, comparison(taken, (CP, BARE)))


def first(site: Corpus, folder: Path) -> Built:
    """Build a site both ways, and keep what comes out and what smoopt says of it."""
    remove(folder / MEMORY)
    in_place, apart = folder / "in-place", folder / "apart"
    copy(site.root, in_place)
    run(build(site, in_place))
    shown = subprocess.run(
        [*build(site, site.root, "-o", apart), "--json"],
        stdout=subprocess.PIPE,
        check=True,
        cwd="/",
    )
    counts = json.loads(shown.stdout)
    said = ", ".join(f"{counts[status]:,} {status}" for status in _STATUSES)
    return Built(site, in_place, apart, f"{said}, {sum(counts['skipped'].values()):,} skipped")


def again(built: Built, undone: Path, count: int) -> None:
    """Time builds with nothing changed, and undo."""
    site, in_place, apart, _ = built
    taken = rounds(
        [
            Subject(STAT, bare("stat", in_place)),
            Subject(START, smoopt("--version")),
            Subject("build again in place", build(site, in_place)),
            Subject("build again -o", build(site, site.root, "-o", apart)),
            Subject("undo", smoopt("undo", undone), undone, start=in_place),
        ],
        count,
    )
    columns = ("", "seconds", f"× {STAT}", f"× {START}", "MB")
    show(f"Nothing changed, and undo: {site}", columns, comparison(taken, (STAT, START)))


def prove(built: Built, undone: Path) -> None:
    """Say what the build did, whether both ways agree, and whether undo is exact."""
    copy(built.in_place, undone)
    run(smoopt("undo", undone))
    same, exact = _differ(built.in_place, built.apart), _differ(built.site.root, undone)
    print(f"pages: {built.said}")
    print(f"diff -r of both builds: {same}; of undo and the original: {exact}\n", flush=True)


def _differ(one: Path, other: Path) -> str:
    differs = subprocess.run(
        ["diff", "-rq", str(one), str(other)], stdout=subprocess.DEVNULL, check=False
    )
    return "NOT EMPTY" if differs.returncode else "empty"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", type=size, default=[5000, None], help="5000 all")
    parser.add_argument("--rounds", type=int, default=5)
    add_arguments(parser)
    options = parser.parse_args()
    for count in options.pages:
        with ram_folder() as folder:
            site = sample(source(options), count, folder / "site")
            full(site, folder / "out", options.rounds)
            built = first(site, folder)
            again(built, folder / "undone", options.rounds)
            prove(built, folder / "undone")


if __name__ == "__main__":
    main()
