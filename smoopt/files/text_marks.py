"""Marks in text files that are no pages: how an addition is told from the author's bytes.

    <!--smoopt 1f0c9a2e-->ADDED<!--/smoopt-->        in XML

    # smoopt 1f0c9a2e                                in files with # comments
    ADDED
    # /smoopt

They are those of pages, with the same checksum: see html/marks.py. In XML they count only directly
in the root element, or in a feed's `channel`. Deeper, in the content of a feed, stand the words of
guests: their comments could take out what others wrote between them.

Where a file with # comments ends without a line break, the one that goes before the marks is
smoopt's, and so is in the sum; none follows them then.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol

from smoopt.html.marks import checksum
from smoopt.html.source_text import splice
from smoopt.model.errors import MarkDamaged, PageError

if TYPE_CHECKING:
    from lxml import etree

_UTF8 = {"encoding": "utf-8", "errors": "surrogateescape"}
_XML_SUFFIXES = (".xml", ".rss", ".atom")
_HASH_NAMES = frozenset({"robots.txt", "_headers", "_redirects", ".htaccess"})
_XML_MARK = re.compile(rb"<!--(?:smoopt ([0-9a-f]{8})|/smoopt)-->")
# At the beginning of a line, or behind a byte order mark.
_HASH_MARK = re.compile(
    rb"(?:^|(?<=\xef\xbb\xbf))# (?:smoopt ([0-9a-f]{8})|/smoopt)(\r?\n|\Z)", re.MULTILINE
)
_LABELS = re.compile(rb"smoopt-mark(x*)")
_LINE_END = re.compile(r"\r\n|\r|\n")
# Comments beside the entries of a sitemap or a feed.
_AT_THE_TOP = "/*/comment() | /*/*[local-name() = 'channel']/comment()"
# Where a character reference means nothing.
_NO_REFERENCES = ("<![CDATA[", "<!--", "<?")


class _Addition(NamedTuple):
    """What stands between two marks: where it begins and ends with them, and what it has to be."""

    start: int
    end: int
    sum: str
    was: bytes
    new: bytes


class _Syntax(Protocol):
    """How additions are written in one kind of file, and found again."""

    def written(self, data: bytes, position: int, texts: list[str]) -> bytes:
        """Write additions with their marks; raises PageError for a place where none can be."""

    def found(self, data: bytes) -> Iterator[_Addition]:
        """Find what stands between marks; raises MarkDamaged for one without the other."""

    def refuse(self, data: bytes) -> None:
        """Raise PageError for what is no such file."""


class _Xml:
    def written(self, data: bytes, position: int, texts: list[str]) -> bytes:
        before, after = data[:position].rstrip(), data[position:].lstrip()
        if (before and not before.endswith(b">")) or (after and not after.startswith(b"<")):
            raise PageError("expected a position between two tags")
        new = _encoded("".join(texts), data)
        return f"<!--smoopt {checksum(b'', new)}-->".encode() + new + b"<!--/smoopt-->"

    def found(self, data: bytes) -> Iterator[_Addition]:
        for opening, closing in _pairs(self._comments(data)):
            new = data[opening.end() : closing.start()]
            yield _Addition(opening.start(), closing.end(), opening[1].decode(), b"", new)

    def refuse(self, data: bytes) -> None:
        if _parsed(data) is None:
            raise PageError("the file would not be well-formed XML")

    def _comments(self, data: bytes) -> list[re.Match[bytes]]:
        """Find the marks that are comments: all that may be one is numbered, and lxml decides."""
        label = b"smoopt-markx" + max(_LABELS.findall(data), key=len, default=b"")
        candidates = list(_XML_MARK.finditer(data))
        numbers = iter(range(len(candidates)))
        numbered = _XML_MARK.sub(lambda _: b"<!--%s %d-->" % (label, next(numbers)), data)
        root = _parsed(numbered)
        if root is None:
            raise MarkDamaged("it has marks of smoopt's, and is no well-formed XML")
        prefix = f"{label.decode()} "
        texts = [comment.text or "" for comment in root.xpath(_AT_THE_TOP)]
        known = {int(text.removeprefix(prefix)) for text in texts if text.startswith(prefix)}
        return [candidates[number] for number in sorted(known)]


class _Hash:
    def written(self, data: bytes, position: int, texts: list[str]) -> bytes:
        begins = position == _after_bom(data) or data[position - 1 : position] == b"\n"
        if not begins and position < len(data):
            raise PageError("expected a position where a line begins, or where the file ends")
        ending = "\r\n" if b"\r\n" in data else "\n"
        lines = [line for text in texts for line in _LINE_END.split(text.rstrip("\r\n"))]
        try:
            new = "".join(f"{line}{ending}" for line in lines).encode()
        except UnicodeEncodeError as error:
            raise PageError("the text holds half of a character") from error
        was = b"" if begins else ending.encode()
        opening = was + f"# smoopt {checksum(was, new)}{ending}".encode()
        return opening + new + b"# /smoopt" + (ending.encode() if begins else b"")

    def found(self, data: bytes) -> Iterator[_Addition]:
        for opening, closing in _pairs(list(_HASH_MARK.finditer(data))):
            start, was = opening.start(), b""
            if not closing[2]:
                was = b"\r\n" if data[:start].endswith(b"\r\n") else data[start - 1 : start]
            new = data[opening.end() : closing.start()]
            yield _Addition(start - len(was), closing.end(), opening[1].decode(), was, new)

    def refuse(self, data: bytes) -> None:
        if b"\0" in data:
            raise PageError("the file is no text in UTF-8")


def _syntax(path: str) -> _Syntax | None:
    if path.lower().endswith(_XML_SUFFIXES):
        return _Xml()
    return _Hash() if path.rpartition("/")[2] in _HASH_NAMES else None


def is_markable(path: str) -> bool:
    """Tell by its name whether something may be added to a file."""
    return _syntax(path) is not None


def decoded(data: bytes) -> str:
    """Read a text file so that every byte can be given back; positions count its code points."""
    return data.decode(**_UTF8)


def marked(path: str, data: bytes, additions: Iterable[tuple[int, str]]) -> bytes:
    """Add texts to a file of the author's at positions of its text, between marks.

    Raises PageError for what could not be taken out again, or would spoil the file.
    """
    syntax, text = _syntax(path), decoded(data)
    if syntax is None:
        raise PageError("expected an XML file, or one of " + ", ".join(sorted(_HASH_NAMES)))
    places: dict[int, list[str]] = {}
    for position, addition in sorted(additions, key=lambda one: one[0]):
        if not 0 <= position <= len(text):
            raise PageError(f"position {position} is none of the file's {len(text)}")
        byte = max(len(text[:position].encode(**_UTF8)), _after_bom(data))
        at = places.setdefault(byte, [])
        at += [] if addition in at else [addition]
    new = splice(data, ((at, at, syntax.written(data, at, texts)) for at, texts in places.items()))
    syntax.refuse(new)
    if original(path, new) != data:
        raise PageError("what is added could not be taken out again: is it inside a comment?")
    return new


def pristine(path: str, data: bytes) -> bytes:
    """Give a file's bytes as they were before smoopt; raises MarkDamaged."""
    syntax = _syntax(path)
    if syntax is None or b"smoopt" not in data:
        return data
    additions = list(syntax.found(data))
    for one in additions:
        if checksum(one.was, one.new) != one.sum:
            line = data.count(b"\n", 0, one.start + len(one.was)) + 1
            raise MarkDamaged(f"what stands after the mark at line {line} is not what smoopt wrote")
    return splice(data, ((one.start, one.end, b"") for one in additions))


