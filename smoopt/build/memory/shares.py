"""`Shares`: what pages know of others, by page and by plugin; of very many pages, on the disk."""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from heapq import merge
from typing import cast

from smoopt.build.memory.records import Record
from smoopt.files.stored_files import as_path, as_place
from smoopt.files.temporary_database import TemporaryDatabase
from smoopt.files.walk import order
from smoopt.plugin.call import packed, unpacked

Shares = MutableMapping[str, dict[str, object]]

_TABLE = "CREATE TABLE shares (place BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"


class StoredShares(MutableMapping[str, dict[str, object]]):
    """Shares of pages in their order; raises CannotRun if the disk cannot hold them."""

    def __init__(self) -> None:
        """Start empty."""
        self._rows = TemporaryDatabase(_TABLE).rows

    def __getitem__(self, path: str) -> dict[str, object]:
        for (value,) in self._rows("SELECT value FROM shares WHERE place = ?", as_place(path)):
            return cast("dict[str, object]", unpacked(value))
        raise KeyError(path)

    def __setitem__(self, path: str, shares: dict[str, object]) -> None:
        self._rows("INSERT OR REPLACE INTO shares VALUES (?, ?)", as_place(path), packed(shares))

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
    for path, share in told.items():
        shares[path] = {**shares.get(path, {}), plugin: share}


def differing(was: Shares, now: Shares) -> Iterator[str]:
    """Return the pages whose shares have changed, in their order."""
    others = _in_order(was, (path for path in was if was[path] != now.get(path)))
    new = _in_order(now, (path for path in now if path not in was))
    return merge(others, new, key=order)


def _in_order(shares: Shares, paths: Iterable[str]) -> Iterable[str]:
    return paths if isinstance(shares, StoredShares) else sorted(paths, key=order)


def remembered(records: Iterable[Record]) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the shares that pages had when they were rendered."""
    for record in records:
        if record.shares:
            yield record.path, cast("dict[str, object]", unpacked(record.shares))
