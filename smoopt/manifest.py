"""The manifest: what a run remembers for the next, in a file that anybody may delete.

It lies in a folder `.smoopt` beside the configuration, or beside the folder that is written to
where there is none, and never inside a site. A manifest that is lost, damaged, of another version
or of another site counts for nothing: the next run does everything, and writes a new one.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
import xxhash

from smoopt import __version__
from smoopt.errors import SiteError
from smoopt.finding import Finding
from smoopt.record import Record
from smoopt.store import Store

_FOLDER = ".smoopt"
_MAGIC = b"smoopt manifest 1\n"
_SUM_BYTES = 8
_HEAD_BYTES = 4


class Header(msgspec.Struct, frozen=True, array_like=True):
    """What tells whether a site is as the last run left it, and what that run had to say.

    `smoopt` is the version, `where` the folders that were read and written; `code` sums up
    programs and settings, `site` what was learnt of the site as a whole, `around` all that is no
    page; `found` the files of the folders, b"" where they are not what they should be. `pages`
    and `skips` count.
    """

    smoopt: str
    where: tuple[str, str]
    code: bytes
    site: bytes = b""
    around: bytes = b""
    found: bytes = b""
    pages: int = 0
    skips: dict[str, int] = {}
    findings: tuple[Finding, ...] = ()
    copied: tuple[str, ...] = ()


class Manifest:
    """The manifest of one site and output folder."""

    def __init__(self, file: Path | None, root: Path, output: Path | None) -> None:
        """Take `file`, which need not exist; None remembers nothing."""
        self._file = file
        self.where = (str(root.resolve()), str((output or root).resolve()))
        self.header: Header | None = None
        self._body = b""
        if file is not None:
            with suppress(OSError):
                self._read(file.read_bytes())

    def _read(self, data: bytes) -> None:
        """Read the header, and leave the records for when they are needed."""
        content = data[len(_MAGIC) + _SUM_BYTES :]
        total = data[len(_MAGIC) : len(_MAGIC) + _SUM_BYTES]
        if not data.startswith(_MAGIC) or xxhash.xxh3_64_digest(content) != total:
            return
        end = _HEAD_BYTES + int.from_bytes(content[:_HEAD_BYTES])
        with suppress(msgspec.DecodeError):
            header = msgspec.msgpack.decode(content[_HEAD_BYTES:end], type=Header)
            if (header.smoopt, header.where) == (__version__, self.where):
                self.header, self._body = header, content[end:]

    def records(self) -> dict[str, Record]:
        """Give the records of the last run, by path."""
        with suppress(msgspec.DecodeError):
            if self._body:
                records = msgspec.msgpack.decode(self._body, type=list[Record])
                return {record.path: record for record in records}
        return {}

    def save(self, header: Header, records: Mapping[str, Record]) -> None:
        """Write a new manifest; where that cannot be done, the next run does everything."""
        if self._file is None:
            return
        body = _encoded(list(records.values()))
        head = msgspec.msgpack.encode(header)
        content = len(head).to_bytes(_HEAD_BYTES) + head + body
        with suppress(OSError, SiteError, UnicodeEncodeError):
            folder = self._file.parent
            folder.mkdir(exist_ok=True)
            store = Store(folder)
            # So that neither git nor backups take it for the author's.
            store.put(".gitignore", b"*\n")
            store.put(self._file.name, _MAGIC + xxhash.xxh3_64_digest(content) + content)
            self.header, self._body = header, body


def place(configuration: Path | None, root: Path, output: Path | None) -> Path | None:
    """Choose the manifest's file; None where there is no place for it outside the site.

    1. beside the configuration; 2. beside the folder that is written to.
    """
    where = "\0".join(str(folder.resolve()) for folder in (root, output or root))
    key = xxhash.xxh3_64_hexdigest(os.fsencode(where))
    inner = [folder.resolve() for folder in (root, output) if folder is not None]
    beside = (output or root) / ".."
    for folder in (configuration.parent if configuration else beside, beside):
        real = folder.resolve()
        if not any(real == other or other in real.parents for other in inner):
            return real / _FOLDER / f"{root.resolve().name}-{key}.manifest"
    return None


def _encoded(records: list[Record]) -> bytes:
    """Write records, without those of files whose names are no text."""
    try:
        return msgspec.msgpack.encode(records)
    except UnicodeEncodeError:
        return msgspec.msgpack.encode([record for record in records if _is_text(record)])


def _is_text(record: Record) -> bool:
    try:
        msgspec.msgpack.encode(record)
    except UnicodeEncodeError:
        return False
    return True
