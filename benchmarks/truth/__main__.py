"""How true smoopt's values are, on pages that packages of Debian, PyPI and npm ship.

The right answers are what the authors state in tags, JSON-LD and microdata. "given": the pages as
they are. "visible": all of that is hidden, and what smoopt derives from the rest is compared with
it. Cells are right and wrong in % of the pages that have a right answer; the rest is silence.
"by hand": the same against what was read off a fixed sample of pages. Single articles, each a
site of its own, have their own table; "annotated" is the same against what their packages say.
"""

import argparse
import sys
from collections.abc import Iterator
from os import environ
from pathlib import Path

import articles
import hand
import tables
from cells import SILENT, Verdict
from packages import Package, fetched, listed
from said import Page, said_of
from sites import MODES, Mode, drawn, pages, prepare
from statements import FIELDS, stated_on

sys.path.insert(0, str(Path(__file__).parent.parent))
from corpus import ram_folder

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
    for mode in MODES if count else MODES[:1]:
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


def _found(options: argparse.Namespace) -> tuple[list[Verdict], list[Verdict]]:
    """Measure the sites, and the single articles."""
    sources = [] if options.hand else articles.listed(options.only)
    of_sites: list[Verdict] = []
    for package in listed(options.only):
        if root := fetched(package, options.cache):
            print(f"measuring {package.key}", file=sys.stderr)
            of_sites += measured(package, root, 0 if options.hand else options.pages)
    single = articles.articles(sources, options.cache)
    if single:
        print(f"measuring {len(single)} single articles", file=sys.stderr)
    return of_sites, [verdict for one in single for verdict in articles.measured(one)]


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python benchmarks/truth",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", nargs="+", default=[], metavar="SITE", help="name the sites")
    parser.add_argument("--pages", type=int, default=100, help="of a site, at most (default: 100)")
    for name, what in (("wrong", "and which rule said so"), ("silent", "and what is right")):
        parser.add_argument(
            f"--{name}",
            nargs="+",
            choices=FIELDS,
            default=[],
            metavar="FIELD",
            help=f"list what is {name}, {what}",
        )
    parser.add_argument("--hand", action="store_true", help="only what was judged by hand")
    parser.add_argument("--cache", type=Path, default=_CACHE, help=f"default: {_CACHE}")
    options = parser.parse_args()
    if unknown := {*options.only} - {one.key for one in (*listed([]), *articles.listed([]))}:
        sys.exit(f"not in packages.toml or articles.toml: {', '.join(sorted(unknown))}")
    of_sites, of_articles = _found(options)
    for field in options.wrong:
        tables.list_wrong(field, [*of_sites, *of_articles])
    for field in options.silent:
        tables.list_silent(field, [*of_sites, *of_articles])
    if not options.hand:
        tables.of_sites(of_sites)
        tables.of_articles(of_articles)
    tables.by_hand(of_sites)


if __name__ == "__main__":
    main()
