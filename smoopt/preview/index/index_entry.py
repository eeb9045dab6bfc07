"""`IndexEntry`: what the index knows of one page, and the job that finds it out in any process."""

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

# By code: how bad it is, and how many there are.
Counts = dict[str, tuple[int, int]]
Shares = Mapping[str, Mapping[str, object]]

# How much less of a processor's time workers ask for, of 19.
_GIVES_WAY = 10


class IndexEntry(msgspec.Struct, frozen=True, array_like=True):
    """One page in short; findings are counted only, for a site has many.

    `surveyed` and `summary` are what other pages may have to know of this one.
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
    """Render one page after the other for the index; None for one whose bytes are as they were.

    `known` has the digests of pages that need not be rendered again unless they were written.
    """

    def __init__(
        self,
        site: Site,
        registry: Registry,
        shares: Shares,
        known: Mapping[str, bytes],
        of_site: Mapping[str, bytes],
    ) -> None:
        """Take the site as it is now; what is asked of it is not mixed with others' questions.

        `of_site` are the files that plugins give for the site as a whole.
        """
        self.site = copy.copy(site)
        self.registry = registry
        self.shares = shares
        self.known = known
        self.overlay = SiteOverlay(self.site)
        self.overlay.take(of_site)

    def __setstate__(self, state: dict[str, object]) -> None:
        """Take over what was sent to a worker, which gives way to those that wait for a page."""
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
        """Say that a page's worker died of it."""
        return IndexEntry(path, "failed")

    def raised(self, path: str, error: BaseException) -> IndexEntry:  # noqa: ARG002 - its view does
        """Say that something was raised for a page."""
        return IndexEntry(path, "failed")


def counts_of(findings: Iterable[Finding]) -> Counts:
    """Count findings by their code; where one code is of several severities, the worst counts."""
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
