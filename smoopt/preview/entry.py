"""`Entry`: what the list knows of a page, and how it is found out in any process."""

import copy
import os
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from smoopt.build.memory.records import digest
from smoopt.build.pipeline import Status
from smoopt.check.rules import PageSummary
from smoopt.model.finding import Finding, Severity
from smoopt.plugin.registry import Registry
from smoopt.preview.overlay import Overlay
from smoopt.preview.rendered import Rendered, look
from smoopt.site.site import Site

Shares = Mapping[str, Mapping[str, object]]
# How much less of a processor's time workers ask for, of 19.
_GIVES_WAY = 10
# By code: how bad it is, and how many there are.
Counts = dict[str, tuple[int, int]]


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """One page in short; findings are counted only, for a site has many.

    `surveyed` and `said` are what other pages may have to know of this one.
    """

    path: str
    status: Status
    title: str = ""
    skip: str = ""
    counts: Counts = {}
    surveyed: dict[str, bytes] = {}
    said: PageSummary | None = None
    digest: bytes = b""


def counts_of(findings: Iterable[Finding]) -> Counts:
    """Count findings by their code; where one code is of several severities, the worst counts."""
    counts: Counts = {}
    for finding in findings:
        worst, count = counts.get(finding.code, (int(Severity.INFO), 0))
        counts[finding.code] = max(worst, int(finding.severity)), count + 1
    return counts


def entry_of(seen: Rendered, data: bytes) -> Entry:
    """Sum up a page."""
    outcome = seen.outcome
    return Entry(
        outcome.path,
        outcome.status,
        seen.title,
        outcome.skip.value if outcome.skip else "",
        counts_of(seen.findings),
        dict(outcome.surveyed),
        seen.said,
        digest(data),
    )


class EntryJob:
    """Sum up one page after the other; None for one whose bytes are as they were.

    `known` has the digests of pages that need not be looked at again unless they were written.
    """

    def __init__(
        self, site: Site, registry: Registry, shares: Shares, known: Mapping[str, bytes]
    ) -> None:
        """Take the site as it is now; what is asked of it is not mixed with others' questions."""
        self.site = copy.copy(site)
        self.site.answers = {}
        self.registry = registry
        self.shares = shares
        self.known = known
        self.overlay = Overlay(self.site)

    def __setstate__(self, state: dict[str, object]) -> None:
        """Take over what was sent to a worker, which gives way to those that wait for a page."""
        self.__dict__.update(state)
        if hasattr(os, "nice"):  # not on Windows
            os.nice(_GIVES_WAY)

    def __call__(self, path: str) -> Entry | None:
        """Look at one page; never raises for what the page does."""
        try:
            data = (self.site.root / path).read_bytes()
        except OSError:
            return Entry(path, "failed")
        if path in self.known and self.known[path] == digest(data):
            return None
        shares = self.shares.get(path, {})
        seen = look(path, data, self.site, self.registry, shares, self.overlay)
        for site in (self.site, self.overlay.site):
            site.answers.clear()
        return entry_of(seen, data)

    def lost(self, path: str) -> Entry:
        """Say that a page's worker died of it."""
        return Entry(path, "failed")


class Source(NamedTuple):
    """What pages are rendered with: until settings change, the same."""

    site: Site
    registry: Registry
    workers: int


class Wanted:
    """What is still to be done."""

    def __init__(self, pages: Iterable[str] = (), *, anew: bool = False) -> None:
        self.pages = dict.fromkeys(pages)
        # Whether pages whose bytes are as they were have to be read all the same.
        self.anew = anew
        self.relate = bool(self.pages)

    def __bool__(self) -> bool:
        return bool(self.pages) or self.relate
