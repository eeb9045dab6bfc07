"""What pages say of themselves to others, brought together: the hooks `survey` and `gather`.

Each page's share of it is kept in its record, so that a page is rendered again when its share
changes, and not when anything else does.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from smoopt.build.memory.partitions import WHOLE, Partitions, Surveys
from smoopt.build.memory.records import Record
from smoopt.build.memory.reduced import Reduced
from smoopt.build.memory.reduction import Sent, plain, reduction
from smoopt.build.memory.shares import Shares, tell, untell
from smoopt.build.processes.site_hook import SiteHook
from smoopt.model.finding import Finding
from smoopt.plugin.call import Answer, Failure, failed
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site


class Gathered(NamedTuple):
    """The results of `gather`: shares, findings, and those about plugins that failed."""

    shares: Shares
    findings: tuple[Finding, ...] = ()
    failures: tuple[Finding, ...] = ()


def gathered(surveys: Surveys, registry: Registry, shares: Shares | None = None) -> Gathered:
    """Ask every plugin what pages need to know of others; it is put into `shares`, empty so far."""
    shares = {} if shares is None else shares
    findings: list[Finding] = []
    failures: list[Finding] = []
    for name in registry.base.having("gather"):
        found, failed = list[Finding](), list[Finding]()
        for answer in _answers(name, "gather", surveys, registry, plain):
            if isinstance(answer, Failure):
                failed.append(answer.finding)
                continue
            for item in () if failed else answer.results:
                if isinstance(item, Finding):
                    found.append(msgspec.structs.replace(item, plugin=name))
                elif isinstance(item, Mapping):
                    tell(shares, name, item)
        if failed:
            untell(shares, name)
        failures += failed
        findings += () if failed else found
    return Gathered(shares, tuple(findings), tuple(failures))


def expected(
    said: Iterable[tuple[str, dict[str, bytes]]],
    site: Site,
    registry: Registry,
    partitions: Partitions = WHOLE,
) -> Shares:
    """Predict the shares of pages, from what each is expected to say, by plugin."""
    records = {path: Record(path, "unchanged", surveyed=each) for path, each in said}
    return gathered(Surveys(records, site, partitions), registry).shares


def answers_for_site(hook: str, registry: Registry, surveys: Surveys) -> Iterator[Answer | Failure]:
    """Ask every plugin for what belongs to the whole site; records go to those that take them."""
    for name in registry.base.having(hook):
        yield from _answers(name, hook, surveys, registry)


def _answers(
    name: str, hook: str, surveys: Surveys, registry: Registry, sent: Sent = list
) -> Iterator[Answer | Failure]:
    """Ask a plugin, with what its hook takes: all records, or what these were reduced to."""
    site, plugins = surveys.site, registry.base
    given: dict[str, object] = {"site": site, "paths": site.pages, "records": {}}
    reduces = name in plugins.taking(hook, "reduced")
    is_divided = reduces and hook == "gather"
    reduced = reduction(name, surveys, registry) if reduces else Reduced()
    if isinstance(reduced, Failure):
        yield reduced
        return
    given["reduced"] = reduced
    takes_records = name in plugins.taking(hook, "records")
    if takes_records and not is_divided:
        if surveys.are_too_many:
            yield Failure(failed(name, hook, site.place, _too_many(surveys)))
            return
        given["records"] = surveys.of(name)
    parts = surveys.in_partitions(name, with_records=takes_records)
    for number, part in enumerate(parts if is_divided else [None]):
        if part is not None:
            given |= {**part._asdict(), "reduced": reduced.for_part(number, part.paths)}
        answer = SiteHook(registry, name, hook, site.place, given, sent).asked()
        if answer is not None:
            yield answer


def _too_many(surveys: Surveys) -> str:
    return (
        "it takes the records of all pages at once, which a cluster gives of "
        f"{surveys.partitions.most:,} pages at most; expected one that takes `reduced` instead, "
        "which the hooks `reduce` and `combine` make"
    )
