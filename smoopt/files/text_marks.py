"""Marks in text files other than pages, which tell additions from the author's bytes.

    <!--smoopt 1f0c9a2e-->ADDED<!--/smoopt-->        in XML

    # smoopt 1f0c9a2e                                in files with # comments
    ADDED
    # /smoopt

They are those of pages, with the same checksum: see html/marks.py. In XML they count only directly
in the root element, or in a feed's `channel`. Deeper, in the content of a feed, stand the words of
guests: their comments could take out what others wrote between them.

Where a file with # comments ends without a line break, smoopt adds one before the marks, which is
part of the checksum, and none after them.
"""

from collections.abc import Iterable

from smoopt.files.mark_syntax import HASH_NAMES, after_bom, syntax_of
from smoopt.html.mark_pairs import checksum
from smoopt.html.source_text import splice
from smoopt.model.errors import MarkDamaged, PageError

_UTF8 = {"encoding": "utf-8", "errors": "surrogateescape"}


def is_markable(path: str) -> bool:
    """Tell by its name whether something may be added to a file."""
    return syntax_of(path) is not None


def decoded(data: bytes) -> str:
    """Read a text file so that every byte can be given back; positions count its code points."""
    return data.decode(**_UTF8)


def marked(path: str, data: bytes, additions: Iterable[tuple[int, str]]) -> bytes:
    """Insert texts between marks at positions of the author's file.

    Raises PageError for what could not be taken out again, or would spoil the file.
    """
    syntax, text = syntax_of(path), decoded(data)
    if syntax is None:
        raise PageError("expected an XML file, or one of " + ", ".join(sorted(HASH_NAMES)))
    places: dict[int, list[str]] = {}
    for position, addition in sorted(additions, key=lambda one: one[0]):
        if not 0 <= position <= len(text):
            raise PageError(f"position {position} is none of the file's {len(text)}")
        byte = max(len(text[:position].encode(**_UTF8)), after_bom(data))
        at = places.setdefault(byte, [])
        at += [] if addition in at else [addition]
    new = splice(data, ((at, at, syntax.written(data, at, texts)) for at, texts in places.items()))
    syntax.refuse(new)
    if original(path, new) != data:
        raise PageError("what is added could not be taken out again: is it inside a comment?")
    return new


def pristine(path: str, data: bytes) -> bytes:
    """Return a file's bytes as they were before smoopt; raises MarkDamaged."""
    syntax = syntax_of(path)
    if syntax is None or b"smoopt" not in data:
        return data
    additions = list(syntax.found(data))
    for one in additions:
        if checksum(one.was, one.new) != one.sum:
            line = data.count(b"\n", 0, one.start + len(one.was)) + 1
            raise MarkDamaged(f"what stands after the mark at line {line} is not what smoopt wrote")
    return splice(data, ((one.start, one.end, b"") for one in additions))


def original(path: str, data: bytes) -> bytes | None:
    """Return the bytes of a file before smoopt; None if they cannot be restored."""
    try:
        return pristine(path, data)
    except PageError:
        return None
