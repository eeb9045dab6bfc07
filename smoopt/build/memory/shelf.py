"""`Shelf`: records of pages in files of their own, each written when its pages are done.

They lie in a folder beside the manifest, which names those that are its own. Those of a later run,
which did not come to its end, tell themselves what they depend on: the next run goes on from them.
A file that is lost or damaged counts for nothing, and its pages are done again.
"""

from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import NamedTuple

import msgspec
import xxhash

from smoopt.build.memory.header import Basis, Shard
from smoopt.build.memory.records import Record, Records, read_records
from smoopt.files.folder import Folder
from smoopt.files.store import Store
from smoopt.model.errors import SiteError

_MAGIC = b"smoopt records 1\n"
_SUM_BYTES, _SIZE_BYTES = 16, 4
_SUFFIX = ".records"
_DIGITS = 12


class Left(NamedTuple):
    """Records that a run has left; `is_late`: it was not the manifest's, but a later one."""

    basis: Basis
    records: dict[str, Record]
    is_late: bool = False


class Shelf:
    """The files of records beside a manifest; what this process writes is on `basis`."""

    def __init__(self, opened: Folder, folder: str) -> None:
        """Take a folder below another, which need not exist."""
        self._opened = opened
        self._folder = folder
        self.basis: Basis | None = None
        # The number of the next file.
        self.next = 0

    def begin(self, basis: Basis) -> None:
        """Prepare to write records that depend on `basis`."""
        self.basis = basis
        with suppress(OSError, SiteError):  # so that neither git nor backups take it for theirs
            Store(self._opened.root).put(f"{self._folder.partition('/')[0]}/.gitignore", b"*\n")
        self.next = max([self.next, *(number + 1 for number in self._numbers())])

    def write(self, records: Records) -> tuple[Shard, list[str]]:
        """Write records to a file of their own; name the pages that are left out of it.

        Raises OSError and SiteError.
        """
        body, left_out = records.packed()
        head = msgspec.msgpack.encode(self.basis)
        parts = len(head).to_bytes(_SIZE_BYTES), head, body
        total = xxhash.xxh3_128()
        for part in parts:
            total.update(part)
        shard = Shard(self.next, total.digest(), len(records) - len(left_out))
        self.next += 1
        data = b"".join((_MAGIC, shard.sum, *parts))
        Store(self._opened.root).put(self._path(shard.number), data)
        return shard, left_out

    def read(self, shard: Shard) -> Records:
        """Read what this run has written; raises SiteError where somebody has changed it."""
        with suppress(OSError):
            found = self._split(shard.number)
            if found is not None and found[0] == shard.sum:
                return Records.of(found[2])
        path = f"{self._opened.root}/{self._path(shard.number)}"
        raise SiteError(
            f"{path}: is not as this run wrote it a moment ago; expected that nothing else writes "
            "there: build again"
        )

    def left(self, shard: Shard) -> dict[str, Record]:
        """Give the records of a file that the manifest names; none if it is lost or damaged."""
        with suppress(OSError, SiteError):
            found = self._split(shard.number)
            if found is not None and found[0] == shard.sum:
                return read_records(found[2])
        return {}

    def late(self, since: int) -> Iterator[Left]:
        """Give the records of later runs, whose files have at least this number, in order."""
        for number in sorted(self._numbers()):
            with suppress(OSError, SiteError, msgspec.DecodeError):
                if number >= since and (found := self._split(number)):
                    basis = msgspec.msgpack.decode(found[1], type=Basis)
                    yield Left(basis, read_records(found[2]), is_late=True)

    def keep_only(self, shards: Collection[Shard]) -> None:
        """Remove all other files."""
        needed = {shard.number for shard in shards}
        store = Store(self._opened.root)
        for number in self._numbers():
            if number not in needed:
                with suppress(OSError, SiteError):
                    store.remove(self._path(number), keep=())

    def _path(self, number: int) -> str:
        return f"{self._folder}/{number:0{_DIGITS}}{_SUFFIX}"

    def _numbers(self) -> list[int]:
        with suppress(OSError):
            names = (name.removesuffix(_SUFFIX) for name in self._opened.names(self._folder))
            return [int(name) for name in names if len(name) == _DIGITS and name.isdecimal()]
        return []

    def _split(self, number: int) -> tuple[bytes, bytes, bytes] | None:
        """Read a file: its sum, what it depends on, and its records; None if it is damaged."""
        data = self._opened.read(self._path(number))
        at = len(_MAGIC) + _SUM_BYTES
        total, rest = data[len(_MAGIC) : at], memoryview(data)[at:]
        if not data.startswith(_MAGIC) or xxhash.xxh3_128_digest(rest) != total:
            return None
        size = int.from_bytes(rest[:_SIZE_BYTES])
        head, body = rest[_SIZE_BYTES : _SIZE_BYTES + size], rest[_SIZE_BYTES + size :]
        return total, bytes(head), bytes(body)
