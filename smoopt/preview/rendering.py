"""`RenderedPage`: one page as smoopt would write it, in memory, with the audit's findings.

Files that smoopt would add are not on disk, but cards and rules need them. So a `SiteOverlay` keeps
them in memory, and provides a view of the site that includes them.
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

# The time of a file that was not written
_UNWRITTEN = 0


class RenderSetup(NamedTuple):
    """What pages are rendered with, until settings change; `workers` are processes."""

    site: Site
    registry: Registry
    workers: Workers


class RenderedPage(NamedTuple):
    """The result of rendering a page; `page` is the finished one, None if it cannot be read.

    `original` are the bytes without smoopt's additions, so that a site built in place shows
    what smoopt did to it. `summary` is what rules across pages need.
    """

    outcome: Outcome
    original: bytes
    page: Page | None
    findings: tuple[Finding, ...]
    summary: PageSummary | None = None

    @property
    def title(self) -> str:
        """The page's title, "" if there is none."""
        fact = self.outcome.facts.title
        if fact is not None:
            return fact.value
        element = self.page and self.page.document.find("title")
        return " ".join(element.text.split()) if element else ""

    def failing(self, error: BaseException) -> "RenderedPage":
        """Return the page without its finished form, with a finding on what was raised for it."""
        is_said = self.outcome.status == "failed"
        found = () if is_said else (page_failed(self.outcome.path, error),)
        return self._replace(page=None, findings=(*self.findings, *found))

    def diff_lines(self) -> Iterator[str]:
        """Return the unified diff of the page."""
        return diff(self.outcome.path, self.original, self.outcome.data)


class SiteOverlay:
    """The site as it would be once built, with the plugins' files that are known so far."""

    def __init__(self, site: Site) -> None:
        """Take a site as it is on disk."""
        self._added: dict[str, bytes] = {}
        self._of_site: Mapping[str, bytes] = {}
        self.site = site
        self.follow(site)

    @property
    def contents(self) -> Mapping[str, bytes]:
        """The contents by path of files that are not on disk, or differ there."""
        return ChainMap({**self._of_site}, self._added)

    def follow(self, site: Site) -> None:
        """Take the site as it is now."""
        self._base = site
        files = dict(site.walked.files)
        for path, content in self.contents.items():
            files.setdefault(path, Stamp(len(content), _UNWRITTEN))
        # The view of the site has dependencies and caches of its own.
        # For the audit, what smoopt added is there.
        self.site = site.showing(site.walked._replace(files=files), self.contents)

    def take(self, of_site: Mapping[str, bytes]) -> None:
        """Replace the files that plugins add for the site as a whole."""
        self._of_site = of_site
        self.follow(self._base)

    def add(self, files: tuple[File, ...]) -> None:
        """Add the files that plugins add for a page."""
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
        # Findings of the build that the audit does not repeat: on the original page
        built = (finding for finding in levels.kept(outcome.findings) if finding.code not in codes)
        return RenderedPage(outcome, original, page, (*checked.findings, *built), checked.said)

    whole = RenderedPage(outcome, data, None, outcome.findings)
    return guarded(audited, whole.failing)
