"""Marks in pairs: the text between an opening and a closing mark, and what it replaced."""

import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

import msgspec

from smoopt.html.mark_finder import CLOSING, OPENING, Mark
from smoopt.html.mark_rules import kept, left_open, may_put_back
from smoopt.html.source_text import Source
from smoopt.model.errors import MarkDamaged

_UNCLOSED = "it has no closing mark"
_UNWRAPPED = "what it opens is not closed"
_NEVER = "it would put back what smoopt never replaces"
AFRESH = "build the site afresh with its generator, then run smoopt again"


def checksum(was: bytes, new: bytes) -> str:
    """Return a checksum of eight hexadecimal digits, against accidents, not against forgery."""
    return f"{zlib.crc32(was + bytes(1) + new):08x}"


class Undone(msgspec.Struct, frozen=True):
    """A pair of marks: its position, the text that it replaced, and the text between."""

    start: int
    end: int
    was: bytes
    new: bytes
    is_of_wrapper: bool


def originals(source: Source, found: list[Mark]) -> Iterator[Undone]:
    """Pair opening with closing marks, and give what each pair replaced."""
    places = sorted({place for mark in found for place in (mark.start, mark.end)})
    offsets = dict(zip(places, source.byte_offsets(places), strict=True))
    opening: Mark | None = None
    wrappers: tuple[str, ...] = ()
    for mark in found:
        if mark.says != CLOSING:
            if opening is not None:
                raise _damaged(source, opening, _UNCLOSED)
            opening = mark
        elif opening is not None:
            before = wrappers
            was, wrappers = _original(_Pair(source, opening, mark, offsets), wrappers)
            new = source.data[offsets[opening.end] : offsets[mark.start]]
            is_plain = opening.says.count(" ") == 1
            of_wrapper = is_plain and bool(before or wrappers)
            yield Undone(offsets[opening.start], offsets[mark.end], was, new, of_wrapper)
            opening = None
    if opening is not None or wrappers:
        raise _damaged(source, opening or found[-1], _UNCLOSED if opening else _UNWRAPPED)


class _Pair(NamedTuple):
    """An opening and a closing mark; `offsets` are the byte positions where they begin and end."""

    source: Source
    opening: Mark
    closing: Mark
    offsets: Mapping[int, int]


def _original(pair: _Pair, wrappers: tuple[str, ...]) -> tuple[bytes, tuple[str, ...]]:
    """Check the text between two marks, and return the original text.

    `wrappers` are the elements of smoopt's that are open here; those that are open then follow.
    """
    source, opening, closing, offsets = pair
    found = OPENING.fullmatch(opening.says)
    assert found is not None  # noqa: S101 - _MARK matched it
    was = unquote_to_bytes(found[3] or "")
    new = source.data[offsets[opening.end] : offsets[closing.start]]
    if checksum(was, new) != found[1]:
        raise _damaged(source, opening, "what stands after it is not what smoopt wrote")
    text = source.text[opening.end : closing.start]
    in_head = opening.in_head and closing.in_head
    if was:
        if not may_put_back(source.decode(was), text, in_head=in_head):
            raise _damaged(source, opening, _NEVER)
        return was, wrappers
    if found[2]:
        place = kept(text)
        if place is None:
            raise _damaged(source, opening, _NEVER)
        start, end = source.byte_offsets([opening.end + position for position in place])
        return source.data[start:end], wrappers
    after = left_open(text, wrappers, in_head=in_head)
    if after is None:
        raise _damaged(source, opening, "what stands after it is nothing that smoopt adds")
    return b"", after


def _damaged(source: Source, mark: Mark, why: str) -> MarkDamaged:
    line, column = source.line_column(mark.start)
    return MarkDamaged(
        f"the mark at line {line}, column {column} cannot be taken out: {why}; {AFRESH}"
    )
