"""`Shelf`: records of pages in files of their own, each written when its pages are done.

They lie in a folder beside the manifest, which names its own. Files of a later run, which did not
end regularly, state themselves what they depend on, so the next run can go on from them. A file
that is lost or damaged is ignored, and its pages are built again.
"""

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from typing import NamedTuple

import msgspec
import xxhash

from smoopt.build.memory.header import Basis, Shard
from smoopt.build.memory.records import Record, Records, read_records
from smoopt.files.kept_files import hide_from_git
from smoopt.files.store import Store
from smoopt.model.errors import SiteError

_MAGIC = b"smoopt records 1\n"
_SUM_BYTES, _SIZE_BYTES = 16, 4
# The number, and the start of the checksum, which differs where another worker wrote the same
# pages.
_NAME = re.compile(r"[0-9]{12}-[0-9a-f]{16}\.records")


class Left(NamedTuple):
    """Records that a run has left; `is_late`: the run came after that of the manifest."""

    basis: Basis
    records: dict[str, Record]
    is_late: bool = False


class Shelf:
    """The files of records beside a manifest; those that this process writes depend on `basis`."""

    def __init__(self, store: Store, folder: str) -> None:
        """Take a folder below that of a store, which need not exist."""
        self._store = store
        self._folder = folder
        self.basis: Basis | None = None
        # The number of the next file.
        self.next = 0

    def begin(self, basis: Basis) -> None:
        """Prepare to write records that depend on `basis`."""
        self.basis = basis
        with suppress(OSError, SiteError):
            hide_from_git(self._store, self._folder.partition("/")[0])
        self.next = max([self.next, *(_number(name) + 1 for name in self._names())])

    def reserve(self, count: int) -> int:
        """Reserve the numbers of `count` files that others write; return the first."""
        self.next += count
        return self.next - count

    def write(self, records: Records, number: int | None = None) -> tuple[Shard, list[str]]:
        """Write records to a file of their own; return it, and the pages that are left out of it.

        Raises OSError and SiteError.
        """
        body, left_out = records.packed()
        head = msgspec.msgpack.encode(self.basis)
        parts = len(head).to_bytes(_SIZE_BYTES), head, body
        total = xxhash.xxh3_128()
        for part in parts:
            total.update(part)
        number = self.reserve(1) if number is None else number
        shard = Shard(number, total.digest(), len(records) - len(left_out))
        data = b"".join((_MAGIC, shard.sum, *parts))
        self._store.put(self._path(name_of(shard)), data)
        return shard, left_out

    def read(self, shard: Shard) -> Records:
        """Read what this run has written; raises SiteError where somebody has changed it."""
        with suppress(OSError):
            found = self._split(name_of(shard))
            if found is not None and found[0] == shard.sum:
                return Records.of(found[2])
        path = f"{self._store.root}/{self._path(name_of(shard))}"
        raise SiteError(
            f"{path}: is not as this run wrote it a moment ago; expected that nothing else writes "
            "there: build again"
        )

    def left(self, shard: Shard) -> dict[str, Record]:
        """Return the records of a file that the manifest names; none if it is lost or damaged."""
        with suppress(OSError, SiteError):
            found = self._split(name_of(shard))
            if found is not None and found[0] == shard.sum:
                return read_records(found[2])
        return {}

    def written(self, number: int) -> dict[str, Record]:
        """Return the records that a worker of this run has written under a number, if any has."""
        files = self._found(lambda other: other == number)
        return next((left.records for left in files if left.basis == self.basis), {})

    def late(self, since: int) -> Iterator[Left]:
        """Yield the records of later runs, whose files have at least this number, in order."""
        return self._found(lambda number: number >= since)

    def _found(self, is_wanted: Callable[[int], bool]) -> Iterator[Left]:
        """Yield the records of files by their numbers, in order, without damaged ones."""
        for name in sorted(self._names()):
            with suppress(OSError, SiteError, msgspec.DecodeError):
                if is_wanted(_number(name)) and (found := self._split(name)):
                    basis = msgspec.msgpack.decode(found[1], type=Basis)
                    yield Left(basis, read_records(found[2]), is_late=True)

    def keep_only(self, shards: Collection[Shard]) -> None:
        """Remove all files but these."""
        needed = {name_of(shard) for shard in shards}
        for name in self._names():
            if name not in needed:
                with suppress(OSError, SiteError):
                    self._store.remove(self._path(name), keep=())

    def _path(self, name: str) -> str:
        return f"{self._folder}/{name}"

    def _names(self) -> list[str]:
        with suppress(OSError):
            return [*filter(_NAME.fullmatch, self._store.opened.names(self._folder))]
        return []

    def _split(self, name: str) -> tuple[bytes, bytes, bytes] | None:
        """Read a file: its sum, what it depends on, and its records; None if it is damaged."""
        data = self._store.opened.read(self._path(name))
        at = len(_MAGIC) + _SUM_BYTES
        total, rest = data[len(_MAGIC) : at], memoryview(data)[at:]
        if not data.startswith(_MAGIC) or xxhash.xxh3_128_digest(rest) != total:
            return None
        size = int.from_bytes(rest[:_SIZE_BYTES])
        head, body = rest[_SIZE_BYTES : _SIZE_BYTES + size], rest[_SIZE_BYTES + size :]
        return total, bytes(head), bytes(body)


def name_of(shard: Shard) -> str:
    """Return a file's name; names sort by number."""
    return f"{shard.number:012}-{shard.sum[:8].hex()}.records"


def _number(name: str) -> int:
    return int(name.partition("-")[0])
