"""What pages say of themselves to others, brought together: the hooks `survey` and `gather`.

Each page's share of it is kept in its record, so that a page is rendered again when its share
changes, and not when anything else does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import msgspec

from smoopt.build.memory.partitions import WHOLE, Partitions, Surveys
from smoopt.build.memory.records import Record
from smoopt.build.memory.reduced import Reduced
from smoopt.build.memory.reduction import Sent, plain, reductions
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
    names = registry.base.having("gather")
    findings: dict[str, list[Finding]] = {name: [] for name in names}
    failures: dict[str, list[Finding]] = {}
    for name, answer in _answers(names, "gather", surveys, registry, plain):
        if isinstance(answer, Failure):
            failures.setdefault(name, []).append(answer.finding)
            continue
        for item in () if name in failures else answer.results:
            if isinstance(item, Finding):
                findings[name].append(msgspec.structs.replace(item, plugin=name))
            elif isinstance(item, Mapping):
                tell(shares, name, item)
    for name in failures:
        untell(shares, name)
    found = (each for name, each in findings.items() if name not in failures)
    failed = (failures[name] for name in names if name in failures)
    return Gathered(shares, tuple(chain.from_iterable(found)), tuple(chain.from_iterable(failed)))


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
    for _, answer in _answers(registry.base.having(hook), hook, surveys, registry):
        yield answer


def _answers(
    names: Sequence[str], hook: str, surveys: Surveys, registry: Registry, sent: Sent = list
) -> Iterator[tuple[str, Answer | Failure]]:
    """Ask plugins, with what their hook takes: all records, or what these were reduced to.

    Where records are divided, each partition is read once for all plugins. Otherwise plugins are
    asked one after another, so that memory has what one of them makes of a site.
    """
    for some in [names] if surveys.partitions.pages else ([name] for name in names):
        yield from _answers_of(some, hook, surveys, registry, sent)


def _answers_of(
    names: Sequence[str], hook: str, surveys: Surveys, registry: Registry, sent: Sent
) -> Iterator[tuple[str, Answer | Failure]]:
    site, plugins = surveys.site, registry.base
    takes_reduced, takes_records = (plugins.taking(hook, what) for what in ("reduced", "records"))

    def asked(name: str, **given: object) -> Iterator[tuple[str, Answer | Failure]]:
        given = {"site": site, "paths": site.pages, "records": {}, **given}
        answer = SiteHook(registry, name, hook, site.place, given, sent).asked()
        if answer is not None:
            yield name, answer

    reduced = reductions([name for name in names if name in takes_reduced], surveys, registry)
    divided: dict[str, Reduced] = {}
    for name in names:
        whole = reduced.get(name, Reduced())
        if isinstance(whole, Failure):
            yield name, whole
        elif name in reduced and hook == "gather":
            divided[name] = whole
        elif name not in takes_records:
            yield from asked(name, reduced=whole)
        elif surveys.are_too_many:
            yield name, Failure(failed(name, hook, site.place, _too_many(surveys)))
        else:
            yield from asked(name, reduced=whole, records=surveys.of(name))
    for number, paths in enumerate(surveys.in_partitions() if divided else ()):
        for name, whole in divided.items():
            records = surveys.among(name, paths) if name in takes_records else {}
            at_hand = whole.for_part(number, paths)
            yield from asked(name, paths=paths, records=records, reduced=at_hand)


def _too_many(surveys: Surveys) -> str:
    return (
        "it takes the records of all pages at once, which a cluster gives of "
        f"{surveys.partitions.most:,} pages at most; expected one that takes `reduced` instead, "
        "which the hooks `reduce` and `combine` make"
    )
