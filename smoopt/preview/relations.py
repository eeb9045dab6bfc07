"""What pages of the preview's list have to do with each other, once all have been read."""

from collections.abc import Mapping
from itertools import chain

from smoopt.build.memory.records import Record
from smoopt.build.memory.survey import Shares, gathered, records_of
from smoopt.build.site_findings import of_plugins
from smoopt.check import rules
from smoopt.check.page_job import NAME, found_by
from smoopt.model.finding import Finding
from smoopt.plugin.call import contained
from smoopt.plugin.registry import Registry
from smoopt.preview.entry import Entry
from smoopt.site.levels import Levels
from smoopt.site.site import Site


def shares_of(entries: Mapping[str, Entry], site: Site, registry: Registry) -> Shares:
    """Gather what pages need to know of each other, in the order of the pages."""
    failures: list[Finding] = []  # `smoopt build` and `check` say them
    return gathered(_records(entries), site, registry, failures)


def _records(entries: Mapping[str, Entry]) -> dict[str, Record]:
    return {
        path: Record(path, entry.status, surveyed=entry.surveyed) for path, entry in entries.items()
    }


def differing(was: Shares, now: Shares) -> list[str]:
    """List the pages that have to know something else than before."""
    return [path for path in was | now if was.get(path) != now.get(path)]


def across(
    entries: Mapping[str, Entry], site: Site, registry: Registry
) -> dict[str, list[Finding]]:
    """Give the findings that show only when all pages are known, by page."""
    said = {
        path: entry.said
        for path in site.pages
        if (entry := entries.get(path)) is not None and entry.said is not None
    }
    found: dict[str, list[Finding]] = {}
    answer = contained(NAME, "site_findings", site.place, rules.of_site, (said, site))
    records = _records(entries)
    by_plugins = of_plugins(site, registry, lambda name: records_of(name, records, site))
    for finding in Levels(site.settings).kept(chain(found_by(answer), by_plugins)):
        found.setdefault(finding.place.path, []).append(finding)
    return found
