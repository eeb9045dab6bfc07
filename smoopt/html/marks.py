"""Marks: how an addition is told apart from the author's bytes, and taken out again.

    <!--smoopt 1f0c9a2e-->ADDED<!--/smoopt-->
    <!--smoopt 1f0c9a2e was %3Cmeta name="og:title" content="x"%3E-->NEW<!--/smoopt-->

The eight digits are a checksum of what the page had and of what it got. If another tool has
changed what stands between the marks since, taking it out could lose somebody's work: the page
is then left alone (`MarkDamaged`). Marks count only where the HTML parser sees comments, so a
tutorial that shows them in its text, or a script that carries them in a string, is safe.

A comment could come from a stranger (a guest's entry that the generator let through), so an
original is put back only where smoopt itself replaces: a `<meta>` or `<link>` in the head, a
start tag that lost nothing but its `data-smoopt-*` attributes, or a link that gained nothing but
`rel=bookmark`.
"""

import re
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote_from_bytes, unquote_to_bytes

import turbohtml

from smoopt.html.markup import Markup
from smoopt.html.source_text import Source, splice
from smoopt.model.edits import Change
from smoopt.model.errors import MarkDamaged, PageError

_MARK = re.compile(r"<!--(/smoopt|smoopt [0-9a-f]{8}(?: was [^<>-]*)?)-->")
_OPENING = re.compile(r"smoopt ([0-9a-f]{8})(?: was ([^<>-]*))?")
_CLOSING = "/smoopt"
# What a text has of our own label for numbered marks; one "x" more is in no text.
_LABELS = re.compile("smoopt-mark(x*)")
# Everything that may stand in a comment unescaped and reads well; "-", "<", ">" and "%" may not.
_READABLE = " /:=;,?&@+$!*'()#[]\"|{}"
OWN_ATTRIBUTE = "data-smoopt-"


class _Mark(NamedTuple):
    """One mark comment: its place in the text, what it says, and whether it is in the body."""

    start: int
    end: int
    says: str
    in_body: bool


def marked(
    source: Source, changes: Iterable[Change], between: Container[int] = frozenset()
) -> bytes:
    """Carry out the changes of a page, each between marks; raises PageError for one-way changes.

    `between` are positions that are known to lie between tags. Nothing leaves here that
    `pristine` does not turn back into the very same bytes, whatever a plugin asked for: inside a
    script or a tag, say, a mark would be no comment. Whole elements between tags are safe; all
    else is tried out, which takes one more parse.
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
    if not (_is_plain(source, changes, between, new) or _is_reversible(source, new)):
        raise PageError(
            "what the plugins add could not be taken out again: a change inside a tag, a comment, "
            "a script or the like"
        )
    return new


def _is_plain(
    source: Source, changes: Iterable[Change], between: Container[int], new: bytes
) -> bool:
    """Tell the usual case: whole elements between tags, in a page without marks of its own."""
    return (
        all(
            change.span.start == change.span.end
            and change.span.start in between
            and all(isinstance(text, Markup) for text in change.texts)
            for change in changes
        )
        and not _has_marks(source)
        and source.reads_like(new)
    )


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
    return splice(source.data, _originals(source, list(_marks(source.text))))


def original(data: bytes) -> bytes | None:
    """Give what a page's bytes were before smoopt; None for what cannot be told."""
    try:
        return pristine(Source(data))
    except PageError:
        return None


def _between_marks(source: Source, change: Change, was: bytes) -> bytes:
    """Write one change, in place of the bytes that were there, with its marks."""
    newline = source.newline if len(change.texts) > 1 else ""
    lines = newline.join(["", *change.texts, ""]) if newline else "".join(change.texts)
    new = source.encode(lines, source.text[slice(*change.span)] if was else "")
    quoted = f" was {quote_from_bytes(was, safe=_READABLE).replace('-', '%2D')}" if was else ""
    opening = source.encode(f"<!--smoopt {checksum(was, new)}{quoted}-->")
    return b"".join([opening, new, source.encode(f"<!--{_CLOSING}-->")])


