"""`Audited`: what a check of a site found, and what that comes to."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from smoopt.builtin.keywords.focus import Focus
from smoopt.check.history import Entry
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.model.wording import counted


class Fixed(msgspec.Struct, frozen=True, order=True):
    """What the baseline knows and the site has no more, so many times."""

    path: str
    code: str
    count: int


class SeenPage(msgspec.Struct, frozen=True):
    """What those who draw previews see of a page as it is served: `by` names whom, all alike.

    `picture` says what was found of it; `nothing` says why they see no page.
    """

    page: str
    by: tuple[str, ...]
    title: str = ""
    description: str = ""
    picture: str = ""
    nothing: str = ""


class Audited(msgspec.Struct, frozen=True):
    """What is wrong with a site.

    `findings` are in order of path ("" for the whole site), line, column and code; `known` are
    those that the baseline knows, which do not count, and `fixed` what it knows and is there no
    more. `rules` are all that were asked, by id, and `unasked` those that were not wanted. Findings
    at or above `threshold` fail the audit; None lets all pass. `focus` are the pages that name a
    focus phrase, by path; `history` are earlier checks and this one, the oldest first, if they are
    kept. `address` is that of a site which was asked for where it is served, and `seen` what is
    seen of its pages there.
    """

    findings: tuple[Finding, ...]
    rules: Mapping[str, Rule] = {}
    pages: int = 0
    failed: int = 0
    skips: Mapping[str, int] = {}
    known: tuple[Finding, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    threshold: Severity | None = Severity.ERROR
    seconds: float = 0.0
    focus: Mapping[str, Focus] = {}
    history: tuple[Entry, ...] = ()
    unasked: frozenset[str] = frozenset()
    address: str = ""
    seen: tuple[SeenPage, ...] = ()

    @property
    def severities(self) -> Counter[Severity]:
        """The number of findings of each severity, without those in the baseline."""
        return Counter(finding.severity for finding in self.findings)

    @property
    def exit_code(self) -> int:
        """Give 1 where a finding is as bad as the threshold, else 0."""
        return 1 if any(map(self.counts, self.findings)) else 0

    def counts(self, finding: Finding) -> bool:
        """Tell whether a finding fails the audit."""
        return self.threshold is not None and finding.severity >= self.threshold

    def named(self, root: Path) -> str:
        """Name what was looked at: a site where it is served, or its folder."""
        return self.address or str(root)

    def lines(self, where: str) -> Iterator[str]:
        """Sum up in a few lines; `where` is the site."""
        checked = counted(self.pages, "page")
        yield f"{where}: {checked} checked in {self.seconds:.2f} s: {self._found()}"
        for reason, count in sorted(self.skips.items(), key=lambda item: -item[1]):
            yield f"  {count:,} checked in part: {reason}"
        if self.failed:
            yield f"  {self.failed:,} could not be checked, or not by all rules"
        if self.known:
            yield f"not counted: {counted(len(self.known), 'finding')} of the baseline"
        if fixed := sum(item.count for item in self.fixed):
            what = counted(fixed, "finding")
            yield f"fixed: {what} of the baseline; --update-baseline takes what is fixed out of it"
        if self.threshold is not None and self.exit_code:
            failing = counted(sum(map(self.counts, self.findings)), "finding")
            yield f"failed by {failing} (--fail-on {self.threshold.name.lower()})"

    def _found(self) -> str:
        """Count the findings by severity."""
        new, severities = "new " if self.known else "", self.severities
        if not severities:
            return f"nothing {new}found"
        worst_first = reversed(Severity)
        return ", ".join(counted(severities[kind], new + kind.name.lower()) for kind in worst_first)
