"""`Reduced`: what all records of a plugin were reduced to, by key; on the disk if large."""

from collections.abc import Iterator, Mapping
from typing import cast

from smoopt.files.temporary_database import TemporaryDatabase, as_bytes, as_text
from smoopt.plugin.call import packed, unpacked

# This many keys take some 100 MB.
MOST_HELD = 1_000_000
_TABLE = "CREATE TABLE given (place INTEGER PRIMARY KEY, key BLOB UNIQUE, value BLOB)"
_PUT = """
    INSERT INTO given (key, value) VALUES (?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""


class Reduced(Mapping[str, object]):
    """Values by key, in the order in which the keys came."""

    def __init__(self, most_held: int = MOST_HELD) -> None:
        """Start empty; if there are more than `most_held` keys, all go to the disk."""
        self._most_held = most_held
        self._held: dict[str, object] = {}
        self._kept: _Kept | None = None

    def put(self, values: Mapping[str, object]) -> None:
        """Set values by key, replacing those of known keys."""
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
    """Values by key in a database of its own."""

    def __init__(self) -> None:
        self._database = TemporaryDatabase(_TABLE)

    def put(self, values: Mapping[str, object]) -> None:
        self._database.put(_PUT, ((as_bytes(key), packed(value)) for key, value in values.items()))

    def __getitem__(self, key: str) -> object:
        found = self._database.rows("SELECT value FROM given WHERE key = ?", as_bytes(key))
        for (value,) in found:
            return unpacked(value)
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        for (key,) in self._database.rows("SELECT key FROM given ORDER BY place"):
            yield as_text(key)

    def __len__(self) -> int:
        ((number,),) = self._database.rows("SELECT count(*) FROM given")
        return cast("int", number)
