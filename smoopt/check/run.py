"""`audit()`: checks a whole site: every page by all rules, then all pages together."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

import msgspec

from smoopt.build.memory.partitions import Surveys, partitions_for
from smoopt.build.processes import engine
from smoopt.build.processes.engine import PagesDone, Task, Workers
from smoopt.build.site_findings import of_plugins
from smoopt.builtin.keywords.focus import read_focus
from smoopt.check import known_rules
from smoopt.check.audit_result import Audited
from smoopt.check.page_job import Checked, CheckJob, found_across
from smoopt.check.rules import PageSummary, coverage
from smoopt.model.finding import Finding, Place
from smoopt.plugin.registry import Registry
from smoopt.site.levels import Choice, Levels
from smoopt.site.site import Site
from smoopt.site.unfit_settings import refuse_missing


def audit(
    site: Site,
    registry: Registry,
    workers: Workers,
    pages_done: PagesDone,
    choice: Choice = Choice(),  # noqa: B008 - it is frozen
) -> Audited:
    """Check every page of a site, then all pages together; raises CannotRun.

    A page that cannot be read or processed becomes a finding, and the others are still checked.
    """
    registry.check(site.pages)
    refuse_missing(site, registry.where)
    every = known_rules.known_rules(registry)
    here = Levels(registry.settings, choice)
    known_rules.refuse_unknown(here, every, registry)
    # What the site learns here is shared with the workers.
    found = [*here.kept(_placed(finding, site) for finding in coverage.of_site(site))]
    said: dict[str, PageSummary] = {}
    telling: dict[str, Checked] = {}
    skips: Counter[str] = Counter()
    failed = 0
    for page in _checked(site, CheckJob(site, registry, here), workers, pages_done):
        found += page.findings
        if page.said is not None:
            said[page.path] = page.said
        if page.surveyed:
            telling[page.path] = page
        skips.update([page.skip] if page.skip else [])
        failed += page.failed
    surveys = Surveys(telling, site, partitions_for(workers))
    everywhere = chain(found_across(said, site), of_plugins(site, registry, surveys))
    found += here.kept(_placed(finding, site) for finding in everywhere)
    found.sort(key=_order)
    # A plugin may report a code that it declares as one of the build.
    of_found = {finding.code for finding in found}
    asked = {
        code: rule
        for code, rule in every.items()
        if code in of_found or (here.asks(code) and not rule.of_build)
    }
    asked |= {rule.id: rule for rule in known_rules.unnamed(found, every)}
    return Audited(
        findings=tuple(found),
        rules=asked,
        pages=len(site.pages),
        failed=failed,
        skips=dict(skips),
        focus=read_focus(surveys.of("keywords")),
        unasked=frozenset(code for code in every if not choice.takes(code)),
    )


def _checked(
    site: Site, job: CheckJob, workers: Workers, pages_done: PagesDone
) -> Iterator[Checked]:
    """Check every page by itself, in order."""
    tasks = [Task(path, site.walked.files[path].size) for path in site.pages]
    for page in engine.run(job, tasks, workers, apart=job.registry.is_apart):
        yield page
        pages_done(1)


def _placed(finding: Finding, site: Site) -> Finding:
    """Give a finding on the whole site an empty place, as its folder has other names elsewhere."""
    if finding.place != site.place:
        return finding
    return msgspec.structs.replace(finding, place=Place(""))


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    place = finding.place
    return place.path, place.line, place.column, finding.code, finding.message
