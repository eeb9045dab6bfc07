"""`audit()`: a whole site checked, every page by all rules, then all pages together."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain

import msgspec

from smoopt.build.processes import engine
from smoopt.build.processes.engine import PagesDone, Task
from smoopt.build.site_findings import of_plugins
from smoopt.check import known_rules, rules
from smoopt.check.page_job import NAME, Checked, CheckJob, found_by
from smoopt.check.rules import PageSummary, coverage
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.model.wording import counted
from smoopt.plugin.call import contained, unpacked
from smoopt.plugin.registry import Registry
from smoopt.site.levels import Choice, Levels
from smoopt.site.site import Site


class Fixed(msgspec.Struct, frozen=True, order=True):
    """What the baseline knows and the site has no more, so many times."""

    path: str
    code: str
    count: int


class Audited(msgspec.Struct, frozen=True):
    """What is wrong with a site.

    `findings` are in order of path ("" for the whole site), line, column and code; `known` are
    those that the baseline knows, which do not count, and `fixed` what it knows and is there no
    more. `rules` are all that were asked, by id. Findings at or above `threshold` fail the audit;
    None lets all pass.
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

    @property
    def severities(self) -> Counter[Severity]:
        """How many findings of each severity there are, beside those that are known."""
        return Counter(finding.severity for finding in self.findings)

    @property
    def exit_code(self) -> int:
        """Give 1 where a finding is as bad as the threshold, else 0."""
        return 1 if any(map(self.counts, self.findings)) else 0

    def counts(self, finding: Finding) -> bool:
        """Tell whether a finding fails the audit."""
        return self.threshold is not None and finding.severity >= self.threshold


def audit(
    site: Site,
    registry: Registry,
    workers: int,
    pages_done: PagesDone,
    choice: Choice = Choice(),  # noqa: B008 - it is frozen
) -> Audited:
    """Check every page of a site, and what all pages say together; raises CannotRun.

    A page that cannot be read or handled is a finding, and the others go on.
    """
    registry.check(site.pages)
    every = known_rules.known_rules(registry)
    here = Levels(registry.settings, choice)
    known_rules.refuse_unknown(here, every, registry)
    # The site learns what workers then share.
    found = [*here.kept(_placed(finding, site) for finding in coverage.of_site(site))]
    said: dict[str, PageSummary] = {}
    surveyed: dict[str, dict[str, bytes]] = {}
    skips: Counter[str] = Counter()
    failed = 0
    for page in _checked(site, CheckJob(site, registry, here), workers, pages_done):
        found += page.findings
        if page.said is not None:
            said[page.path] = page.said
        for name, packed in page.surveyed.items():
            surveyed.setdefault(name, {})[page.path] = packed
        skips.update([page.skip] if page.skip else [])
        failed += page.failed

    def records(name: str) -> dict[str, object]:
        return {path: unpacked(packed) for path, packed in surveyed.get(name, {}).items()}

    everywhere = chain(_of_all(said, site), of_plugins(site, registry, records))
    found += here.kept(_placed(finding, site) for finding in everywhere)
    found.sort(key=_order)
    asked = {code: rule for code, rule in every.items() if here.asks(code) and not rule.of_build}
    asked |= {rule.id: rule for rule in known_rules.unnamed(found, every)}
    return Audited(tuple(found), asked, len(site.pages), failed, dict(skips))


def _checked(site: Site, job: CheckJob, workers: int, pages_done: PagesDone) -> Iterator[Checked]:
    """Check every page by itself, in order."""
    tasks = [Task(path, site.walked.files[path].size) for path in site.pages]
    for page in engine.run(job, tasks, workers):
        yield page
        pages_done(1)


def _placed(finding: Finding, site: Site) -> Finding:
    """Place what is about the whole site nowhere: its folder has other names elsewhere."""
    if finding.place != site.place:
        return finding
    return msgspec.structs.replace(finding, place=Place(""))


def _of_all(said: Mapping[str, PageSummary], site: Site) -> Iterator[Finding]:
    """Give what built-in rules find only where all pages are known."""
    ordered = {path: said[path] for path in site.pages if path in said}
    answer = contained(NAME, "site_findings", site.place, rules.of_site, (ordered, site))
    yield from found_by(answer)


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    place = finding.place
    return place.path, place.line, place.column, finding.code, finding.message


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
