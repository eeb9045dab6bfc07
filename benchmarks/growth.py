"""How the time of a build grows with the site: 100, 1,000, 10,000 pages, and all there are.

The exponent of growth is the slope of a straight line through the logarithms of pages and
seconds, with the seconds of a site of one page taken off: 1 is linear. Random samples of few
pages differ in their mean size, so the same is said for megabytes.
"""

import argparse
import math
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from corpus import Corpus, Source, add_arguments, ram_folder, sample, size, source
from paired import Run, megabytes, ratio, remove, rounds, seconds, show
from subjects import APART, CP, building, copying


class Point(NamedTuple):
    """A size of site, and the runs of its build and of its copying."""

    site: Corpus
    ours: list[Run]
    copying: list[Run]


def measure(origin: Source, count: int | None, folder: Path, number: int) -> Point:
    """Time the build of a sample into another folder, in turns with copying it."""
    site = sample(origin, count, folder / "site")
    out = folder / "out"
    taken = rounds([copying(site, out), building(site, out)], number)
    remove(site.root)
    return Point(site, taken[APART], taken[CP])


def exponent(amounts: Sequence[float], times: Sequence[float]) -> float:
    """Give the slope of a line through the logarithms of both."""
    logs = ([math.log(value) for value in values] for values in (amounts, times))
    return statistics.linear_regression(*logs).slope


def row(point: Point) -> list[str]:
    spent = seconds(point.ours)
    return [
        f"{point.site.pages:,}",
        f"{point.site.megabytes:,.1f}",
        f"{spent:.3f}",
        f"{spent / point.site.pages * 1000:.3f}",
        f"{point.site.megabytes / spent:.1f}",
        ratio(point.ours, point.copying),
        f"{megabytes(point.ours):.0f}",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", type=size, default=[100, 1000, 10000, None])
    parser.add_argument("--rounds", type=int, default=3)
    add_arguments(parser)
    options = parser.parse_args()
    origin = source(options)
    with ram_folder() as folder:
        points = [measure(origin, count, folder, options.rounds) for count in (1, *options.pages)]
    columns = ("pages", "MB of pages", "seconds", "ms a page", "MB/s", f"× {CP}", "peak MB")
    show(f"Growth: {APART}, {origin.name}", columns, map(row, points))
    one, *others = points
    if len(others) > 1:
        times = [max(seconds(point.ours) - seconds(one.ours), 1e-4) for point in others]
        pages = exponent([point.site.pages for point in others], times)
        data = exponent([point.site.megabytes for point in others], times)
        print(f"exponent of growth: {pages:.2f} by pages, {data:.2f} by megabytes")


if __name__ == "__main__":
    main()
