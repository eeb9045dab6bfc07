"""The records of pages divided: a plugin that reduces them must say the same however that is."""

from collections.abc import Iterator, Mapping
from functools import reduce

from smoopt.build.memory.partitions import Partitions, Surveys
from smoopt.build.memory.records import Record
from smoopt.build.memory.reduction import Values, combined, reduced_part
from smoopt.build.memory.shares import differing
from smoopt.build.memory.surveys import gathered
from smoopt.model.finding import Finding
from smoopt.plugin.call import Failure
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site

_PAGE_BY_PAGE = Partitions(1)


class DividedBadly(Exception):
    """A hook failed on a part of the records."""

    def __init__(self, finding: Finding) -> None:
        """Take what failed."""
        super().__init__(finding.message)
        self.finding = finding


def reductions(
    name: str, records: Mapping[str, Record], site: Site, registry: Registry
) -> Iterator[tuple[str, Values]]:
    """Give what a plugin's records are reduced to, and how they were divided for that.

    Raises DividedBadly.
    """
    surveys = Surveys(records, site)
    yield "at once", _whole(reduced_part(name, surveys.of(name), site, registry))
    divided = Surveys(records, site, _PAGE_BY_PAGE)
    each = (divided.among(name, paths) for paths in divided.in_partitions())
    parts = [_whole(reduced_part(name, said, site, registry)) for said in each]

    def joined(first: Values, second: Values) -> Values:
        return {**first, **_whole(combined(name, first, second, site, registry))}

    yield "page by page, and combined from the first", reduce(joined, parts)
    yield (
        "page by page, and combined from the last",
        reduce(lambda after, before: joined(before, after), reversed(parts)),
    )


def differing_share(
    name: str, records: Mapping[str, Record], site: Site, registry: Registry
) -> str:
    """Name a page that gets another share if a plugin is given partitions of one page, or ""."""
    whole = gathered(Surveys(records, site), registry).shares
    divided = gathered(Surveys(records, site, _PAGE_BY_PAGE), registry).shares

    def differs(path: str) -> bool:
        return whole.get(path, {}).get(name) != divided.get(path, {}).get(name)

    return next(filter(differs, differing(whole, divided)), "")


def _whole(values: Values | Failure) -> Values:
    if isinstance(values, Failure):
        raise DividedBadly(values.finding)
    return values
