"""`Source` is a page's bytes as text, and the way back from every position in the text.

Three kinds of position meet here and nowhere else: what the HTML parser reports (code points
after the newlines were normalised), code points of the decoded text, and bytes of the file.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable

from turbohtml import Element, SourceSpan

from smoopt.html import byte_offsets
from smoopt.html.cached_property import cached_property
from smoopt.html.page_encoding import page_encoding
from smoopt.html.prescan import declaration
from smoopt.model.errors import PageError
from smoopt.model.late_pattern import late
from smoopt.model.read_only import ReadOnly

_CRLF = re.compile("\r\n")
# Bytes that are invalid in the page's encoding, as `surrogateescape` writes them.
_INVALID = late("[\ud800-\udfff]")
# What no character reference means: &#128; is read as the euro sign, &#xDC80; as an error.
# https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state
_NO_REFERENCE = "\x80-\x9f\udc80-\udcff"


class Source(ReadOnly):
    """The bytes of one page, decoded so that every byte can be given back.

    `text` has no byte order mark; bytes that are invalid in the encoding stand in it as lone
    surrogates (Python's `surrogateescape`). `declared` is False where the encoding was guessed.
    """

    data: bytes
    text: str
    codec: str
    declared: bool
    _bom: int
    _encoding: tuple[str, bool, int]
    _valid: bool

    def __init__(self, data: bytes) -> None:
        """Decode `data`; raises PageError where no codec can."""
        found = codec, declared, bom = page_encoding(data)
        try:
            text, valid = _decoded(data[bom:], codec)
        except (LookupError, UnicodeError) as error:
            raise PageError(f"its bytes cannot be read as {codec}: {error}") from error
        self._hold(data=data, text=text, codec=codec, declared=declared)
        self._hold(_bom=bom, _encoding=found, _valid=valid)

    def decode(self, data: bytes) -> str:
        """Decode a part of the page's bytes that begins and ends between characters."""
        return data.decode(self.codec, "surrogateescape")

    @property
    def takes_unicode(self) -> bool:
        """Whether every character of an addition is written as it is, none as a reference."""
        return self.declared and self.codec == "utf-8"

    def encode(self, text: str, instead: str = "") -> bytes:
        """Encode an addition; what the page's encoding lacks becomes a character reference.

        A page that does not declare its encoding gets ASCII only, for readers may guess
        another encoding than smoopt did; but characters of `instead`, the author's text that
        the addition replaces, go back as the bytes they were.
        """
        if self.codec == "utf-8" and (self.declared or text.isascii()):
            try:  # `suppress` costs as much as the rest
                return text.encode()
            except UnicodeEncodeError:  # lone surrogates take the long way
                pass
        ascii_only = not self.declared and not self.codec.startswith("utf-16")
        codec = "ascii" if ascii_only else self.codec
        raw = _NO_REFERENCE + "".join({sign for sign in instead if not sign.isascii()})
        return b"".join(
            self._raw(part) if number % 2 else part.encode(codec, "xmlcharrefreplace")
            for number, part in enumerate(re.split(f"([{raw}]+)", text))
        )

    def _raw(self, text: str) -> bytes:
        try:
            return text.encode(self.codec, "surrogateescape")
        except UnicodeEncodeError:
            return text.encode("ascii", "xmlcharrefreplace")

    def reads_like(self, data: bytes) -> bool:
        """Tell whether other bytes are plain UTF-8 as these are, so that their text is too."""
        return self._valid and self.codec == "utf-8" and page_encoding(data) == self._encoding

    @cached_property
    def declared_to(self) -> int:
        """The position behind the `<meta>` by which browsers know the encoding; 0 without one."""
        found = declaration(self.data)
        return 0 if found is None else len(self.decode(self.data[: found.end]))

    @cached_property
    def readable(self) -> str:
        """`text` as a browser sees it: U+FFFD, at the same positions, for every invalid byte."""
        return self.text if self._valid else readable(self.text)

    def byte_offsets(self, positions: Iterable[int]) -> list[int]:
        """Turn ascending code point positions in `text` into byte positions in `data`."""
        size = len(self.data) - self._bom
        if len(self.text) == size:
            found = positions
        elif self.codec == "utf-8":
            found = byte_offsets.in_utf8(self.text, size, positions)
        else:
            found = [self._byte_of[position] for position in positions]
        return [self._bom + offset for offset in found]

    def position(self, parsed: int) -> int:
        """Turn a parser's offset (each CRLF counted once) into a code point position."""
        return parsed + bisect_left(self._crlf, parsed)

    @cached_property
    def has_returns(self) -> bool:
        """Whether a carriage return stands anywhere in the text."""
        return self.has("\r")

    @cached_property
    def names_smoopt(self) -> bool:
        """Whether smoopt's name stands anywhere in the text; without it, nothing of smoopt's."""
        return self.has("smoopt")

    def has(self, text: str) -> bool:
        """Look for ASCII; in bytes that is found faster than in text that has other characters."""
        return text.encode() in self.data if self.codec == "utf-8" else text in self.text

    @cached_property
    def newline(self) -> str:
        """The line ending the page uses at its beginning, or "" where it is one long line."""
        start = self.text[:2000]
        if not self.has_returns:  # a pattern takes ten times as long
            return "\n" if "\n" in start else ""
        found = re.search(r"\r\n|\r|\n", start)
        return found.group() if found else ""

    def line_column(self, position: int) -> tuple[int, int]:
        """Return the 1-based line and column of a code point position."""
        lines = re.split(r"\r\n|\r|\n", self.text[:position])
        return len(lines), len(lines[-1]) + 1

    @cached_property
    def _crlf(self) -> list[int]:
        """Where each CRLF stands, counted as the parser counts."""
        if not self.has_returns:
            return []
        return [found.start() - n for n, found in enumerate(_CRLF.finditer(self.text))]

    @cached_property
    def _byte_of(self) -> list[int]:
        """The byte each code point begins at, without the byte order mark."""
        return byte_offsets.of_all(self.data[self._bom :], self.codec, len(self.text))


def readable(text: str) -> str:
    """Write U+FFFD for every byte that is invalid in the page's encoding, as a browser does."""
    return _INVALID.sub("\ufffd", text)


def one_newline(text: str) -> str:
    """Normalise line ends as the parser does."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def start_tag(element: Element) -> SourceSpan | None:
    """Return where the parser saw an element's start tag; None where it supplied it."""
    location = element.source_location
    if location is None:
        return None
    found = location.start_tag  # each look at it makes it anew
    return None if found.end_offset == found.start_offset else found


def _decoded(data: bytes, codec: str) -> tuple[str, bool]:
    """Decode bytes, and tell whether all of them were valid in their encoding."""
    try:
        return data.decode(codec), True
    except UnicodeDecodeError:
        return data.decode(codec, "surrogateescape"), False


def splice(data: bytes, pieces: Iterable[tuple[int, int, bytes]]) -> bytes:
    """Replace ascending, disjoint ranges of bytes by others; the rest is copied."""
    parts, last = [], 0
    for start, end, new in pieces:
        parts += [data[last:start], new]
        last = end
    return b"".join([*parts, data[last:]]) if parts else data
