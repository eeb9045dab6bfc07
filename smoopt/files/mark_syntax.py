"""How additions are written between marks and found again: in XML, and with # comments."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

import msgspec

from smoopt.html.mark_pairs import checksum
from smoopt.model.errors import MarkDamaged, PageError

if TYPE_CHECKING:
    from lxml import etree

_XML_SUFFIXES = (".xml", ".rss", ".atom")
HASH_NAMES = frozenset({"robots.txt", "_headers", "_redirects", ".htaccess"})
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


class Addition(msgspec.Struct, frozen=True):
    """What stands between two marks: where it begins and ends with them, and what it has to be."""

    start: int
    end: int
    sum: str
    was: bytes
    new: bytes


class Syntax(Protocol):
    """How additions are written in one kind of file, and found again."""

    def written(self, data: bytes, position: int, texts: list[str]) -> bytes:
        """Write additions with their marks; raises PageError for a place where none can be."""

    def found(self, data: bytes) -> Iterator[Addition]:
        """Find what stands between marks; raises MarkDamaged for one without the other."""

    def refuse(self, data: bytes) -> None:
        """Raise PageError if the file is not of this format."""


class _Xml:
    def written(self, data: bytes, position: int, texts: list[str]) -> bytes:
        before, after = data[:position].rstrip(), data[position:].lstrip()
        if (before and not before.endswith(b">")) or (after and not after.startswith(b"<")):
            raise PageError("expected a position between two tags")
        new = _encoded("".join(texts), data)
        return f"<!--smoopt {checksum(b'', new)}-->".encode() + new + b"<!--/smoopt-->"

    def found(self, data: bytes) -> Iterator[Addition]:
        for opening, closing in _pairs(self._comments(data)):
            new = data[opening.end() : closing.start()]
            yield Addition(opening.start(), closing.end(), opening[1].decode(), b"", new)

    def refuse(self, data: bytes) -> None:
        if _parsed(data) is None:
            raise PageError("the file would not be well-formed XML")

    def _comments(self, data: bytes) -> list[re.Match[bytes]]:
        """Find the marks that are comments: candidates are numbered, and lxml tells which are."""
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
        begins = position == after_bom(data) or data[position - 1 : position] == b"\n"
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

    def found(self, data: bytes) -> Iterator[Addition]:
        for opening, closing in _pairs(list(_HASH_MARK.finditer(data))):
            start, was = opening.start(), b""
            if not closing[2]:
                was = b"\r\n" if data[:start].endswith(b"\r\n") else data[start - 1 : start]
            new = data[opening.end() : closing.start()]
            yield Addition(start - len(was), closing.end(), opening[1].decode(), was, new)

    def refuse(self, data: bytes) -> None:
        if b"\0" in data:
            raise PageError("the file is no text in UTF-8")


def syntax_of(path: str) -> Syntax | None:
    """Return the mark syntax for a file, by its name; None if nothing may be added to it."""
    if path.lower().endswith(_XML_SUFFIXES):
        return _Xml()
    return _Hash() if path.rpartition("/")[2] in HASH_NAMES else None


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


def after_bom(data: bytes) -> int:
    """Return the position behind a byte order mark, 0 where there is none."""
    return len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0


def _encoded(text: str, data: bytes) -> bytes:
    """Write an addition in a file's encoding; what that lacks becomes a character reference.

    Raises PageError where there can be none.
    """
    root = _parsed(data)
    encoding = "utf-8" if root is None else root.getroottree().docinfo.encoding or "utf-8"
    try:
        return text.encode(encoding)
    except LookupError as error:  # libxml2 knows others than Python
        raise PageError(f"the file's encoding, {encoding}, is not known") from error
    except UnicodeEncodeError as error:
        if any(sign in text for sign in _NO_REFERENCES):
            raise PageError(f"the file's encoding, {encoding}, lacks a character of it") from error
        return text.encode(encoding, "xmlcharrefreplace")


def _parsed(data: bytes) -> "etree._Element | None":
    """Return the root element of an XML file; None if it is not well-formed."""
    from lxml import etree  # noqa: PLC0415 - 12 ms, and few runs need it

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
