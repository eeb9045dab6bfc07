"""What templates say of severities, statuses and numbers."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from smoopt.counted import counted
from smoopt.finding import Finding, Severity
from smoopt.preview.entry import Counts
from smoopt.preview.look import Look

_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}
_STATUS = {
    "changed": "smoopt adds to this page",
    "unchanged": "nothing to add, or added already",
    "failed": "left as it was: see the findings",
}


class Mark(NamedTuple):
    """How many findings of a severity there are."""

    severity: str
    words: str


def status(seen: Look) -> str:
    """Say what becomes of a page."""
    skip = seen.outcome.skip
    return f"skipped: {skip.value}" if skip else _STATUS[seen.outcome.status]


def marks(counts: Counts) -> list[Mark]:
    """Sum up the findings of a page in the list, the worst first."""
    sums: Counter[int] = Counter()
    for worst, count in counts.values():
        sums[worst] += count
    return _marks(sums)


def sums(findings: Iterable[Finding]) -> list[Mark]:
    """Sum up findings, the worst first."""
    return _marks(Counter(int(finding.severity) for finding in findings))


def _marks(sums: Counter[int]) -> list[Mark]:
    return [
        Mark(Severity(worst).name.lower(), counted(sums[worst], _NOUNS[Severity(worst)]))
        for worst in sorted(sums, reverse=True)
    ]
