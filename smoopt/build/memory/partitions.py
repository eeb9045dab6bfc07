"""What plugins say of pages in `survey`, given to their other hooks: at once, or in partitions."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from smoopt.build.memory.shares import Shares, StoredShares
from smoopt.build.memory.stored_paths import StoredPaths
from smoopt.build.processes.engine import Workers
from smoopt.plugin.call import unpacked
from smoopt.site.site import Site


class Partitions(NamedTuple):
    """The pages in a partition, 0 for all, and the most pages whose records may be given at once.

    `most` is 0 where there is no limit.
    """

    pages: int = 0
    most: int = 0

    def paths(self, some: Iterable[str]) -> Collection[str]:
        """Collect paths of pages: on the disk where there are partitions, for they may be all."""
        return StoredPaths(some) if self.pages else [*some]

    def no_shares(self) -> Shares:
        """Return an empty store for shares: on the disk where there are partitions."""
        return StoredShares() if self.pages else {}


# Without a cluster, one process has the records of all pages in any case.
WHOLE = Partitions()
# On a cluster: some MB of records at a time. A million pages are some 1 or 2 GB as Python has them.
_IN_PARTS = Partitions(4096, 1_000_000)


def partitions_for(workers: Workers) -> Partitions:
    """Return how records are divided: not at all without a cluster."""
    return WHOLE if isinstance(workers, int) else _IN_PARTS


class Surveyed(Protocol):
    """What is known of a page."""

    @property
    def surveyed(self) -> Mapping[str, bytes]:
        """What each plugin says of the page to others, packed."""


class Partition(NamedTuple):
    """Consecutive pages, and what a plugin said of those of them that it said anything about."""

    paths: Sequence[str]
    records: Mapping[str, object]


class Surveys:
    """What plugins said of the pages of a site, read from their records on demand."""

    def __init__(
        self, records: Mapping[str, Surveyed], site: Site, partitions: Partitions = WHOLE
    ) -> None:
        """Take records by path, in any order."""
        self.site = site
        self.partitions = partitions
        self._records = records
        self._latest: tuple[str, Sequence[str], Mapping[str, object]] = ("", (), {})

    @property
    def are_too_many(self) -> bool:
        """Tell whether there are more records than are given at once."""
        return 0 < self.partitions.most < len(self._records)

    def of(self, plugin: str) -> dict[str, object]:
        """Return what a plugin said of each page, by path, in the order of the site's pages."""
        return dict(self._said(plugin, self.site.pages))

    def in_partitions(self, plugin: str, *, with_records: bool = True) -> Iterator[Partition]:
        """Yield the pages partition by partition; without `with_records`, no records are read."""
        pages = iter(self.site.pages)
        while paths := tuple(islice(pages, self.partitions.pages or None)):
            yield Partition(paths, self._records_of(plugin, paths) if with_records else {})

    def _records_of(self, plugin: str, paths: Sequence[str]) -> Mapping[str, object]:
        """Return what a plugin said of some pages; the latest answer is cached."""
        if self._latest[:2] != (plugin, paths):
            self._latest = plugin, paths, dict(self._said(plugin, paths))
        return self._latest[2]

    def _said(self, plugin: str, paths: Iterable[str]) -> Iterator[tuple[str, object]]:
        for path in paths:
            record = self._records.get(path)
            if record is not None and (said := record.surveyed.get(plugin)) is not None:
                yield path, unpacked(said)
