"""The audit's result in a few lines: what was checked, how much was found, and what that means."""

from collections import Counter
from collections.abc import Iterator

from smoopt.audit.audit import Audited
from smoopt.counted import counted
from smoopt.finding import Severity


def lines(audited: Audited, where: str) -> Iterator[str]:
    """Sum up; `where` is the site."""
    checked = counted(audited.pages, "page")
    yield f"{where}: {checked} checked in {audited.seconds:.2f} s: {_found(audited)}"
    for reason, count in sorted(audited.skips.items(), key=lambda item: -item[1]):
        yield f"  {count:,} checked in part: {reason}"
    if audited.failed:
        yield f"  {audited.failed:,} could not be checked, or not by all rules"
    if audited.known:
        yield f"not counted: {counted(len(audited.known), 'finding')} of the baseline"
    if fixed := sum(item.count for item in audited.fixed):
        what = counted(fixed, "finding")
        yield f"fixed: {what} of the baseline; --update-baseline takes what is fixed out of it"
    if audited.threshold is not None and audited.exit_code:
        failing = counted(sum(map(audited.counts, audited.findings)), "finding")
        yield f"failed by {failing} (--fail-on {audited.threshold.name.lower()})"


def _found(audited: Audited) -> str:
    """Count the findings by severity."""
    counts = audited.severities
    new = "new " if audited.known else ""
    if not counts:
        return f"nothing {new}found"
    errors, warnings = (
        counted(counts[kind], new + kind.name.lower())
        for kind in (Severity.ERROR, Severity.WARNING)
    )
    return f"{errors}, {warnings}, {counts[Severity.INFO]:,} {new}info"


def by_rule(audited: Audited) -> Iterator[tuple[Severity, str, int, int]]:
    """Give severity, code, findings and pages of each rule that found something, worst first."""
    counts: Counter[tuple[Severity, str]] = Counter()
    pages: dict[tuple[Severity, str], set[str]] = {}
    for finding in audited.findings:
        key = finding.severity, finding.code
        counts[key] += 1
        pages.setdefault(key, set()).add(finding.place.path)
    for key, count in sorted(counts.items(), key=lambda item: (-item[0][0], -item[1], item[0][1])):
        yield *key, count, len(pages[key])
