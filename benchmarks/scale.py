"""How builds grow on one computer and on a cluster, and what that makes of a hundred million pages.

Sites of small generated pages are built by the local engine and by Dask clusters of one and of two
workers, in turns. Taken are seconds, processor time, peaks of memory, the coordinator's stages, and
what is asked of the store. Lines through all sizes but the largest predict that one; beside it
stands what was measured. Lines through all sizes give the outlook: see scale_model.py.
"""

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
from corpus import ram_folder
from paired import show
from scale_cluster import cluster
from scale_places import Disk, Given, Memory, Place, store
from scale_points import Engine, Point, measured
from scale_tables import Table, tables

_PLACES = ("folder", "memory", "s3")


def _points(options: argparse.Namespace) -> Iterator[Point]:
    for name in options.places:
        with ExitStack() as stack:
            place = _place(name, options, stack)
            for count in sorted(options.pages):
                # Anew for each size, for peaks of workers are those of all that they did.
                with ExitStack() as crews:
                    engines = [Engine(jobs) for jobs in options.jobs]
                    for workers in () if name == "memory" else options.clusters:
                        crew = crews.enter_context(cluster(workers, place.environment))
                        engines.append(Engine(workers, crew))
                    yield from measured(place, engines, count, options.rounds, warm=options.warm)


def _place(name: str, options: argparse.Namespace, stack: ExitStack) -> Place:
    if name == "s3":
        return stack.enter_context(store(options.endpoint))
    if name == "memory":
        return Memory()
    folder = stack.enter_context(ram_folder())
    return Given(folder, options.site) if options.site else Disk(folder)


def _print(table: Table, *, markdown: bool) -> None:
    title, columns, rows = table
    if not rows:
        return
    if not markdown:
        show(title, columns, rows)
        return
    print(f"\n{title}:\n")
    for row in (columns, ["---"] * len(columns), *rows):
        print(f"| {' | '.join(row)} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", type=int, default=[1000, 4000, 16000])
    parser.add_argument("--site", type=Path, help="a built site to take in place of generated ones")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--warm", action="store_true", help="count the first turn of each, too")
    parser.add_argument("--places", nargs="+", choices=_PLACES, default=_PLACES)
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2], help="processes here")
    parser.add_argument("--clusters", type=int, nargs="*", default=[1, 2], help="their workers")
    parser.add_argument("--endpoint", help="the address of a server that speaks S3; else moto's")
    parser.add_argument("--json", type=Path, help="write all points to this file")
    parser.add_argument("--read", type=Path, nargs="+", help="measure nothing: take these points")
    parser.add_argument("--markdown", action="store_true", help="print tables in Markdown")
    options = parser.parse_args()
    if options.site:
        options.places = ["folder"]
        options.pages = [sum(1 for _ in options.site.rglob("*.html"))]
    # So that clusters and stores end with it, and folders are removed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    points: list[Point] = []
    for file in options.read or ():
        points += msgspec.json.decode(file.read_bytes(), type=list[Point])
    for point in () if options.read else _points(options):
        points.append(point)
        if options.json is not None:  # what is there counts, should it be ended
            options.json.write_bytes(msgspec.json.format(msgspec.json.encode(points)))
    for table in tables(points):
        _print(table, markdown=options.markdown)


if __name__ == "__main__":
    main()
