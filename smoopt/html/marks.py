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

from collections.abc import Container, Iterable, Iterator
from urllib.parse import quote_from_bytes

from smoopt.html.mark_finder import CLOSING, marks
from smoopt.html.mark_pairs import AFRESH, Undone, checksum, originals
from smoopt.html.mark_rules import (
    KEPT_END,
    KEPT_START,
    is_head_tag,
    is_whole,
    may_put_back,
)
from smoopt.html.markup import Markup
from smoopt.html.prescan import PRESCAN_BYTES, declared_alike
from smoopt.html.source_text import Source, splice
from smoopt.html.wrappers import are_whole
from smoopt.model.edits import Change
from smoopt.model.errors import DeclarationMoved, MarkDamaged, PageError
from smoopt.model.late_pattern import late

_TORN = "a tag between marks is no part of an element between marks"
# Everything that may stand in a comment unescaped and reads well; "-", "<", ">" and "%" may not.
_READABLE = " /:=;,?&@+$!*'()#[]\"|{}"
# Beyond ASCII, all that is text in HTML and XML; escaped, it would take three times the bytes.
_LETTERS = late("([^\0-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+)")


def marked(
    source: Source,
    changes: Iterable[Change],
    between: Container[int] = frozenset(),
    head_end: int = 0,
) -> bytes:
    """Carry out the changes of a page, each between marks.

    Raises PageError for one-way changes, and DeclarationMoved.

    `between` are positions that are known to lie between tags, `head_end` is one before which all
    is known to be no body. Nothing is returned that `pristine` does not turn back into the same
    bytes, whatever a plugin asked for: inside a script or a tag, say, a mark would be no comment.
    Whole elements between tags are safe; all else is tried out, which takes one more parse.
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
            "script or the like, a comment in what is added, or a change of the body that none of "
            "Page's methods made"
        )
    return new


def _is_plain(
    source: Source,
    changes: Iterable[Change],
    between: Container[int],
    head_end: int,
    new: bytes,
) -> bool:
    """Tell whether the usual case holds: whole elements between tags, and a page without marks."""
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
    """Tell whether the changes can be undone, by undoing them."""
    return original(new) == source.data


def pristine(source: Source) -> bytes:
    """Return the page's bytes as they were before smoopt; raises MarkDamaged."""
    if not source.names_smoopt or "<!--smoopt " not in source.text:
        return source.data
    undone = list(originals(source, list(marks(source.text))))
    if any(pair.is_of_wrapper for pair in undone) and not are_whole(_pieces(source, undone)):
        raise MarkDamaged(f"its wrappers cannot be taken out: {_TORN}; {AFRESH}")
    return splice(source.data, ((pair.start, pair.end, pair.was) for pair in undone))


def _pieces(source: Source, undone: Iterable[Undone]) -> Iterator[tuple[str, bool]]:
    """Split a page at its marks into pieces, each with a flag for those that smoopt added."""
    (last,) = source.byte_offsets([0])
    for pair in undone:
        yield source.decode(source.data[last : pair.start]), False
        if pair.is_of_wrapper:
            yield source.decode(pair.new), True
        else:
            yield source.decode(pair.was), False
        last = pair.end
    yield source.decode(source.data[last:]), False


def original(data: bytes) -> bytes | None:
    """Return the bytes of a page before smoopt; None if they cannot be restored."""
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
        says = f" was {_escaped(source, was)}"
    opening = source.encode(f"<!--smoopt {checksum(was, new)}{says}-->")
    return b"".join([opening, new, source.encode(f"<!--{CLOSING}-->")])


def _escaped(source: Source, was: bytes) -> str:
    """Escape the replaced text for a comment; letters stay as they are if the encoding has them."""
    if not source.takes_unicode or was.isascii():
        return _percent(was)
    parts = _LETTERS.split(source.decode(was))
    parts[::2] = [_percent(part.encode(source.codec, "surrogateescape")) for part in parts[::2]]
    return "".join(parts)


def _percent(data: bytes) -> str:
    return quote_from_bytes(data, safe=_READABLE).replace("-", "%2D")


def _lines(source: Source, change: Change) -> str:
    """Put several texts on lines of their own, where the page has lines."""
    newline = source.newline if len(change.texts) > 1 else ""
    return newline.join(["", *change.texts, ""]) if newline else "".join(change.texts)
