"""One whole element, parsed twice with equal results: as XML, and as a browser reads HTML.

Then every part of it is closed, and it means the same wherever it is put, in HTML and in XHTML.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from xml.parsers import expat

import msgspec
from turbohtml import Element, Text, parse

from smoopt.html.per_page import readable

_BLANKS = dict.fromkeys(map(ord, "\t\n\r"), " ")
_EXPECTED = "expected one element, everything in it closed, and attributes in quotes"
_SAID = {
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]: "an element that is not closed",
    expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]: "more than one element",
    expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]: "an end tag of another element",
    expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]: "a name that only HTML knows "
    "(write the character itself)",
}


# What stands before an attribute's value that should be in quotes.
_BEFORE_VALUE = re.compile(r"<[^<>]*\s([^\s<>\"'=]+)\s*=\s*\Z")
_VALUE = re.compile(r"[^\s<>\"']+")


class WrongMarkup(ValueError):
    """The output of a template cannot be used; `at` is the place, as a byte offset in UTF-8."""

    def __init__(self, problem: str, at: int) -> None:
        """Take what is wrong, and where."""
        super().__init__(problem)
        self.at = at


class StartTag(msgspec.Struct, frozen=True):
    """A start tag, with its attributes in order."""

    name: str
    attributes: tuple[tuple[str, str], ...]


class EndTag(msgspec.Struct, frozen=True):
    """An end tag."""

    name: str


Piece = StartTag | EndTag | str


def read(text: str) -> list[tuple[Piece, int]]:
    """Read an element: its pieces, and where each begins in bytes; raises WrongMarkup."""
    pieces, places = _as_xml(text)
    _refuse_other(pieces, list(_as_html(text)), places)
    return list(zip(pieces, places, strict=True))


def _as_xml(text: str) -> tuple[list[Piece], list[int]]:
    """Read a text as XML: its pieces, and where each begins; raises WrongMarkup."""
    pieces: list[Piece] = []
    places: list[int] = []

    def add(piece: Piece) -> None:
        if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
            pieces[-1] += piece
        else:
            pieces.append(piece)
            places.append(parser.CurrentByteIndex)

    def start(name: str, pairs: list[str]) -> None:
        add(StartTag(name, tuple(zip(pairs[::2], pairs[1::2], strict=True))))

    def refuse(*_: object) -> None:
        problem = "a comment or declaration is not for pages; write {# … #}"
        raise WrongMarkup(problem, parser.CurrentByteIndex)

    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: add(EndTag(name))
    parser.CharacterDataHandler = add
    parser.CommentHandler = parser.ProcessingInstructionHandler = refuse
    parser.StartDoctypeDeclHandler = parser.StartCdataSectionHandler = refuse
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        at = parser.ErrorByteIndex
        raise WrongMarkup(_not_whole(text.encode(), at, error.code), at) from error
    return list(_joined(pieces)), places


def _not_whole(data: bytes, at: int, code: int) -> str:
    before, after = data[:at].decode(), data[at:].decode()
    if (attribute := _BEFORE_VALUE.search(before)) and (value := _VALUE.match(after)):
        name = attribute[1]
        return f'the value of {name} has no quotes: write {name}="{readable(value[0])}"'
    what = _SAID.get(code, expat.errors.messages[code])
    line = readable(before.rpartition("\n")[2]), readable(after.partition("\n")[0])
    near = f"{line[0][-60:]}{line[1][:30]}".strip()
    return f"{what} near `{near}`; {_EXPECTED}"


def _as_html(text: str) -> Iterator[Piece]:
    """Read a text as a browser does."""
    body = parse(f"<!doctype html><body>{text}").select_one("body")
    return _joined(_inside(body)) if body is not None else iter(())


def _inside(element: Element) -> Iterator[Piece]:
    for node in element.children:
        if isinstance(node, Element):
            yield StartTag(node.tag, tuple((name, node.attr(name) or "") for name in node.attrs))
            yield from _inside(node)
            yield EndTag(node.tag)
        elif isinstance(node, Text):
            yield node.text


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join neighbouring texts, and write blanks in attributes as XML reads them."""
    texts: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            texts.append(piece)
            continue
        if texts:
            yield "".join(texts)
            texts = []
        if isinstance(piece, StartTag):
            values = ((name, value.translate(_BLANKS)) for name, value in piece.attributes)
            yield StartTag(piece.name, tuple(values))
        else:
            yield piece
    if texts:
        yield "".join(texts)


def _refuse_other(xml: list[Piece], html: list[Piece], places: list[int]) -> None:
    """Raise WrongMarkup where the two readings differ."""
    for wanted, found, at in zip_longest(xml, html, places):
        if wanted != found:
            problem = (
                f"{_shown(wanted)} is {_shown(found)} to a browser: an element that may not stand "
                f"there, or is not closed by an end tag; {_EXPECTED}"
            )
            raise WrongMarkup(problem, places[-1] if at is None else at)


def _shown(piece: Piece | None) -> str:
    match piece:
        case None:
            return "nothing"
        case StartTag(name, attributes):
            pairs = "".join(f' {key}="{value}"' for key, value in attributes)
            return f"`<{name}{readable(pairs)}>`"
        case EndTag(name):
            return f"`</{name}>`"
    return f"`{readable(str(piece)).strip()}`"
