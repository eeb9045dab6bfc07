"""`Shares`: what pages know of others, by page and by plugin; of very many pages, on the disk."""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import cast

from smoopt.build.memory.records import Record
from smoopt.files.stored_files import as_path, as_place
from smoopt.files.stored_mapping import StoredMapping
from smoopt.files.temporary_database import TemporaryDatabase
from smoopt.files.walk import order
from smoopt.plugin.call import packed, unpacked

Shares = MutableMapping[str, dict[str, object]]

_TABLE = "CREATE TABLE shares (place BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"
_PUT = "INSERT OR REPLACE INTO shares VALUES (?, ?)"


class StoredShares(StoredMapping[dict[str, object]], MutableMapping[str, dict[str, object]]):
    """Shares of pages in their order; raises CannotRun if the disk cannot hold them."""

    def __init__(self) -> None:
        """Start empty."""
        self._database = TemporaryDatabase(_TABLE)
        self._rows = self._database.rows

    def __getitem__(self, path: str) -> dict[str, object]:
        for (value,) in self._rows("SELECT value FROM shares WHERE place = ?", as_place(path)):
            return cast("dict[str, object]", unpacked(value))
        raise KeyError(path)

    def __setitem__(self, path: str, shares: dict[str, object]) -> None:
        self._rows(_PUT, as_place(path), packed(shares))

    def put(self, shares: Iterable[tuple[str, dict[str, object]]]) -> None:
        """Set the shares of some pages at once."""
        self._database.put(_PUT, ((as_place(path), packed(each)) for path, each in shares))

    def among(self, paths: Iterable[str]) -> dict[str, dict[str, object]]:
        """Return the shares of some pages, but of those that have none."""
        found = self._database.rows_of("SELECT * FROM shares", "place", map(as_place, paths))
        return dict(map(_share, found))

    def rows(self) -> Iterator[tuple[str, dict[str, object]]]:
        """Return paths and shares in order."""
        return map(_share, self._rows("SELECT * FROM shares ORDER BY place"))

    def __delitem__(self, path: str) -> None:
        if path not in self:
            raise KeyError(path)
        self._rows("DELETE FROM shares WHERE place = ?", as_place(path))

    def __iter__(self) -> Iterator[str]:
        for (place,) in self._rows("SELECT place FROM shares ORDER BY place"):
            yield as_path(place)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return any(True for _ in self)


def tell(shares: Shares, plugin: str, told: Mapping[str, object]) -> None:
    """Add what a plugin tells pages, by path."""
    known = among(shares, told)
    put(shares, ((path, {**known.get(path, {}), plugin: share}) for path, share in told.items()))


def untell(shares: Shares, plugin: str) -> None:
    """Remove what a plugin has told pages."""
    for path in [path for path, told in shares.items() if plugin in told]:
        told = {name: share for name, share in shares.pop(path).items() if name != plugin}
        if told:
            shares[path] = told


def put(shares: Shares, some: Iterable[tuple[str, dict[str, object]]]) -> None:
    """Set the shares of some pages."""
    if isinstance(shares, StoredShares):
        shares.put(some)
    else:
        shares.update(some)


def among(shares: Shares, paths: Iterable[str]) -> dict[str, dict[str, object]]:
    """Return the shares of some pages, but of those that have none."""
    if isinstance(shares, StoredShares):
        return shares.among(paths)
    return {path: shares[path] for path in paths if path in shares}


def differing(was: Shares, now: Shares) -> Iterator[str]:
    """Return the pages whose shares have changed, in their order."""
    if isinstance(was, StoredShares) and isinstance(now, StoredShares):
        both = merge(was.rows(), now.rows(), key=lambda row: order(row[0]))
        for path, rows in groupby(both, key=itemgetter(0)):
            first, *second = [share for _, share in rows]
            if second != [first]:
                yield path
        return
    others = (path for path in was if was[path] != now.get(path))
    new = (path for path in now if path not in was)
    yield from sorted((*others, *new), key=order)


def remembered(records: Iterable[Record]) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the shares that pages had when they were rendered."""
    for record in records:
        if record.shares:
            yield record.path, cast("dict[str, object]", unpacked(record.shares))


def _share(row: tuple[bytes, bytes]) -> tuple[str, dict[str, object]]:
    place, value = row
    return as_path(place), cast("dict[str, object]", unpacked(value))