def checksum(was: bytes, new: bytes) -> str:
    """Guard against accidents, not against forgers: eight hexadecimal digits."""
    return f"{zlib.crc32(was + bytes(1) + new):08x}"


def _marks(text: str) -> Iterator[_Mark]:
    """Find the marks that are comments of the parsed page.

    The parser gives no position for a comment, so every candidate in the text is numbered and
    the numbered text is parsed: those numbers that come back as comments are marks.
    """
    label = f"smoopt-markx{max(_LABELS.findall(text), key=len, default='')}"
    candidates = list(_MARK.finditer(text))
    numbers = iter(range(len(candidates)))
    numbered = _MARK.sub(lambda _: f"<!--{label} {next(numbers)}-->", text)
    in_body: dict[int, bool] = {}
    for node in turbohtml.parse(numbered, positions=False).xpath_iter("//comment()"):
        if isinstance(node, turbohtml.Comment) and node.data.startswith(f"{label} "):
            in_body[int(node.data.removeprefix(label))] = node.closest("body") is not None
    for number, found in enumerate(candidates):
        if number in in_body:
            yield _Mark(found.start(), found.end(), found[1], in_body[number])


def _originals(source: Source, marks: list[_Mark]) -> Iterator[tuple[int, int, bytes]]:
    """Pair opening with closing marks, and give the bytes of each pair and what it replaced."""
    places = sorted({place for mark in marks for place in (mark.start, mark.end)})
    offsets = dict(zip(places, source.byte_offsets(places), strict=True))
    opening: _Mark | None = None
    for mark in marks:
        if mark.says != _CLOSING:
            if opening is not None:
                raise _damaged(source, opening, "it has no closing mark")
            opening = mark
        elif opening is not None:
            was = _original(source, opening, mark, offsets)
            yield offsets[opening.start], offsets[mark.end], was
            opening = None
    if opening is not None:
        raise _damaged(source, opening, "it has no closing mark")


def _original(source: Source, opening: _Mark, closing: _Mark, offsets: Mapping[int, int]) -> bytes:
    """Check what stands between two marks and give what stood there before.

    `offsets` are the bytes at which marks begin and end.
    """
    found = _OPENING.fullmatch(opening.says)
    assert found is not None  # noqa: S101 - _MARK matched it
    was = unquote_to_bytes(found[2] or "")
    new = source.data[offsets[opening.end] : offsets[closing.start]]
    if checksum(was, new) != found[1]:
        raise _damaged(source, opening, "what stands after it is not what smoopt wrote")
    if was and not _replaceable(source.decode(was), source.decode(new), opening.in_body):
        raise _damaged(source, opening, "it would put back what smoopt never replaces")
    return was


def _replaceable(was: str, new: str, in_body: bool) -> bool:
    """Tell whether smoopt itself could have replaced `was` by `new`."""
    old = _start_tag(was)
    if old is None:
        return False
    name, attributes = old
    if not in_body and name in {"meta", "link"}:
        return all(key != "http-equiv" for key, _ in attributes)
    kept = [pair for pair in attributes if not pair[0].startswith(OWN_ATTRIBUTE)]
    return _start_tag(new) == (name, kept) or (name == "a" and _gained_rel(attributes, new))


def _gained_rel(attributes: list[tuple[str, str]], new: str) -> bool:
    """Tell whether `new` is a link with these attributes that gained `rel=bookmark`."""
    bookmark = ("rel", "bookmark")
    had = any(key == "rel" for key, _ in attributes)
    return not had and _start_tag(new) == ("a", [bookmark, *attributes])


def _start_tag(markup: str) -> tuple[str, list[tuple[str, str]]] | None:
    """Read `markup` as one start tag and nothing else."""
    tokens = list(turbohtml.tokenize(markup))
    if len(tokens) != 1 or tokens[0].type is not turbohtml.TokenType.START_TAG:
        return None
    return tokens[0].tag or "", tokens[0].attrs or []


def _damaged(source: Source, mark: _Mark, why: str) -> MarkDamaged:
    line, column = source.line_column(mark.start)
    return MarkDamaged(
        f"the mark at line {line}, column {column} cannot be taken out: {why}; "
        "build the site afresh with its generator, then run smoopt again"
    )
