"""The manifest: what a run remembers for the next, in a file that anybody may delete.

It lies in a folder `.smoopt` beside the configuration, or beside the folder that is written to
where there is none, and never inside a site. A manifest that is lost, damaged, of another version
or of another site is ignored: the next run does everything, and writes a new one.

A file with the size and time that it had counts as unchanged, as in rsync; one with another time is
read, and its digest decides. `--no-manifest` reads all.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec
import xxhash

from smoopt.build.memory.header import Header, Shard
from smoopt.files.addresses import lies_in
from smoopt.files.folder_at import folder_at
from smoopt.files.kept_files import FOLDER, KeptFiles, hide_from_git
from smoopt.files.store import Store
from smoopt.model.errors import SiteError
from smoopt.model.version import __version__

# A run that finds nothing changed reads only the header.
if TYPE_CHECKING:
    from smoopt.build.memory.planned_files import PlannedFiles
    from smoopt.build.memory.records import Record
    from smoopt.build.memory.shelf import Left, Shelf

SUFFIX = ".manifest"
# The suffixes of the folders beside a manifest.
RECORDS, KEPT, PLANNED = "records", "kept", "planned"
_MAGIC = b"smoopt manifest 7\n"
_SUM_BYTES = 8
_SIZE_BYTES = 4
# How much of the site's name goes into a manifest's, so that file systems accept it.
_MOST_NAME = 40
# File names need not be valid Unicode.
_NAMES = {"encoding": "utf-8", "errors": "surrogatepass"}
# What msgspec raises for such names, and for what plugins give in place of text.
_NO_TEXT = (UnicodeEncodeError, TypeError, OverflowError)


class Manifest:
    """The manifest of one site and output folder."""

    def __init__(self, file: Path | None, root: Path, output: Path | None) -> None:
        """Take `file`, which need not exist; None remembers nothing."""
        # Opened from the folder above, because the folder of manifests must not be a link.
        self._opened = None if file is None else folder_at(file.parent.parent)
        self._path = "" if file is None else f"{file.parent.name}/{file.name}"
        self.where = (as_text(root.resolve()), as_text((output or root).resolve()))
        self.header: Header | None = None
        self._shelf: Shelf | None = None
        # The number of bytes before the records, and the records' checksum.
        self._ahead, self._sum = 0, b""
        if self._opened is not None:
            with suppress(OSError), self._opened.open(self._path) as opened:
                self._read(opened)

    def _read(self, opened: BinaryIO) -> None:
        """Read the header, and leave the records for when they are needed."""
        found = read_header(opened)
        if found and (found[0].smoopt, found[0].where) == (__version__, self.where):
            self.header, self._sum = found
            self._ahead = opened.tell()

    def records(self) -> dict[str, "Record"]:
        """Return the records of the last run, by path; none if the header's checksum differs."""
        return {path: record for each in self._own() for path, record in each.records.items()}

    def left(self) -> Iterator["Left"]:
        """Yield the records that runs have left, those of later runs last."""
        yield from self._own()
        if (shelf := self.shelf()) is not None:
            for late in shelf.late(self.header.next_shard if self.header else 0):
                if (late.basis.smoopt, late.basis.where) == (__version__, self.where):
                    yield late

    def _own(self) -> Iterator["Left"]:
        from smoopt.build.memory.records import read_records  # noqa: PLC0415
        from smoopt.build.memory.shelf import Left  # noqa: PLC0415

        shelf, header = self.shelf(), self.header
        if shelf is None or header is None or self._opened is None:
            return
        basis = header.basis()
        with suppress(OSError):
            data = memoryview(self._opened.read(self._path))[self._ahead :]
            if _sum(data) == self._sum:
                yield Left(basis, read_records(data))
                for shard in header.shards:
                    yield Left(basis, shelf.left(shard))

    def shelf(self) -> "Shelf | None":
        """Return the files of records beside the manifest; None where nothing is remembered."""
        from smoopt.build.memory.shelf import Shelf  # noqa: PLC0415

        if self._opened is not None and self._shelf is None:
            self._shelf = Shelf(Store(self._opened.root), beside(self._path, RECORDS))
        return self._shelf

    def planned_files(self) -> "PlannedFiles | None":
        """Return the list of what runs since planned to add; None where nothing is remembered."""
        from smoopt.build.memory.planned_files import PlannedFiles  # noqa: PLC0415

        if self._opened is None:
            return None
        return PlannedFiles(Store(self._opened.root), beside(self._path, PLANNED))

    def kept_files(self) -> KeptFiles | None:
        """Return the files kept beside the manifest; None where nothing is remembered."""
        if self._opened is None:
            return None
        return KeptFiles(self._opened.root, beside(self._path, KEPT))

    def save(self, header: Header, records: Mapping[str, "Record"]) -> Path | None:
        """Write a new manifest; where that cannot be done, the next run does everything.

        Returns the folder that it lies in, if there was no manifest for this site there before.
        """
        from smoopt.build.memory.records import Records  # noqa: PLC0415
        from smoopt.build.memory.sharded_records import ShardedRecords  # noqa: PLC0415

        shelf = self.shelf()
        if self._opened is None or shelf is None:
            return None
        is_first = self._opened.status(self._path) is None
        with suppress(OSError, SiteError):
            shards: list[Shard] = []
            if isinstance(records, ShardedRecords):
                shards, left_out = records.write()
                body, _ = Records().packed()
            else:
                small = records if isinstance(records, Records) else Records(records)
                body, left_out = small.packed()
            header = msgspec.structs.replace(header, shards=tuple(shards), next_shard=shelf.next)
            names = "\0".join((*header.copied, *left_out)).encode(**_NAMES)
            total = _sum(body)
            parts = *_sized(_head(header)), *_sized(names), *_sized(total)
            ahead = b"".join((_MAGIC, _sum(*parts), *parts))
            store = Store(self._opened.root)
            hide_from_git(store, self._path.partition("/")[0])
            store.put(self._path, ahead + body)
            self.header, self._ahead, self._sum = header, len(ahead), total
            shelf.keep_only(shards)
            if planned := self.planned_files():
                planned.clear()
            return self._opened.root if is_first else None
        return None


