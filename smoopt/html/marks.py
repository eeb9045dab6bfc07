"""Marks: how an addition is told apart from the author's bytes, and taken out again.

    <!--smoopt 1f0c9a2e-->ADDED<!--/smoopt-->
    <!--smoopt 1f0c9a2e was %3Cmeta name="og:title" content="x"%3E-->NEW<!--/smoopt-->
    <!--smoopt 1f0c9a2e kept-->NEW<template data-smoopt="kept">OLD</template><!--/smoopt-->

The eight digits are a checksum of what the page had and of what it got. If another tool has
changed what stands between the marks since, taking it out could lose somebody's work: the page
is then left alone (`MarkDamaged`). Marks count only where the HTML parser sees comments, so a
tutorial that shows them in its text, or a script that carries them in a string, is safe.

A comment could come from a stranger (a guest's entry that the generator let through), so marks
are believed only as far as mark_rules.py says.
"""

import zlib
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote_from_bytes, unquote_to_bytes

from smoopt.html.mark_finder import CLOSING, OPENING, Mark, marks
from smoopt.html.mark_rules import (
    KEPT_END,
    KEPT_START,
    is_head_tag,
    is_whole,
    kept,
    left_open,
    may_put_back,
)
from smoopt.html.markup import Markup
from smoopt.html.prescan import PRESCAN_BYTES, declared_alike
from smoopt.html.source_text import Source, splice
from smoopt.model.edits import Change
from smoopt.model.errors import DeclarationMoved, MarkDamaged, PageError

_UNCLOSED = "it has no closing mark"
_UNWRAPPED = "what it opens is not closed"
_NEVER = "it would put back what smoopt never replaces"
# Everything that may stand in a comment unescaped and reads well; "-", "<", ">" and "%" may not.
_READABLE = " /:=;,?&@+$!*'()#[]\"|{}"


def marked(
    source: Source,
    changes: Iterable[Change],
    between: Container[int] = frozenset(),
    head_end: int = 0,
) -> bytes:
    """Carry out the changes of a page, each between marks.

    Raises PageError for one-way changes, and DeclarationMoved.

    `between` are positions that are known to lie between tags, `head_end` is one before which all
    is known to be no body. Nothing leaves here that `pristine` does not turn back into the very
    same bytes, whatever a plugin asked for: inside a script or a tag, say, a mark would be no
    comment. Whole elements between tags are safe; all else is tried out, which takes one more
    parse.
    """
    changes = tuple(changes)
    if not changes:
        return source.data
    offsets = source.byte_offsets([place for change in changes for place in change.span])
    pieces = (
        (start, end, _between_marks(source, change, source.data[start:end]))
        for change, start, end in zip(changes, offsets[::2], offsets[1::2], strict=True)
    )
    new = splice(source.data, pieces)
    first = changes[0].span.start
    if first < (source.declared_to or PRESCAN_BYTES) and not declared_alike(source.data, new):
        raise DeclarationMoved("browsers would read the page in another encoding")
    if not (_is_plain(source, changes, between, head_end, new) or _is_reversible(source, new)):
        raise PageError(
            "what is asked for could not be taken out again: a change inside a tag, a comment, a "
            "script or the like, or one of the body that none of Page's methods made"
        )
    return new


def _is_plain(
    source: Source,
    changes: Iterable[Change],
    between: Container[int],
    head_end: int,
    new: bytes,
) -> bool:
    """Tell the usual case: whole elements between tags, in a page without marks of its own."""
    for change in changes:
        start, end = change.span
        if start not in between or end not in between:
            return False
        if start < end and not (end <= head_end and _is_head_tag_put_back(source, change)):
            return False
        is_ours = is_head_tag if start <= head_end else _is_signed
        if not all(text == "" or is_ours(text) for text in change.texts):
            return False
    return not _has_marks(source) and source.reads_like(new)


def _is_head_tag_put_back(source: Source, change: Change) -> bool:
    """Tell whether what is replaced is a tag of the head that undo puts back."""
    was = source.text[slice(*change.span)]
    return may_put_back(was, _lines(source, change), in_head=True)


def _is_signed(text: str) -> bool:
    return isinstance(text, Markup) and is_whole(text)


def _has_marks(source: Source) -> bool:
    """Tell whether anything in a page may be taken for one of smoopt's comments."""
    return source.names_smoopt and ("smoopt-->" in source.text or "<!--smoopt " in source.text)


def _is_reversible(source: Source, new: bytes) -> bool:
    """Tell by doing it whether the changes can be taken out again."""
    return original(new) == source.data


def pristine(source: Source) -> bytes:
    """Give the page's bytes as they were before smoopt; raises MarkDamaged."""
    if not source.names_smoopt or "<!--smoopt " not in source.text:
        return source.data
    return splice(source.data, _originals(source, list(marks(source.text))))


def original(data: bytes) -> bytes | None:
    """Give what a page's bytes were before smoopt; None for what cannot be told."""
    try:
        return pristine(Source(data))
    except PageError:
        return None


def _between_marks(source: Source, change: Change, was: bytes) -> bytes:
    """Write one change, in place of the bytes that were there, with its marks."""
    lines = _lines(source, change)
    if not was:
        new, says = source.encode(lines), ""
    elif lines.endswith(waiting := f"{KEPT_START}{source.text[slice(*change.span)]}{KEPT_END}"):
        instead = source.encode(lines.removesuffix(waiting) + KEPT_START)
        new, was, says = instead + was + source.encode(KEPT_END), b"", " kept"
    else:
        new = source.encode(lines, source.text[slice(*change.span)])
        says = f" was {quote_from_bytes(was, safe=_READABLE).replace('-', '%2D')}"
    opening = source.encode(f"<!--smoopt {checksum(was, new)}{says}-->")
    return b"".join([opening, new, source.encode(f"<!--{CLOSING}-->")])


def _lines(source: Source, change: Change) -> str:
    """Put several texts on lines of their own, where the page has lines."""
    newline = source.newline if len(change.texts) > 1 else ""
    return newline.join(["", *change.texts, ""]) if newline else "".join(change.texts)


def checksum(was: bytes, new: bytes) -> str:
    """Guard against accidents, not against forgers: eight hexadecimal digits."""
    return f"{zlib.crc32(was + bytes(1) + new):08x}"


def _originals(source: Source, found: list[Mark]) -> Iterator[tuple[int, int, bytes]]:
    """Pair opening with closing marks, and give the bytes of each pair and what it replaced."""
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
            was, wrappers = _original(_Pair(source, opening, mark, offsets), wrappers)
            yield offsets[opening.start], offsets[mark.end], was
            opening = None
    if opening is not None or wrappers:
        raise _damaged(source, opening or found[-1], _UNCLOSED if opening else _UNWRAPPED)


class _Pair(NamedTuple):
    """An opening mark and its closing one; `offsets` are the bytes at which marks begin and end."""

    source: Source
    opening: Mark
    closing: Mark
    offsets: Mapping[int, int]


def _original(pair: _Pair, wrappers: tuple[str, ...]) -> tuple[bytes, tuple[str, ...]]:
    """Check what stands between two marks, and give what stood there before.

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
        f"the mark at line {line}, column {column} cannot be taken out: {why}; "
        "build the site afresh with its generator, then run smoopt again"
    )
