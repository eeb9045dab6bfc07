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


class Surveys:
    """What plugins said of the pages of a site, read from their records on demand."""

    def __init__(
        self, records: Mapping[str, Surveyed], site: Site, partitions: Partitions = WHOLE
    ) -> None:
        """Take records by path, in any order."""
        self.site = site
        self.partitions = partitions
        self._records = records
        # The latest partition, and what all plugins said of it; where nothing is divided, the
        # latest plugin, and what it said of all pages.
        self._part: tuple[Sequence[str], dict[str, Mapping[str, bytes]]] = ((), {})
        self._whole: tuple[str, dict[str, object]] = ("", {})

    @property
    def are_too_many(self) -> bool:
        """Tell whether there are more records than are given at once."""
        return 0 < self.partitions.most < len(self._records)

    def of(self, plugin: str) -> dict[str, object]:
        """Return what a plugin said of each page, by path, in the order of the site's pages."""
        return _of_plugin(plugin, self._said(self.site.pages))

    def in_partitions(self) -> Iterator[Sequence[str]]:
        """Yield the pages partition by partition."""
        pages = iter(self.site.pages)
        while paths := tuple(islice(pages, self.partitions.pages or None)):
            yield paths

    def among(self, plugin: str, paths: Sequence[str]) -> dict[str, object]:
        """Return what a plugin said of the pages of a partition, which is read once for all."""
        if self.partitions.pages:
            if self._part[0] != paths:
                self._part = paths, dict(self._said(paths))
            return _of_plugin(plugin, self._part[1].items())
        if self._whole[0] != plugin:
            self._whole = plugin, self.of(plugin)
        return self._whole[1]

    def _said(self, paths: Iterable[str]) -> Iterator[tuple[str, Mapping[str, bytes]]]:
        for path in paths:
            record = self._records.get(path)
            if record is not None:
                yield path, record.surveyed


def _of_plugin(plugin: str, said: Iterable[tuple[str, Mapping[str, bytes]]]) -> dict[str, object]:
    return {path: unpacked(each[plugin]) for path, each in said if plugin in each}
