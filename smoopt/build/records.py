"""`Records`: what is remembered of all pages, packed.

A record takes some 1,300 bytes as Python has it, and 250 as msgpack. All of them are held while
workers are forked, and a worker's memory is that of its parent and that of its largest page.
"""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping

import msgspec

from smoopt.build.record import Record

# What msgspec says to names of files that are no text, and to what plugins give in place of text.
_NO_TEXT = (UnicodeEncodeError, TypeError, OverflowError, msgspec.ValidationError)
# https://github.com/msgpack/msgpack/blob/master/spec.md (2026-11-21): an array, its length in 4.
_ARRAY, _LENGTH_BYTES = b"\xdd", 4
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Record)


class Records(MutableMapping[str, Record]):
    """Records by path; those that cannot be packed are held as they are."""

    def __init__(self, records: Mapping[str, Record] | None = None) -> None:
        """Take records, in order."""
        self._held: dict[str, bytes | Record] = {}
        self.update(records or {})

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

    def arrange(self, paths: Iterable[str]) -> None:
        """Keep the records of these pages, in this order."""
        self._held = {path: self._held[path] for path in paths if path in self._held}

    def packed(self) -> tuple[bytes, list[str]]:
        """Give all as the msgpack of a list, and name those that cannot be packed."""
        good = [held for held in self._held.values() if isinstance(held, bytes)]
        left_out = [path for path, held in self._held.items() if not isinstance(held, bytes)]
        return b"".join((_ARRAY, len(good).to_bytes(_LENGTH_BYTES), *good)), left_out


def _packed(record: Record) -> bytes:
    """Write a record, or b"" if it would not come back as it is."""
    try:
        data = _encoder.encode(record)
        return data if _decoder.decode(data) == record else b""
    except _NO_TEXT:
        return b""