def original(path: str, data: bytes) -> bytes | None:
    """Give what a file's bytes were before smoopt; None for what cannot be told."""
    try:
        return pristine(path, data)
    except PageError:
        return None


def _pairs(
    marks: Iterable[re.Match[bytes]],
) -> Iterator[tuple[re.Match[bytes], re.Match[bytes]]]:
    """Pair opening with closing marks."""
    opening: re.Match[bytes] | None = None
    for mark in marks:
        if mark[1] is None and opening is not None:
            yield opening, mark
            opening = None
        elif mark[1] is not None:
            if opening is not None:
                break
            opening = mark
    if opening is not None:
        raise MarkDamaged("a mark of smoopt's has no closing one")


def _after_bom(data: bytes) -> int:
    return len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0


def _encoded(text: str, data: bytes) -> bytes:
    """Write an addition in a file's encoding; what that lacks becomes a character reference.

    Raises PageError where there can be none.
    """
    root = _parsed(data)
    encoding = "utf-8" if root is None else root.getroottree().docinfo.encoding or "utf-8"
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        if any(sign in text for sign in _NO_REFERENCES):
            raise PageError(f"the file's encoding, {encoding}, lacks a character of it") from error
        return text.encode(encoding, "xmlcharrefreplace")


def _parsed(data: bytes) -> "etree._Element | None":
    """Give the root element of an XML file; None if it is not well-formed."""
    from lxml import etree  # noqa: PLC0415 - 12 ms, and few runs need it

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
