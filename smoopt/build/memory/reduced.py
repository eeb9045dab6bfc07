"""`Reduced`: what all records of a plugin were reduced to, by key; on the disk if large."""

from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from typing import cast

from smoopt.files.stored_mapping import StoredMapping
from smoopt.files.temporary_database import TemporaryDatabase, as_bytes, as_text
from smoopt.plugin.call import packed, unpacked

# This many keys take some 100 MB.
MOST_HELD = 1_000_000
_TABLES = """
    CREATE TABLE given (place INTEGER PRIMARY KEY, key BLOB UNIQUE, value BLOB);
    CREATE TABLE parts (number INTEGER PRIMARY KEY, keys BLOB);
"""
_PUT = """
    INSERT INTO given (key, value) VALUES (?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""


class Reduced(Mapping[str, object]):
    """Values by key, in the order in which the keys came, one part after the other."""

    def __init__(self, most_held: int = MOST_HELD) -> None:
        """Start empty; if there are more than `most_held` keys, all go to the disk."""
        self._most_held = most_held
        self._held: dict[str, object] = {}
        self._parts: list[list[str]] = []
        self._kept: _Kept | None = None

    @property
    def _all(self) -> "dict[str, object] | _Kept":
        return self._held if self._kept is None else self._kept

    def put(self, values: Mapping[str, object]) -> None:
        """Set the values of a part by key, replacing those of known keys."""
        if self._kept is not None:
            self._kept.put(values)
            return
        self._held |= values
        self._parts.append([*values])
        if len(self._held) > self._most_held:
            self._kept = _Kept(TemporaryDatabase(_TABLES))
            for keys in self._parts:
                self._kept.put({key: self._held[key] for key in keys})
            self._held, self._parts = {}, []

    def __getitem__(self, key: str) -> object:
        return self._all[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def items(self) -> ItemsView[str, object]:
        """Return keys and values, by a single query."""
        return self._all.items()

    def values(self) -> ValuesView[object]:
        """Return values, by a single query."""
        return self._all.values()

    def among(self, keys: Iterable[str]) -> dict[str, object]:
        """Return the values of some keys, but of those that have none."""
        if self._kept is not None:
            return self._kept.among(keys)
        return {key: self._held[key] for key in keys if key in self._held}

    def for_part(self, number: int, paths: Iterable[str]) -> Mapping[str, object]:
        """Return all values for those who ask mostly for what a part has, or for its pages."""
        return self if self._kept is None else _AtHand(self._kept, number, paths)


class _Kept(StoredMapping[object]):
    """Values by key in a database."""

    def __init__(self, database: TemporaryDatabase) -> None:
        self.database = database

    def put(self, values: Mapping[str, object]) -> None:
        self.database.put(_PUT, ((as_bytes(key), packed(value)) for key, value in values.items()))
        self.database.put(
            "INSERT INTO parts (keys) VALUES (?)", [(packed([*map(as_bytes, values)]),)]
        )

    def __getitem__(self, key: str) -> object:
        return self.among([key])[key]

    def among(self, keys: Iterable[str]) -> dict[str, object]:
        found = self.database.rows_of("SELECT key, value FROM given", "key", map(as_bytes, keys))
        return {as_text(key): unpacked(value) for key, value in found}

    def keys_of_part(self, number: int) -> list[str]:
        ((keys,),) = self.database.rows("SELECT keys FROM parts WHERE number = ?", number + 1)
        return [*map(as_text, cast("list[bytes]", unpacked(keys)))]

    def __iter__(self) -> Iterator[str]:
        for (key,) in self.database.rows("SELECT key FROM given ORDER BY place"):
            yield as_text(key)

    def __len__(self) -> int:
        ((number,),) = self.database.rows("SELECT count(*) FROM given")
        return cast("int", number)

    def rows(self) -> Iterator[tuple[str, object]]:
        for key, value in self.database.rows("SELECT key, value FROM given ORDER BY place"):
            yield as_text(key), unpacked(value)


class _AtHand(_Kept):
    """All values, of which those for a part have been read at once."""

    def __init__(self, kept: _Kept, number: int, paths: Iterable[str]) -> None:
        super().__init__(kept.database)
        self._asked = {*self.keys_of_part(number), *paths}
        self._held = self.among(self._asked)

    def __getitem__(self, key: str) -> object:
        return self._held[key] if key in self._asked else super().__getitem__(key)
