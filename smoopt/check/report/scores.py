"""`Score`: the share of a site's pages that are fit for a platform, as far as the rules tell.

A page with an error of a rule that concerns the platform does not count, a page with warnings only
counts half; infos cost nothing. Findings in the baseline count like new ones, as they are still
there.
"""

from collections import Counter
from itertools import chain

import msgspec

from smoopt.check.audit_result import Audited
from smoopt.check.report.rules_by_platform import CONCERNS, Platform, Platforms, concerned
from smoopt.html.skip import UNSHARED
from smoopt.model.finding import Finding, Severity
from smoopt.model.page_files import has_page_suffix

# Rules that only find pages that nobody shares, which are in no score
_OF_UNSHARED = frozenset({"page-not-html", "page-linked", "redirect-broken"})
_CAUSES = 2
_Hits = dict[tuple[Platforms, Severity, str], set[str]]


class Score(msgspec.Struct, frozen=True):
    """Of a number of `pages`, those with errors and those with warnings only.

    `causes` are the rules that cost most; `asked` rules were applied, `unasked` ones excluded
    by the user.
    """

    platform: Platform
    pages: int
    errors: int
    warnings: int
    asked: int
    unasked: int = 0
    causes: tuple[str, ...] = ()

    @property
    def clean(self) -> int:
        """How many pages have neither errors nor warnings."""
        return self.pages - self.errors - self.warnings

    @property
    def value(self) -> int | None:
        """The score from 0 to 100, rounded down; None if there is no data."""
        if not self.pages or not self.asked:
            return None
        return (2 * self.clean + self.warnings) * 50 // self.pages


def is_of_page(finding: Finding) -> bool:
    """Return whether a finding is on a page, not on another file or the whole site."""
    return has_page_suffix(finding.place.path)


def scored_pages(audited: Audited) -> int:
    """Count the pages that are in the scores."""
    return max(0, audited.pages - sum(audited.skips.get(skip, 0) for skip in UNSHARED))


def scores(audited: Audited) -> tuple[Score, ...]:
    """Return a score for each platform."""
    pages, hits = scored_pages(audited), _hits(audited)
    return tuple(_score(platform, pages, hits, audited) for platform in Platform)


def _hits(audited: Audited) -> _Hits:
    """Collect the paths of pages with errors and warnings, by platforms, severity and rule."""
    hits: _Hits = {}
    for finding in chain(audited.findings, audited.known):
        counts = finding.severity > Severity.INFO and finding.code not in _OF_UNSHARED
        if counts and is_of_page(finding):
            key = concerned(finding), finding.severity, finding.code
            hits.setdefault(key, set()).add(finding.place.path)
    return hits


def _score(platform: Platform, pages: int, hits: _Hits, audited: Audited) -> Score:
    spoilt: dict[Severity, set[str]] = {Severity.ERROR: set(), Severity.WARNING: set()}
    loss: Counter[str] = Counter()
    for (platforms, severity, code), paths in hits.items():
        if platform in platforms:
            spoilt[severity] |= paths
            loss[code] += int(severity) * len(paths)
    errors = min(len(spoilt[Severity.ERROR]), pages)
    warnings = len(spoilt[Severity.WARNING] - spoilt[Severity.ERROR])
    rules = {code for code, platforms in CONCERNS.items() if platform in platforms}
    worst = sorted(loss, key=lambda code: (-loss[code], code))
    return Score(
        platform=platform,
        pages=pages,
        errors=errors,
        warnings=min(warnings, pages - errors),
        asked=len(rules.intersection(audited.rules)),
        unasked=len(rules.intersection(audited.unasked)),
        causes=tuple(worst[:_CAUSES]),
    )
