"""What pages say of themselves to others, brought together: the hooks `survey` and `gather`.

Each page's share of it is kept in its record, so that a page is rendered again when its share
changes, and not when anything else does.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, cast

import msgspec

from smoopt.build.memory.records import Record
from smoopt.build.processes.site_hook import SiteHook
from smoopt.model.finding import Finding
from smoopt.plugin.call import Answer, Failure, packed, unpacked
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site

# By page, and by plugin.
Shares = dict[str, dict[str, object]]
# Gives what a plugin, by its name, said of each page in `survey`.
RecordsOf = Callable[[str], Mapping[str, object]]


class Gathered(NamedTuple):
    """What came of `gather`: shares, what plugins found, and what became of those that failed."""

    shares: Shares
    findings: tuple[Finding, ...] = ()
    failures: tuple[Finding, ...] = ()


def gathered(records: Mapping[str, Record], site: Site, registry: Registry) -> Gathered:
    """Ask every plugin what pages need to know of others."""
    shares: Shares = {}
    findings: list[Finding] = []
    failures: list[Finding] = []
    plugins = registry.base
    for name in plugins.having("gather"):
        given = {"records": records_of(name, records, site), "site": site}
        answer = SiteHook(registry, name, "gather", site.place, given, _plain).asked()
        if isinstance(answer, Failure):
            failures.append(answer.finding)
        for item in answer.results if isinstance(answer, Answer) else ():
            if isinstance(item, Finding):
                findings.append(msgspec.structs.replace(item, plugin=name))
            elif isinstance(item, Mapping):
                for path, share in item.items():
                    shares.setdefault(path, {})[name] = share
    return Gathered(shares, tuple(findings), tuple(failures))


def expected(
    said: Iterable[tuple[str, dict[str, bytes]]], site: Site, registry: Registry
) -> Shares:
    """Gather what pages are going to know, by what each is going to say, by plugin."""
    records = {path: Record(path, "unchanged", surveyed=each) for path, each in said}
    return gathered(records, site, registry).shares


def records_of(name: str, records: Mapping[str, Record], site: Site) -> dict[str, object]:
    """Give what a plugin said of each page, by path, in the order of the site's pages."""
    return {
        path: unpacked(said)
        for path in site.pages
        if (record := records.get(path)) is not None
        and (said := record.surveyed.get(name)) is not None
    }


def answers_for_site(
    hook: str, site: Site, registry: Registry, records: RecordsOf
) -> Iterator[Answer | Failure]:
    """Ask every plugin for what belongs to the whole site; records are read for who takes them."""
    plugins = registry.base
    asking = plugins.taking(hook, "records")
    for name in plugins.having(hook):
        said = records(name) if name in asking else {}
        given = {"site": site, "records": said}
        answer = SiteHook(registry, name, hook, site.place, given).asked()
        if answer is not None:
            yield answer


def _plain(given: Iterable[object]) -> list[object]:
    """Give shares as they are read back from a record; raises TypeError or ValueError."""
    return [
        {path: unpacked(packed(share)) for path, share in item.items()}
        if isinstance(item, Mapping)
        else item
        for item in given
    ]


def remembered(records: Iterable[Record]) -> Shares:
    """Give the shares that pages had when they were rendered."""
    return {
        record.path: cast("dict[str, object]", unpacked(record.shares))
        for record in records
        if record.shares
    }
