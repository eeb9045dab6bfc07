"""`IndexEntry`: the index's data on one page, and the job that collects it in any process."""

import copy
import os
from collections.abc import Iterable, Mapping

import msgspec

from smoopt.build.memory.records import digest
from smoopt.build.outcome import Status
from smoopt.check.rules import PageSummary
from smoopt.model.finding import Finding, Severity
from smoopt.plugin.registry import Registry
from smoopt.plugin.running_hook import Death
from smoopt.preview.rendering import RenderedPage, SiteOverlay, render
from smoopt.site.site import Site

# By code: the worst severity, and the number of findings
Counts = dict[str, tuple[int, int]]
Shares = Mapping[str, Mapping[str, object]]

# The niceness of workers, of 19 at most
_GIVES_WAY = 10


class IndexEntry(msgspec.Struct, frozen=True, array_like=True):
    """One page in the index; findings are only counted, as a site has many.

    `surveyed` and `summary` are what other pages may need to know about this one.
    """

    path: str
    status: Status
    title: str = ""
    skip: str = ""
    counts: Counts = {}
    surveyed: dict[str, bytes] = {}
    summary: PageSummary | None = None
    digest: bytes = b""


class IndexJob:
    """Renders pages one by one for the index; returns None for a page whose bytes are unchanged.

    `known` has the digests of pages that need not be rendered again if their bytes are the
    same.
    """

    def __init__(
        self,
        site: Site,
        registry: Registry,
        shares: Shares,
        known: Mapping[str, bytes],
        of_site: Mapping[str, bytes],
    ) -> None:
        """Take a copy of the site, so that its recorded dependencies stay separate.

        `of_site` are the files that plugins add for the site as a whole.
        """
        self.site = copy.copy(site)
        self.registry = registry
        self.shares = shares
        self.known = known
        self.overlay = SiteOverlay(self.site)
        self.overlay.take(of_site)

    def __setstate__(self, state: dict[str, object]) -> None:
        """Restore the job in a worker, with a lower priority than whoever waits for a page."""
        self.__dict__.update(state)
        if hasattr(os, "nice"):  # not on Windows
            os.nice(_GIVES_WAY)

    def __call__(self, path: str) -> IndexEntry | None:
        """Render one page; never raises because of the page."""
        try:
            data = self.site.opened.read(path)
        except OSError:
            return IndexEntry(path, "failed")
        if path in self.known and self.known[path] == digest(data):
            return None
        shares = self.shares.get(path, {})
        rendered = render(path, data, self.site, self.registry, shares, self.overlay)
        for site in (self.site, self.overlay.site):
            site.answers.clear()
        return _entry(rendered, data)

    def lost(self, path: str, death: Death) -> IndexEntry:  # noqa: ARG002 - `build` says how
        """Return a failed entry for a page that killed its worker."""
        return IndexEntry(path, "failed")

    def raised(self, path: str, error: BaseException) -> IndexEntry:  # noqa: ARG002 - its view does
        """Return a failed entry for a page that raised an exception."""
        return IndexEntry(path, "failed")


def counts_of(findings: Iterable[Finding]) -> Counts:
    """Count findings by code, with the worst severity of each code."""
    counts: Counts = {}
    for finding in findings:
        worst, count = counts.get(finding.code, (int(Severity.INFO), 0))
        counts[finding.code] = max(worst, int(finding.severity)), count + 1
    return counts


def _entry(rendered: RenderedPage, data: bytes) -> IndexEntry:
    outcome = rendered.outcome
    return IndexEntry(
        outcome.path,
        outcome.status,
        rendered.title,
        outcome.skip.value if outcome.skip else "",
        counts_of(rendered.findings),
        dict(outcome.surveyed),
        rendered.summary,
        digest(data),
    )
