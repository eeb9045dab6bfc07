"""`Record`: what is remembered of a page from one run to the next."""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import suppress

import msgspec
import xxhash

from smoopt.build.derived.precache import Revisions
from smoopt.build.failures import STAYS
from smoopt.build.given_files import Given
from smoopt.build.outcome import Status
from smoopt.build.output.target import Stamps
from smoopt.files.stamp import Stamp
from smoopt.model.finding import Finding
from smoopt.plugin.call import packed, unpacked
from smoopt.site.dependencies import Dependency

NOWHERE = Stamp(-1, -1)


class Version(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was: its stamp, and the digest of its bytes."""

    stamp: Stamp = NOWHERE
    digest: bytes = b""


class Record(msgspec.Struct, frozen=True, array_like=True):
    """What became of a page, and all that this depended on.

    `source` is the file that was read, `target` the one that holds the result: the same one where a
    site is built in place. `own` are the files of smoopt's own that the page needs, `dependencies`
    is what it asked the site, `surveyed` what plugins say of it to other pages and `shares` what
    others said to it, both as msgpack. `copies` are the page's compressed copies as they were left,
    and `revisions` what service workers know it by, where there are any. `files` are those at fixed
    addresses that plugins gave for it. `is_bare` says that a page that failed has nothing of
    smoopt's in it. `before` is the version that a changed page was made from: in place, what this
    run found.
    """

    path: str
    status: Status
    skip: str = ""
    added: int = 0
    findings: tuple[Finding, ...] = ()
    own: tuple[str, ...] = ()
    source: Version = Version()
    target: Version = Version()
    dependencies: tuple[Dependency, ...] = ()
    surveyed: dict[str, bytes] = {}
    shares: bytes = b""
    copies: dict[str, Stamps] = {}
    revisions: Revisions | None = None
    files: tuple[Given, ...] = ()
    is_bare: bool = False
    before: Version = Version()

    def kept(self) -> "Record":
        """Return the record for a run that leaves the page as it is."""
        status: Status = "skipped" if self.skip else "unchanged"
        now = self.revisions and Revisions(self.revisions.original, *[self.revisions.after] * 2)
        if (self.status, self.revisions) == (status, now):
            return self
        return msgspec.structs.replace(self, status=status, revisions=now, before=Version())

    def time_before(self, data: bytes) -> int | None:
        """Return the time of the page's file before this run changed it, if it then held `data`."""
        if self.status != "changed" or self.before.digest != digest(data):
            return None
        return self.before.stamp.modified

    def after(self, earlier: "Record") -> "Record":
        """Return the record merged with that of an earlier rendering in the same run.

        The page has changed if it is not what it was before the run.
        """
        if earlier.status != "changed" or self.status not in {"changed", "unchanged"}:
            return self
        known, new = earlier.revisions, self.revisions
        revisions = known and new and new._replace(before=known.before)
        if earlier.before != Version() and self.target.digest == earlier.before.digest:
            was, status, added = Version(), "unchanged", 0
        else:
            was, status = earlier.before, "changed"
            added = self.added if self.status == "changed" else earlier.added
        return msgspec.structs.replace(
            self, status=status, added=added, revisions=revisions or new, before=was
        )


def digest(data: bytes) -> bytes:
    """Digest a file's bytes: 16 bytes, not cryptographic."""
    return xxhash.xxh3_128_digest(data)


def encoded(shares: Mapping[str, object]) -> bytes:
    """Encode what other pages said to one: equal shares as equal bytes, none as b""."""
    return packed(dict(sorted(shares.items()))) if shares else b""


def failed(finding: Finding, fate: str = STAYS) -> Record:
    """Make the record of a page that stays as it was, with the reason and what became of it."""
    said = msgspec.structs.replace(finding, message=f"{finding.message}{fate}")
    return Record(finding.place.path, "failed", findings=(said,))


# What msgspec raises for file names that are not Unicode, and for what plugins give as text.
_NO_TEXT = (UnicodeEncodeError, TypeError, OverflowError, msgspec.ValidationError)
# https://github.com/msgpack/msgpack/blob/master/spec.md (2026-11-21): an array, its length in 4.
_ARRAY, _LENGTH_BYTES = b"\xdd", 4
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Record)


class _Named(msgspec.Struct, array_like=True):
    """The beginning of a record."""

    path: str


_names = msgspec.msgpack.Decoder(_Named)
_lists = msgspec.msgpack.Decoder(list[msgspec.Raw])


class Records(MutableMapping[str, Record]):
    """Records by path, held packed; those that cannot be packed are held as objects."""

    def __init__(self, records: Mapping[str, Record] | None = None) -> None:
        """Take records, in order."""
        self._held: dict[str, bytes | Record] = {}
        self.update(records or {})

    @classmethod
    def of(cls, data: bytes) -> "Records":
        """Hold what `packed` gave."""
        records = cls()
        for raw in _lists.decode(data):
            held = bytes(raw)
            records._held[_names.decode(held).path] = held
        return records

    def __getitem__(self, path: str) -> Record:
        held = self._held[path]
        return _decoder.decode(held) if isinstance(held, bytes) else held

    def __setitem__(self, path: str, record: Record) -> None:
        self._held[path] = _packed(record) or record

    def __delitem__(self, path: str) -> None:
        del self._held[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, path: object) -> bool:
        return path in self._held

    def copy(self) -> "Records":
        """Return a copy of these records, which can be changed by itself."""
        records = Records()
        records._held = dict(self._held)
        return records

    def arrange(self, paths: Iterable[str]) -> None:
        """Keep the records of these pages, in this order."""
        self._held = {path: self._held[path] for path in paths if path in self._held}

    def packed(self) -> tuple[bytes, list[str]]:
        """Return all as one msgpack array, and the paths of those that cannot be packed."""
        good = [held for held in self._held.values() if isinstance(held, bytes)]
        left_out = [path for path, held in self._held.items() if not isinstance(held, bytes)]
        return b"".join((_ARRAY, len(good).to_bytes(_LENGTH_BYTES), *good)), left_out


def keep(records: MutableMapping[str, Record], record: Record) -> bool:
    """Keep a page's record; tell whether what it says to others has changed."""
    earlier = records.get(record.path)
    records[record.path] = record if earlier is None else record.after(earlier)
    return record.surveyed != ({} if earlier is None else earlier.surveyed)


def read_records(data: bytes | memoryview) -> dict[str, Record]:
    """Read what `Records.packed` gave, by path; none of it if any of it cannot be read."""
    with suppress(msgspec.DecodeError, ValueError, RecursionError):
        records = msgspec.msgpack.decode(data, type=list[Record])
        for record in records:  # what is packed inside is unpacked later: check it now
            for each in filter(None, (record.shares, *record.surveyed.values())):
                unpacked(each)
        return {record.path: record for record in records}
    return {}


def _packed(record: Record) -> bytes:
    """Pack a record; b"" if it would not be read back as an equal one."""
    try:
        data = _encoder.encode(record)
        return data if _decoder.decode(data) == record else b""
    except _NO_TEXT:
        return b""
