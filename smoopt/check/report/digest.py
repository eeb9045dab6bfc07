"""What a report shows of many findings: the worst pages and all rules, at a limited size.

However many findings there are, only the first of them are shown, and the rest counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from itertools import chain

import msgspec

from smoopt.check.audit_result import Audited
from smoopt.check.report.scores import is_of_page
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule

_PAGES, _MESSAGES, _PLACES = 30, 5, 4
_WORST_FIRST = tuple(reversed(Severity))
# A finding, and whether the baseline lists it
_Known = tuple[Finding, bool]


class Sample(msgspec.Struct, frozen=True):
    """Findings with one message: the places of the first, and how many more there are."""

    message: str
    known: bool
    places: tuple[Place, ...]
    more: int


class Group(msgspec.Struct, frozen=True):
    """The findings of a rule, on all pages or on one; `more` counts those not in the samples."""

    rule: Rule
    severity: Severity
    count: int
    new: int
    pages: int
    samples: tuple[Sample, ...]
    more: int


class WorstPage(msgspec.Struct, frozen=True):
    """A page with its findings by rule, and the number of each severity."""

    path: str
    counts: dict[Severity, int]
    new: int
    groups: tuple[Group, ...]


class Trend(msgspec.Struct, frozen=True):
    """How many findings of a rule are new, in the baseline, and fixed.

    `files` is the number of files with new or known findings.
    """

    code: str
    severity: Severity
    files: int
    new: int
    known: int
    fixed: int


def by_rule(audited: Audited) -> list[Group]:
    """Return the findings of each rule that has any, the worst first."""
    return _grouped(_every(audited), audited)


def worst_pages(audited: Audited) -> tuple[list[WorstPage], int]:
    """Return the pages with the most errors, then warnings, and how many more have either."""
    counts: dict[str, Counter[Severity]] = {}
    for finding, _ in _every(audited):
        if is_of_page(finding):
            counts.setdefault(finding.place.path, Counter())[finding.severity] += 1
    bad = {path: found for path, found in counts.items() if max(found) > Severity.INFO}
    paths = nsmallest(
        _PAGES, bad, key=lambda path: (*(-bad[path][kind] for kind in _WORST_FIRST), path)
    )
    found: dict[str, list[_Known]] = {path: [] for path in paths}
    for finding, known in _every(audited):
        if finding.place.path in found:
            found[finding.place.path].append((finding, known))
    pages = [_page(path, bad[path], found[path], audited) for path in paths]
    return pages, len(bad) - len(paths)


def trends(groups: Iterable[Group], audited: Audited) -> list[Trend]:
    """Compare each rule's findings with the baseline; the worst, then the most frequent, first.

    A baseline does not record severities: findings that are gone count as the rule's own
    severity.
    """
    fixed: Counter[str] = Counter()
    for item in audited.fixed:
        fixed[item.code] += item.count
    given = [
        Trend(code, one.severity, one.pages, one.new, one.count - one.new, fixed.pop(code, 0))
        for one in groups
        for code in (one.rule.id,)
    ]
    for code, count in sorted(fixed.items()):
        severity = audited.rules[code].severity if code in audited.rules else Severity.INFO
        given.append(Trend(code, severity, 0, 0, 0, count))
    return sorted(given, key=lambda one: (-one.severity, -one.new - one.known, -one.fixed))


def _every(audited: Audited) -> Iterator[_Known]:
    """Yield all findings, those in the baseline last."""
    return chain(
        ((finding, False) for finding in audited.findings),
        ((finding, True) for finding in audited.known),
    )


def _page(path: str, counts: Counter[Severity], found: list[_Known], audited: Audited) -> WorstPage:
    new = sum(not known for _, known in found)
    return WorstPage(path, dict(counts), new, tuple(_grouped(found, audited)))


def _grouped(found: Iterable[_Known], audited: Audited) -> list[Group]:
    by_code: dict[str, list[_Known]] = {}
    for one in found:
        by_code.setdefault(one[0].code, []).append(one)
    groups = [_group(audited.rules[code], ones) for code, ones in by_code.items()]
    return sorted(groups, key=lambda group: (-group.severity, -group.count, group.rule.id))


def _group(rule: Rule, found: list[_Known]) -> Group:
    places: dict[tuple[str, bool], list[Place]] = {}
    for finding, known in found:
        key = finding.message, known
        if key in places or len(places) < _MESSAGES:
            places.setdefault(key, []).append(finding.place)
    samples = tuple(
        Sample(message, known, tuple(at[:_PLACES]), max(0, len(at) - _PLACES))
        for (message, known), at in places.items()
    )
    return Group(
        rule=rule,
        severity=max(finding.severity for finding, _ in found),
        count=len(found),
        new=sum(not known for _, known in found),
        pages=len({finding.place.path for finding, _ in found}),
        samples=samples,
        more=len(found) - sum(map(len, places.values())),
    )