def beside(path: str, what: str) -> str:
    """Name the folder of records, kept or planned files beside a manifest that lies at a path."""
    return f"{path.removesuffix(SUFFIX)}.{what}"


def read_header(opened: BinaryIO) -> tuple[Header, bytes] | None:
    """Read a manifest's header and the sum of its records; None where it is damaged."""
    if opened.read(len(_MAGIC)) != _MAGIC:
        return None
    total = opened.read(_SUM_BYTES)
    parts = [part for _ in range(3) for part in _part(opened)]
    if _sum(*parts) != total:
        return None
    head, names, records = parts[1::2]
    with suppress(msgspec.DecodeError, UnicodeDecodeError):
        header = msgspec.msgpack.decode(head, type=Header)
        copied = tuple(names.decode(**_NAMES).split("\0")) if names else ()
        return msgspec.structs.replace(header, copied=copied), records
    return None


def place(wanted: Path | None, root: Path, output: Path | None) -> Path | None:
    """Choose the manifest's file; None where there is no place for it outside the site.

    A symbolic link is not used, for whoever made it would choose where smoopt writes.

    1. in the folder `wanted`, usually that of the configuration; 2. beside the folder that is
    written to.
    """
    where = "\0".join(str(folder.resolve()) for folder in (root, output or root))
    key = xxhash.xxh3_64_hexdigest(os.fsencode(where))
    inner = [folder.resolve() for folder in (root, output) if folder is not None]
    written = output or root
    for folder in (wanted or written.parent, written / ".."):
        real = folder.resolve() / FOLDER
        if not real.is_symlink() and not any(lies_in(real, other) for other in inner):
            return real / f"{root.resolve().name[:_MOST_NAME]}-{key}{SUFFIX}"
    return None


def as_text(folder: Path) -> str:
    """Write a path as text, also one that is not valid Unicode."""
    return str(folder).encode("utf-8", "backslashreplace").decode()


def _sum(*parts: bytes | memoryview) -> bytes:
    total = xxhash.xxh3_64()
    for part in parts:
        total.update(part)
    return total.digest()


def _sized(part: bytes) -> tuple[bytes, bytes]:
    return len(part).to_bytes(_SIZE_BYTES), part


def _part(opened: BinaryIO) -> tuple[bytes, bytes]:
    """Read what `_sized` wrote, up to the end of the file: the size may be damaged."""
    size = opened.read(_SIZE_BYTES)
    here = opened.tell()
    end = opened.seek(0, os.SEEK_END)
    opened.seek(here)
    return size, opened.read(min(int.from_bytes(size), end - here))


def _head(header: Header) -> bytes:
    """Encode a header without names; findings that are no text make the next run look again."""
    header = msgspec.structs.replace(header, copied=())
    try:
        return msgspec.msgpack.encode(header)
    except _NO_TEXT:
        code = b"" if header.gathered else header.code
        unsaid = msgspec.structs.replace(header, findings=(), gathered=(), found=b"", code=code)
        return msgspec.msgpack.encode(unsaid)
