"""From which size of site on two processes are faster than one.

A build with two workers is compared with one in a single process, for sites of 100 to 1,000 pages;
`smoopt.build.processes.engine` decides by what comes out here.
"""

import argparse
import sys
from pathlib import Path

from corpus import Corpus, add_arguments, ram_folder, sample, size, source
from paired import Subject, ratio, remove, rounds, seconds, show
from subjects import MEMORY

ONE, TWO = "one process", "two workers"
# Without the rule that is looked into.
_FORCED = (
    "from smoopt.build.processes import engine\nengine._FEW_PAGES = engine._FEW_BYTES = 0\n"
    "from smoopt.cli import main\nmain()"
)


def building(name: str, jobs: int, site: Corpus, out: Path) -> Subject:
    """Build a site with so many processes, however small it is."""
    words = ["build", str(site.root), "-o", str(out), "--jobs", str(jobs), "--url", site.url]
    command = [sys.executable, "-c", _FORCED, *words, "--fail-on", "never"]
    return Subject(name, command, out, forgotten=out.parent / MEMORY)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", type=size, default=[100, 200, 300, 400, 600, 1000])
    parser.add_argument("--rounds", type=int, default=7)
    add_arguments(parser)
    options = parser.parse_args()
    origin, rows = source(options), []
    with ram_folder() as folder:
        for count in options.pages:
            site, out = sample(origin, count, folder / "site"), folder / "out"
            subjects = [building(ONE, 1, site, out), building(TWO, 2, site, out)]
            taken = rounds(subjects, options.rounds)
            one, two = taken[ONE], taken[TWO]
            amounts = f"{site.pages:,}", f"{site.megabytes:,.1f}"
            rows.append([*amounts, f"{seconds(one):.3f}", f"{seconds(two):.3f}", ratio(two, one)])
            remove(site.root)
    columns = ("pages", "MB of pages", f"{ONE}, s", f"{TWO}, s", "two to one")
    show(f"Processes: {origin.name}", columns, rows)


if __name__ == "__main__":
    main()
