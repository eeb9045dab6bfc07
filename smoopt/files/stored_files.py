"""`StoredFiles`: files with their stamps on the disk, where there may be more than memory holds."""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any, cast

from smoopt.files.stamp import Stamp
from smoopt.files.stored_mapping import StoredMapping
from smoopt.files.temporary_database import TemporaryDatabase, as_bytes, as_text
from smoopt.files.walk import order

_TABLE = """
    CREATE TABLE files (
        place BLOB PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL
    ) WITHOUT ROWID
"""
_PUT = "INSERT OR REPLACE INTO files VALUES (?, ?, ?)"
_INSIDE = "place = ? OR (place >= ? AND place < ?)"


class StoredFiles(StoredMapping[Stamp], MutableMapping[str, Stamp]):
    """Files by path, in the order of a walk; raises CannotRun if the disk cannot hold them."""

    def __init__(self) -> None:
        """Start empty."""
        self._database = TemporaryDatabase(_TABLE)
        self._rows = self._database.rows

    def put(self, files: Iterable[tuple[str, Stamp]]) -> None:
        """Add many files at once."""
        self._database.put(_PUT, ((as_place(path), *stamp) for path, stamp in files))

    def take_out(self, path: str) -> dict[str, Stamp]:
        """Remove and return what is at a path, and what lies below it."""
        place = as_place(path)
        inside = place, place + b"\0", place + b"\1"
        rows = self._rows(f"SELECT * FROM files WHERE {_INSIDE}", *inside)  # noqa: S608
        taken = dict(map(_file, rows))
        self._rows(f"DELETE FROM files WHERE {_INSIDE}", *inside)  # noqa: S608
        return taken

    def __getitem__(self, path: str) -> Stamp:
        found = self._rows("SELECT * FROM files WHERE place = ?", as_place(path))
        for row in found:
            return _file(row)[1]
        raise KeyError(path)

    def __contains__(self, path: object) -> bool:
        query = "SELECT 1 FROM files WHERE place = ?"
        return isinstance(path, str) and any(True for _ in self._rows(query, as_place(path)))

    def __setitem__(self, path: str, stamp: Stamp) -> None:
        self._rows(_PUT, as_place(path), *stamp)

    def __delitem__(self, path: str) -> None:
        if path not in self:
            raise KeyError(path)
        self._rows("DELETE FROM files WHERE place = ?", as_place(path))

    def __iter__(self) -> Iterator[str]:
        return map(_path, self._rows("SELECT place FROM files ORDER BY place"))

    def __reversed__(self) -> Iterator[str]:
        return map(_path, self._rows("SELECT place FROM files ORDER BY place DESC"))

    def __len__(self) -> int:
        ((number,),) = self._rows("SELECT count(*) FROM files")
        return cast("int", number)

    def __bool__(self) -> bool:
        return any(True for _ in self._rows("SELECT 1 FROM files LIMIT 1"))

    def rows(self) -> Iterator[tuple[str, Stamp]]:
        """Return paths and stamps in order."""
        return map(_file, self._rows("SELECT * FROM files ORDER BY place"))

    def along(self, paths: Iterable[str]) -> Iterator[Stamp | None]:
        """Return the stamps of paths that are in order, by a single query."""
        rows = self._rows("SELECT * FROM files ORDER BY place")
        row = next(rows, None)
        for place in map(as_place, paths):
            while row is not None and row[0] < place:
                row = next(rows, None)
            yield Stamp(row[1], row[2]) if row is not None and row[0] == place else None


def as_place(path: str) -> bytes:
    """Write a path for a column, so that bytes have the order of a walk."""
    return as_bytes(order(path))


def stamps_along(files: Mapping[str, Stamp], paths: Iterable[str]) -> Iterator[Stamp | None]:
    """Return the stamps of paths that are in order."""
    return files.along(paths) if isinstance(files, StoredFiles) else map(files.get, paths)


def as_path(place: bytes) -> str:
    """Read what `as_place` wrote."""
    return as_text(place.replace(b"\0", b"/"))


def _path(row: tuple[bytes]) -> str:
    return as_path(row[0])


def _file(row: tuple[Any, ...]) -> tuple[str, Stamp]:
    return as_path(row[0]), Stamp(row[1], row[2])
