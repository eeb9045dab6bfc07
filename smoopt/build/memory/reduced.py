"""`Reduced`: what all records of a plugin were reduced to, by key; on the disk where it is much."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import cast
from weakref import finalize

from smoopt.plugin.call import packed, unpacked

# So many keys take some 100 MB.
_MOST_HELD = 1_000_000
# What the database may hold in memory, in KiB.
_CACHE = 65_536
_TABLE = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE given (place INTEGER PRIMARY KEY, key BLOB UNIQUE, value BLOB);
"""
_PUT = """
    INSERT INTO given (key, value) VALUES (?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""


class Reduced(Mapping[str, object]):
    """Values by key, in the order in which the keys came."""

    def __init__(self, most_held: int = _MOST_HELD) -> None:
        """Begin with none; more than `most_held` go to the disk."""
        self._most_held = most_held
        self._held: dict[str, object] = {}
        self._kept: _Kept | None = None

    def put(self, values: Mapping[str, object]) -> None:
        """Take values for new keys, and in place of those that others have."""
        if self._kept is None:
            self._held |= values
            if len(self._held) <= self._most_held:
                return
            self._kept, values, self._held = _Kept(), self._held, {}
        self._kept.put(values)

    def __getitem__(self, key: str) -> object:
        return self._held[key] if self._kept is None else self._kept[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held) if self._kept is None else iter(self._kept)

    def __len__(self) -> int:
        return len(self._held) if self._kept is None else len(self._kept)


class _Kept(Mapping[str, object]):
    """Values by key in a database of its own, which goes with it."""

    def __init__(self) -> None:
        self._folder = mkdtemp(prefix="smoopt-")
        # A connection is of the process that opened it, and hooks may be called in another.
        # https://www.sqlite.org/howtocorrupt.html#_carrying_an_open_database_file_across_a_fork_
        # (2026-12-02)
        self._connections: dict[int, sqlite3.Connection] = {}
        finalize(self, _clear, self._folder, self._connections, os.getpid())
        self._open.executescript(_TABLE)

    @property
    def _open(self) -> sqlite3.Connection:
        process = os.getpid()
        if process not in self._connections:
            connection = sqlite3.connect(Path(self._folder, "reduced"), isolation_level=None)
            connection.execute(f"PRAGMA cache_size = -{_CACHE}")
            self._connections[process] = connection
        return self._connections[process]

    def put(self, values: Mapping[str, object]) -> None:
        connection = self._open
        connection.execute("BEGIN")
        rows = ((_written(key), packed(value)) for key, value in values.items())
        connection.executemany(_PUT, rows)
        connection.execute("COMMIT")

    def __getitem__(self, key: str) -> object:
        found = self._rows("SELECT value FROM given WHERE key = ?", (_written(key),))
        for (value,) in found:
            return unpacked(value)
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        for (key,) in self._rows("SELECT key FROM given ORDER BY place"):
            yield key.decode("utf-8", "surrogatepass")

    def __len__(self) -> int:
        ((number,),) = self._open.execute("SELECT count(*) FROM given")
        return cast("int", number)

    def _rows(self, query: str, given: tuple[bytes, ...] = ()) -> Iterable[tuple[bytes]]:
        return self._open.execute(query, given)


def _clear(folder: str, connections: dict[int, sqlite3.Connection], process: int) -> None:
    """Remove a database, in the process that made it."""
    if os.getpid() == process:
        connections.pop(process).close()
        rmtree(folder, ignore_errors=True)


def _written(key: str) -> bytes:
    """Write a key, which may have the name of a file in it that is no text."""
    return key.encode("utf-8", "surrogatepass")
