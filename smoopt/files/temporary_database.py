"""`TemporaryDatabase`: what is too large for memory, on the disk as long as somebody holds it."""

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from weakref import finalize

# What a database may hold in memory, in KiB.
_CACHE = 1_024


class TemporaryDatabase:
    """A database in a temporary folder, which is removed with it; raises sqlite3.Error, OSError."""

    def __init__(self, tables: str, cache: int = _CACHE) -> None:
        """Make a database with these tables; `cache` is what it may hold in memory, in KiB."""
        self._cache = cache
        self._folder = mkdtemp(prefix="smoopt-")
        # A connection is of the process that opened it, and hooks may be called in another.
        # https://www.sqlite.org/howtocorrupt.html#_carrying_an_open_database_file_across_a_fork_
        # (2026-12-02)
        self._connections: dict[int, sqlite3.Connection] = {}
        finalize(self, _clear, self._folder, self._connections, os.getpid())
        self.open.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + tables)

    @property
    def open(self) -> sqlite3.Connection:
        """The connection of this process; what is written is seen by others once committed."""
        process = os.getpid()
        if process not in self._connections:
            place = Path(self._folder, "database")
            # Dask's client has a thread of its own, which lets go of what nobody needs any more.
            connection = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
            connection.execute(f"PRAGMA cache_size = -{self._cache}")
            self._connections[process] = connection
        return self._connections[process]

    def put(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Carry out a statement for each row, all together."""
        connection = self.open
        connection.execute("BEGIN")
        connection.executemany(statement, rows)
        connection.execute("COMMIT")


def as_bytes(text: str) -> bytes:
    """Write a text that may have the name of a file in it, which need not be text, for a column."""
    return text.encode("utf-8", "surrogatepass")


def as_text(column: bytes) -> str:
    """Read what `as_bytes` wrote."""
    return column.decode("utf-8", "surrogatepass")


def _clear(folder: str, connections: dict[int, sqlite3.Connection], process: int) -> None:
    """Remove a database, in the process that made it."""
    if os.getpid() == process:
        connections.pop(process).close()
        rmtree(folder, ignore_errors=True)
