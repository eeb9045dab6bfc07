"""What templates say of severities, statuses and numbers."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import jinja2

from smoopt.html import templates
from smoopt.model.finding import Finding, Severity
from smoopt.model.plain_text import valid
from smoopt.model.wording import counted
from smoopt.preview.entry import Counts
from smoopt.preview.rendered import Rendered

_STATUS = {
    "changed": "smoopt adds to this page",
    "unchanged": "nothing to add, or added already",
    "failed": "left as it was: see the findings",
}


class Mark(NamedTuple):
    """How many findings of a severity there are."""

    severity: str
    words: str


def status(seen: Rendered) -> str:
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
    worst_first = [(Severity(worst).name.lower(), sums[worst]) for worst in sorted(sums)[::-1]]
    return [Mark(severity, counted(count, severity)) for severity, count in worst_first]


def rendered(name: str, **values: object) -> str:
    """Fill in a template; what is no text, in names or pages, becomes U+FFFD."""
    return valid(_environment().get_template(name).render(**values))


@cache
def _environment() -> jinja2.Environment:
    environment = templates.environment("smoopt.preview")
    environment.filters["counted"] = counted
    return environment
