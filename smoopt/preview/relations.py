"""What pages of the preview's list have to do with each other, once all have been read."""

from collections.abc import Mapping

from smoopt.build.memory.records import Record
from smoopt.build.memory.survey import Shares, gathered
from smoopt.check import rules
from smoopt.check.levels import Levels
from smoopt.check.page_job import NAME, found_by
from smoopt.model.finding import Finding
from smoopt.plugin.call import contained
from smoopt.plugin.registry import Registry
from smoopt.preview.entry import Entry
from smoopt.site.site import Site


def shares_of(entries: Mapping[str, Entry], site: Site, registry: Registry) -> Shares:
    """Gather what pages need to know of each other, in the order of the pages."""
    records = {
        path: Record(path, entry.status, surveyed=entry.surveyed)
        for path in site.pages
        if (entry := entries.get(path)) is not None
    }
    failures: list[Finding] = []  # `smoopt build` and `check` say them
    return gathered(records, site, registry, failures)


def differing(was: Shares, now: Shares) -> list[str]:
    """List the pages that have to know something else than before."""
    return [path for path in was | now if was.get(path) != now.get(path)]


def across(entries: Mapping[str, Entry], site: Site) -> dict[str, list[Finding]]:
    """Give the findings that show only when all pages are known, by page."""
    said = {
        path: entry.said
        for path in site.pages
        if (entry := entries.get(path)) is not None and entry.said is not None
    }
    found: dict[str, list[Finding]] = {}
    answer = contained(NAME, "site_findings", site.place, rules.of_site, (said, site))
    for finding in Levels(site.settings).kept(found_by(answer)):
        found.setdefault(finding.place.path, []).append(finding)
    return found
