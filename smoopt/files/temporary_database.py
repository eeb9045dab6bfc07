"""`TemporaryDatabase`: data that is too large for memory, on the disk while it is in use."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir, mkdtemp
from weakref import finalize

from smoopt.model.errors import CannotRun

# What a database may hold in memory, in KiB.
_CACHE = 1_024
# The most values that a statement takes in older versions:
# https://www.sqlite.org/limits.html#max_variable_number (2026-12-02)
_MOST_VALUES = 999


class TemporaryDatabase:
    """A database in a temporary folder, which is removed with it.

    All methods raise CannotRun where the disk cannot hold it.
    """

    def __init__(self, table: str) -> None:
        """Make a database with a table."""
        with _spoken():
            self._folder = mkdtemp(prefix="smoopt-")
        # A connection is of the process that opened it, and hooks may be called in another.
        # https://www.sqlite.org/howtocorrupt.html#_carrying_an_open_database_file_across_a_fork_
        # (2026-12-02)
        self._connections: dict[int, sqlite3.Connection] = {}
        finalize(self, _clear, self._folder, self._connections, os.getpid())
        with _spoken():
            self._open.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + table)

    @property
    def _open(self) -> sqlite3.Connection:
        process = os.getpid()
        if process not in self._connections:
            place = Path(self._folder, "database")
            # Dask's client has a thread of its own, in which objects may be finalised.
            connection = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
            connection.execute(f"PRAGMA cache_size = -{_CACHE}")
            self._connections[process] = connection
        return self._connections[process]

    def rows(self, statement: str, *given: bytes | int) -> sqlite3.Cursor:
        """Execute a statement, and return the rows that it finds."""
        with _spoken():
            return self._open.execute(statement, given)

    def rows_of(
        self, statement: str, column: str, values: Iterable[bytes]
    ) -> Iterator[tuple[bytes, bytes]]:
        """Execute a query for the rows of two columns that have one of some values in another."""
        rest = iter(values)
        while some := tuple(islice(rest, _MOST_VALUES)):
            places = ",".join("?" * len(some))
            yield from self.rows(f"{statement} WHERE {column} IN ({places})", *some)

    def put(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Execute a statement for each row, in one transaction."""
        with _spoken():
            connection = self._open
            connection.execute("BEGIN")
            connection.executemany(statement, rows)
            connection.execute("COMMIT")


def as_bytes(text: str) -> bytes:
    """Encode a text for a column; it may contain a file name that is not valid Unicode."""
    return text.encode("utf-8", "surrogatepass")


def as_text(column: bytes) -> str:
    """Read what `as_bytes` wrote."""
    return column.decode("utf-8", "surrogatepass")


@contextmanager
def _spoken() -> Iterator[None]:
    """Raise CannotRun in place of errors of the disk or the database."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise CannotRun(
            f"{gettempdir()}: there is no place for temporary files of a large site: {error}; set "
            "TMPDIR to a folder with more space and run this again"
        ) from error


def _clear(folder: str, connections: dict[int, sqlite3.Connection], process: int) -> None:
    """Remove a database, in the process that made it."""
    if os.getpid() == process:
        connections.pop(process).close()
        rmtree(folder, ignore_errors=True)
