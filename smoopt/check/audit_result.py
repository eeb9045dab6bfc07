"""`Audited`: the result of checking a site."""

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
    """How many findings of a rule on a page are in the baseline but no longer in the site."""

    path: str
    code: str
    count: int


class SeenPage(msgspec.Struct, frozen=True):
    """What crawlers that draw previews see of a served page: `by` names those that see the same.

    `picture` describes its picture; `nothing` says why they see no page.
    """

    page: str
    by: tuple[str, ...]
    title: str = ""
    description: str = ""
    picture: str = ""
    nothing: str = ""


class Audited(msgspec.Struct, frozen=True):
    """The result of checking a site.

    `findings` are in order of path ("" for the whole site), line, column and code; `known` are
    findings that the baseline lists, which do not count, and `fixed` those that it lists and
    that are gone. `rules` are all rules that were applied, by id, and `unasked` the ids of
    those that the user excluded. Findings at or above `threshold` fail the audit; None lets all
    pass. `focus` holds the pages that name a focus phrase, by path; `history` has earlier
    checks and this one, the oldest first, if they are recorded. `address` is the address of a
    site that was checked where it is served, and `seen` what crawlers see of its pages there.
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
        """1 if a finding is at or above the threshold, else 0."""
        return 1 if any(map(self.counts, self.findings)) else 0

    def counts(self, finding: Finding) -> bool:
        """Return whether a finding fails the audit."""
        return self.threshold is not None and finding.severity >= self.threshold

    def named(self, root: Path) -> str:
        """Name what was checked: the address of a served site, or the site's folder."""
        return self.address or str(root)

    def lines(self, where: str) -> Iterator[str]:
        """Yield a summary of a few lines; `where` names the site."""
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
        """Return the number of findings of each severity, in words."""
        new, severities = "new " if self.known else "", self.severities
        if not severities:
            return f"nothing {new}found"
        worst_first = reversed(Severity)
        return ", ".join(counted(severities[kind], new + kind.name.lower()) for kind in worst_first)
