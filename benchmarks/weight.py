"""What smoopt adds to a page in bytes, by plugin, with everything on.

What stands in a page is counted before compression; files beside the pages are not. What two
plugins insert alike, such as the link to a style sheet, is counted for the first.
"""

import argparse
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from corpus import FIXTURES, ram_folder
from paired import show

from smoopt.build.builder import Builder
from smoopt.build.memory.manifest import Manifest
from smoopt.build.outcome import Outcome
from smoopt.html.page import Page
from smoopt.model.edits import once_each
from smoopt.plugin.registry import Registry
from smoopt.site.config import load
from smoopt.site.site import Site

sys.path.insert(0, str(Path(__file__).parent.parent))  # the tests turn everything on, too
from tests.support.everything_on import FOLDED, FOUND, PLUGINS, EverythingOn

# A blog, and documentation.
_SITES = ("hugo", "mkdocs")
_ALL = "all, with marks"


class Added(NamedTuple):
    """The bytes that a page gains, by plugin."""

    head: Counter[str]
    body: Counter[str]


def weighed(path: str, data: bytes, outcome: Outcome) -> Added:
    """Count what a page gains."""
    page, added = Page(path, data), Added(Counter(), Counter())
    for edit in once_each(outcome.edits):
        start, end = edit.span
        was = 0 if edit.closing else len(page.text[start:end].encode())
        part = added.head if end <= page.head_end else added.body
        part[edit.plugin] += len(f"{edit.text}{edit.closing}".encode()) - was
    ends = [each.find(b"<body") for each in (page.source.data, outcome.data)]
    added.head[_ALL] = ends[1] - ends[0]
    added.body[_ALL] = outcome.added - added.head[_ALL]
    return added


def pages(root: Path, settings: Path, output: Path) -> Iterator[Added]:
    """Build a site, and weigh each of its pages."""
    read = load(settings)
    site = Site(root, read)
    builder = Builder(site, Registry(read), output, Manifest(None, root, output))
    builder.build(lambda _: None)
    for path in site.pages:
        data = (root / path).read_bytes()
        yield weighed(path, data, builder.outcome(path, data))


def rows(parts: Iterable[Counter[str]]) -> Iterator[list[str]]:
    """Write a line for each plugin: the most, the mean over all pages, and how many pages."""
    found = [*parts]
    for name in sorted({name for part in found for name in part}):
        bytes_ = [part[name] for part in found]
        some = [each for each in bytes_ if each]
        if some:
            yield [name, f"{max(bytes_):,}", f"{mean(bytes_):,.0f}", f"{len(some)}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folded", action="store_true", help="with `fold` as well")
    parser.add_argument(
        "--found", action="store_true", help="without comments, conversation, media and signin"
    )
    parser.add_argument("sites", nargs="*", default=_SITES, help="names of fixtures")
    options = parser.parse_args()
    for name in options.sites:
        with ram_folder() as folder:
            root = folder / name
            shutil.copytree(FIXTURES / name, root)
            plugins = FOUND if options.found else PLUGINS
            on = EverythingOn(root, more=FOLDED if options.folded else "", plugins=plugins)
            added = [*pages(root, on.settings, folder / "built")]
        for where in Added._fields:
            title = f"{name}: bytes added to the {where} of {len(added)} pages"
            show(title, ("", "most", "mean", "pages"), rows(getattr(each, where) for each in added))


if __name__ == "__main__":
    main()
