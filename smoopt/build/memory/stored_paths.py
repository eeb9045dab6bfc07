"""`StoredPaths`: paths in the order in which they came, on the disk: there may be very many."""

from collections.abc import Collection, Iterable, Iterator
from typing import cast

from smoopt.files.temporary_database import TemporaryDatabase, as_bytes, as_text

_TABLE = "CREATE TABLE paths (place INTEGER PRIMARY KEY, path BLOB)"


class StoredPaths(Collection[str]):
    """Paths to go through again and again; raises CannotRun if the disk cannot hold them."""

    def __init__(self, paths: Iterable[str]) -> None:
        """Take paths, all of them different."""
        self._database = TemporaryDatabase(_TABLE)
        rows = ((as_bytes(path),) for path in paths)
        self._database.put("INSERT INTO paths (path) VALUES (?)", rows)

    def __iter__(self) -> Iterator[str]:
        for (path,) in self._database.rows("SELECT path FROM paths ORDER BY place"):
            yield as_text(path)

    def run(self, first: int, count: int) -> Iterator[str]:
        """Yield `count` paths from the place `first` on, counted from 0."""
        query = "SELECT path FROM paths WHERE place > ? ORDER BY place LIMIT ?"
        for (path,) in self._database.rows(query, first, count):
            yield as_text(path)

    def __contains__(self, path: object) -> bool:
        return any(path == each for each in self)

    def __len__(self) -> int:
        ((number,),) = self._database.rows("SELECT count(*) FROM paths")
        return cast("int", number)
