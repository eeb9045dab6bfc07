"""`RenderedPage`: one page as smoopt would write it, in memory, and what the audit says of that.

What smoopt would add beside the pages is not on the disk, but cards and rules ask for it. So a
`SiteOverlay` keeps it in memory, and gives them a copy of the site that knows of it.
"""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from smoopt.build.outcome import Outcome
from smoopt.build.page_faults import page_failed
from smoopt.build.pipeline import transform
from smoopt.build.processes.engine import Workers
from smoopt.check.page_job import CheckJob
from smoopt.check.rules import PageSummary
from smoopt.files.stamp import Stamp
from smoopt.html.diff import diff
from smoopt.html.marks import pristine
from smoopt.html.page import Page
from smoopt.html.source_text import Source
from smoopt.model.edits import File
from smoopt.model.faults import guarded
from smoopt.model.finding import Finding
from smoopt.plugin.hooks import Shares
from smoopt.plugin.registry import Registry
from smoopt.site.levels import Levels
from smoopt.site.site import Site

# Nothing was written, so there is no time.
_UNWRITTEN = 0


class RenderSetup(NamedTuple):
    """What pages are rendered with, the same until settings change; `workers` are processes."""

    site: Site
    registry: Registry
    workers: Workers


class RenderedPage(NamedTuple):
    """What became of a page; `page` is the finished one, None where it cannot be read.

    `original` are the bytes without smoopt's additions, so that a site built in place shows what
    smoopt did to it. `summary` is what other pages are told of it.
    """

    outcome: Outcome
    original: bytes
    page: Page | None
    findings: tuple[Finding, ...]
    summary: PageSummary | None = None

    @property
    def title(self) -> str:
        """What the page is called, "" where nothing tells."""
        fact = self.outcome.facts.title
        if fact is not None:
            return fact.value
        element = self.page and self.page.document.find("title")
        return " ".join(element.text.split()) if element else ""

    def failing(self, error: BaseException) -> "RenderedPage":
        """Give the page as one of which no more is known than what was raised for it."""
        is_said = self.outcome.status == "failed"
        found = () if is_said else (page_failed(self.outcome.path, error),)
        return self._replace(page=None, findings=(*self.findings, *found))

    def diff_lines(self) -> Iterator[str]:
        """Give the unified diff of the page."""
        return diff(self.outcome.path, self.original, self.outcome.data)


class SiteOverlay:
    """The site as it would be once built, with the files of plugins that are known so far."""

    def __init__(self, site: Site) -> None:
        """Take a site as it is on the disk."""
        self._added: dict[str, bytes] = {}
        self._of_site: Mapping[str, bytes] = {}
        self.site = site
        self.follow(site)

    @property
    def contents(self) -> Mapping[str, bytes]:
        """What files hold that are not on the disk, or hold something else there, by path."""
        return ChainMap({**self._of_site}, self._added)

    def follow(self, site: Site) -> None:
        """Take the site as it is now."""
        self._base = site
        files = dict(site.walked.files)
        for path, content in self.contents.items():
            files.setdefault(path, Stamp(len(content), _UNWRITTEN))
        # What is asked and kept of the one is none of the other's business.
        # For the audit, what smoopt added is there.
        self.site = site.showing(site.walked._replace(files=files), self.contents)

    def take(self, of_site: Mapping[str, bytes]) -> None:
        """Let files be there that belong to the site as a whole, and those from before no more."""
        self._of_site = of_site
        self.follow(self._base)

    def add(self, files: tuple[File, ...]) -> None:
        """Let files be there that a page needs."""
        for file in files:
            self._added[file.path] = file.content
            self.site.walked.files.setdefault(file.path, Stamp(len(file.content), _UNWRITTEN))


def render(
    path: str, data: bytes, site: Site, registry: Registry, shares: Shares, overlay: SiteOverlay
) -> RenderedPage:
    """Render a page and audit the result; never raises because of the page."""
    outcome = transform(path, data, site, registry, shares)
    overlay.add(outcome.files)

    def audited() -> RenderedPage:
        page, original = Page(path, outcome.data, built=True), pristine(Source(data))
        levels = Levels(registry.settings)
        checked = CheckJob(overlay.site, registry, levels).of(page)
        codes = {finding.code for finding in checked.findings}
        # What the build says and the audit does not: of the page as it was.
        built = (finding for finding in levels.kept(outcome.findings) if finding.code not in codes)
        return RenderedPage(outcome, original, page, (*checked.findings, *built), checked.said)

    whole = RenderedPage(outcome, data, None, outcome.findings)
    return guarded(audited, whole.failing)
