"""`compared()`: compares two audited sites page by page."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

from smoopt.build.processes import engine
from smoopt.build.processes.engine import Task
from smoopt.check.audit_result import Audited
from smoopt.compare.compare_job import CompareJob, Paths, Shown
from smoopt.compare.comparison import Comparison, PageDifference, Side
from smoopt.site.site import Site

_INDEX = re.compile(r"(?:^|/)index$")


class AuditedSite(NamedTuple):
    """A site, the name that output gives it, and its audit."""

    name: str
    site: Site
    audited: Audited


class _Seen:
    """Counts over a site's shared pages: all of them, each tag, and each platform's large cards."""

    def __init__(self) -> None:
        self.pages = 0
        self.tags: Counter[str] = Counter()
        self.large: Counter[str] = Counter()

    def add(self, shown: Shown | None) -> None:
        """Count a page, if the site has it and it is shared."""
        if shown is not None:
            self.pages += 1
            self.tags.update(shown.tags)
            self.large.update(shown.large)


def compared(first: AuditedSite, second: AuditedSite, workers: int) -> Comparison:
    """Compare two sites."""
    sites = first.site, second.site
    pages = paired(first.site.pages, second.site.pages)
    tasks = [Task(name, _size(sites, paths)) for name, paths in pages.items()]
    seen = _Seen(), _Seen()
    differing: list[PageDifference] = []
    results = engine.run(CompareJob(sites, pages), tasks, workers)
    for paths, found in zip(pages.values(), results, strict=True):
        for side, shown in zip(seen, (found.first, found.second), strict=True):
            side.add(shown)
        if found.parts:
            differing.append(PageDifference(paths.first, paths.second, found.parts))
    one, other = (
        Side(site.name, site.audited, side.pages, side.tags, side.large)
        for site, side in zip((first, second), seen, strict=True)
    )
    both = sum(all(paths) for paths in pages.values())
    return Comparison(one, other, both, tuple(differing))


def paired(first: Iterable[str], second: Iterable[str]) -> dict[str, Paths]:
    """Pair the pages of two sites by path, then by the address under which they are served.

    `rain/index.html` and `rain.html` are both served as `rain`. Pages of one site only are
    included.
    """
    others = dict.fromkeys(second)
    found: dict[str, Paths] = {}
    left: list[str] = []
    for path in first:
        if path in others:
            del others[path]
            found[path] = Paths(path, path)
        else:
            left.append(path)
    by_address = {_served(path): path for path in others}
    for path in left:
        other = by_address.pop(_served(path), "")
        others.pop(other, None)
        found[path] = Paths(path, other)
    found |= {path: Paths("", path) for path in others}
    return dict(sorted(found.items()))


def _served(path: str) -> str:
    """Return the address of a page without suffix and `index`, which sites write differently."""
    return _INDEX.sub("", PurePosixPath(path).with_suffix("").as_posix())


def _size(sites: tuple[Site, Site], paths: Paths) -> int:
    both = zip(sites, paths, strict=True)
    return sum(site.walked.files[path].size for site, path in both if path)
