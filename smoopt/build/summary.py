"""`Summary`: what became of a whole site, in words for people and as data for machines."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol, Self

import msgspec

from smoopt.build.shown_findings import MOST_SHOWN, shown
from smoopt.model.finding import Finding, Severity
from smoopt.model.wording import counted
from smoopt.site.levels import Levels
from smoopt.site.settings import Settings


class PageResult(Protocol):
    """What became of a page, as far as it is counted."""

    @property
    def status(self) -> str:
        """`changed`, `unchanged`, `skipped` or `failed`."""

    @property
    def skip(self) -> str:
        """Why it was skipped, or ""."""

    @property
    def added(self) -> int:
        """How many bytes smoopt added."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings about the page."""


class Summary:
    """Counts pages as they come; keeps findings, not pages, so that memory stays flat."""

    def __init__(self) -> None:
        """Start with all counts at zero."""
        self.statuses, self.skips = Counter[str](), Counter[str]()
        self.findings: list[Finding] = []
        self.bytes_added = 0
        self.files_written = 0
        self.files_changed = 0
        self.files_copied = 0
        self.files_removed = 0
        self.seconds = 0.0

    @classmethod
    def again(cls, pages: int, skips: Mapping[str, int], findings: Iterable[Finding]) -> Self:
        """Say that nothing had to be done, and what was found the last time."""
        summary = cls()
        summary.skips.update(skips)
        skipped = summary.skips.total()
        summary.statuses.update({"unchanged": pages - skipped, "skipped": skipped})
        summary.findings += findings
        return summary

    def add(self, record: PageResult) -> None:
        """Count one page."""
        self.statuses[record.status] += 1
        if record.status == "changed":
            self.bytes_added += record.added
        self.findings += record.findings
        if record.skip:
            self.skips[record.skip] += 1

    def has_found(self, codes: Iterable[str]) -> bool:
        """Tell whether there is a finding of each of some rules."""
        return {found.code for found in self.findings}.issuperset(codes)

    def judge(self, settings: Settings) -> None:
        """Return the findings the severities that the configuration says."""
        self.findings = [*Levels(settings).kept(self.findings)]

    @property
    def failed(self) -> int:
        """How many pages could not be handled."""
        return self.statuses["failed"]

    def exit_code(self, threshold: Severity | None) -> int:
        """Return 1 for failed pages, and for findings from the threshold on; 0 if that is None."""
        if threshold is None:
            return 0
        worst = max((finding.severity for finding in self.findings), default=Severity.INFO)
        return 1 if self.failed or worst >= max(threshold, Severity.WARNING) else 0

    def shown_findings(
        self, listing: str = "", most: int = MOST_SHOWN, said: Collection[Finding] = ()
    ) -> Iterator[str]:
        """Write the lines that say what was found, as `shown` lists it."""
        return map(str, shown(self.findings, listing, most, said))

    def listed(self, codes: Collection[str]) -> Iterator[str]:
        """List every finding of some rules, by place."""
        found = (finding for finding in self.findings if finding.code in codes)
        yield from map(str, sorted(found, key=lambda finding: (finding.place, finding.message)))

    def lines(self, where: str, listing: str = "", idle: str = "") -> Iterator[str]:
        """Yield the summary in a few lines; `where` is what was written to.

        `listing` and an id are the command that lists all findings of a rule, "" where there is
        none. `idle` is said where nothing was done.
        """
        if idle and not self.has_done_anything:
            yield f"{where}: {counted(self.statuses.total(), 'page')}: {idle}"
            yield from self._counted_findings(listing)
            return
        seen = self.statuses.total()
        every = ("changed", "unchanged", "skipped", "failed")
        there = (status for status in every if self.statuses[status])
        counts = ", ".join(f"{self.statuses[status]:,} {status}" for status in there)
        yield f"{where}: {counted(seen, 'page')}: {counts or 'none'}"
        for reason, count in self.skips.most_common():
            yield f"  skipped {count:,}: {reason}"
        files = {
            "added": self.files_written,
            "changed": self.files_changed,
            "copied": self.files_copied,
            "removed": self.files_removed,
        }
        if any(files.values()):
            named = ", ".join(f"{count:,} {what}" for what, count in files.items() if count)
            yield f"files: {named}"
        yield from self._counted_findings(listing)
        yield f"{self.bytes_added:+,} bytes in {self.seconds:.2f} s"

    @property
    def has_done_anything(self) -> bool:
        """Whether any page changed or failed, or any file was added, changed or removed."""
        pages = self.statuses["changed"] + self.failed
        return bool(pages + self.files_written + self.files_changed + self.files_removed)

    def _counted_findings(self, listing: str) -> Iterator[str]:
        """Count findings by severity, and by rule, the worst first, where they can be listed."""
        severities = Counter(finding.severity for finding in self.findings)
        worst_first = sorted(severities, reverse=True)
        if severities:
            named = (counted(severities[one], one.name.lower()) for one in worst_first)
            yield f"findings: {', '.join(named)}"
        rules = Counter((finding.severity, finding.code) for finding in self.findings)
        widest = max((len(code) for _, code in rules), default=0)
        for (severity, code), count in sorted(rules.items(), key=_worst_first) if listing else ():
            name = severity.name.lower()
            yield f"  {count:>6,} {name:<7}  {code:<{widest}}  {listing} {code}"

    def data(self) -> dict[str, object]:
        """Return the summary as plain values, for JSON."""
        counts = {name: self.statuses[name] for name in ("changed", "unchanged", "failed")}
        return {
            "pages": self.statuses.total(),
            **counts,
            "skipped": dict(self.skips),
            "files_written": self.files_written,
            "files_copied": self.files_copied,
            "files_removed": self.files_removed,
            "bytes_added": self.bytes_added,
            "seconds": round(self.seconds, 3),
            "findings": [as_data(finding) for finding in self.findings],
        }


def tracebacks(findings: Iterable[Finding]) -> Iterator[str]:
    """Show how plugins and pages came to fail, each way once, with the first page of each."""
    ways: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.details:
            ways.setdefault(finding.details, []).append(finding)
    for details, (first, *others) in ways.items():
        more = f" and {counted(len(others), 'more page')}" if others else ""
        named = f"the plugin {first.plugin!r} on " if first.plugin else ""
        yield f"{named}{first.place}{more}:"
        yield from (f"  {line}" for line in details.splitlines())


def _worst_first(counted_rule: tuple[tuple[Severity, str], int]) -> tuple[int, int, str]:
    (severity, code), count = counted_rule
    return -severity, -count, code


def as_data(finding: Finding) -> dict[str, object]:
    """Return a finding as plain values; severity by name, place as path, line and column.

    `details` are there only where there are some.
    """
    fields = msgspec.structs.asdict(finding)
    if not finding.details:
        del fields["details"]
    return {
        **fields,
        "severity": finding.severity.name.lower(),
        "place": finding.place._asdict(),
    }
