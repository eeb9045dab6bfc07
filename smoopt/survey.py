"""What pages say of themselves to others, brought together: the hooks `survey` and `gather`.

Each page's share of it is kept in its record, so that a page is rendered again when its share
changes, and not when anything else does.
"""

from collections.abc import Iterable, Mapping

import msgspec

from smoopt.finding import Finding
from smoopt.plugins import Failure, Registry
from smoopt.record import Record
from smoopt.site import Site

# By page, and by plugin.
Shares = dict[str, dict[str, object]]


def gathered(
    records: Mapping[str, Record], site: Site, registry: Registry, findings: list[Finding]
) -> Shares:
    """Ask every plugin what pages need to know of others; what fails is added to `findings`."""
    shares: Shares = {}
    plugins = registry.base
    for name in plugins.having("gather"):
        said = {
            path: msgspec.msgpack.decode(record.surveyed[name])
            for path, record in records.items()
            if name in record.surveyed
        }
        others = frozenset(plugins.plugins) - {name}
        for answer in plugins.call_each("gather", site.place, others, records=said, site=site):
            if isinstance(answer, Failure):
                findings.append(answer.finding)
                continue
            for given in answer.results:
                if isinstance(given, Mapping):
                    for path, share in given.items():
                        shares.setdefault(path, {})[name] = share
    return shares


def remembered(records: Iterable[Record]) -> Shares:
    """Give the shares that pages had when they were rendered."""
    return {
        record.path: msgspec.msgpack.decode(record.shares, type=dict[str, object])
        for record in records
        if record.shares
    }
