"""Which findings of a build are printed, and in how few lines."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from smoopt.model.finding import Finding, Severity

# More findings than this, in all and by one rule, are counted; --list and --json have them all.
MOST_SHOWN = 20
_MOST_OF_A_RULE = 3
# The id of `plugin.call.PLUGIN_FAILED`, which few runs need to load.
_PLUGIN_FAILED = "plugin-failed"


class Shown(NamedTuple):
    """A line that says what was found, how bad it is, and where; "" for no single place."""

    severity: Severity
    place: str
    text: str

    def __str__(self) -> str:
        """Write it as findings are written."""
        return (
            f"{self.place}: {self.severity.name.lower()}: {self.text}" if self.place else self.text
        )


def shown(
    findings: Iterable[Finding],
    listing: str = "",
    most: int = MOST_SHOWN,
    said: Collection[Finding] = (),
) -> Iterator[Shown]:
    """List findings, the worst first; one that many pages share is printed once.

    `listing` and an id are how to ask for all findings of a rule, "" where that cannot be.
    Of warnings by one rule, and of what is wrong with a plugin, a few are listed. What is only
    informative is counted.
    """
    shared: dict[tuple[int, str, str], list[Finding]] = {}
    for finding in findings:
        if finding.severity > Severity.INFO and finding not in said:
            # Every page that failed is named, unless it is no fault of the page.
            place = str(finding.place) if _is_of_the_page(finding) else ""
            key = -finding.severity, f"{finding.code} {place}", finding.message
            shared.setdefault(key, []).append(finding)
    lines: Counter[str] = Counter()
    left: Counter[str] = Counter()
    worst: dict[str, Severity] = {}
    for _, (first, *others) in sorted(shared.items(), key=lambda item: item[0][0]):
        few = most if _is_of_the_page(first) else _MOST_OF_A_RULE
        if lines[first.code] >= few or lines.total() >= most:
            left[first.code] += 1 + len(others)
            worst.setdefault(first.code, first.severity)
            continue
        lines[first.code] += 1
        ask = f": {listing} {first.code}" if listing else ""
        more = f" (and {len(others):,} more like it{ask})" if others else ""
        yield Shown(first.severity, str(first.place), f"{first.statement}{more}")
    for code, count in left.most_common():
        ask = f" ({listing} {code} lists all)" if listing else ""
        yield Shown(worst[code], "", f"… and {count:,} more of {code}{ask}")


def _is_of_the_page(finding: Finding) -> bool:
    """Tell whether a finding is an error other than a plugin's own failure."""
    return finding.severity is Severity.ERROR and finding.code != _PLUGIN_FAILED
