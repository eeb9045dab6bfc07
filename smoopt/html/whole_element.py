"""One whole element, read by two readers who must agree: as XML, and as a browser reads HTML.

Then it is closed in every part, and stands for the same wherever it is put, in pages of both kinds.
"""

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple
from xml.parsers import expat

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


class StartTag(NamedTuple):
    """A start tag, with its attributes in order."""

    name: str
    attributes: tuple[tuple[str, str], ...]


class EndTag(NamedTuple):
    """An end tag."""

    name: str


Piece = StartTag | EndTag | str


def read(text: str) -> list[Piece]:
    """Read an element; raises ValueError with what is wrong."""
    pieces = list(_as_xml(text))
    _refuse_other(pieces, list(_as_html(text)))
    return pieces


def _as_xml(text: str) -> Iterator[Piece]:
    """Read a text as XML; raises ValueError."""
    pieces: list[Piece] = []

    def start(name: str, pairs: list[str]) -> None:
        pieces.append(StartTag(name, tuple(zip(pairs[::2], pairs[1::2], strict=True))))

    def refuse(*_: object) -> None:
        raise ValueError("a comment or declaration is not for pages; write {# … #}")

    parser = expat.ParserCreate()
    parser.ordered_attributes = parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: pieces.append(EndTag(name))
    parser.CharacterDataHandler = pieces.append
    parser.CommentHandler = parser.ProcessingInstructionHandler = refuse
    parser.StartDoctypeDeclHandler = parser.StartCdataSectionHandler = refuse
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise ValueError(_not_whole(text, error)) from error
    return _joined(pieces)


def _not_whole(text: str, error: expat.ExpatError) -> str:
    what = _SAID.get(error.code, expat.errors.messages[error.code])
    lines = text.split("\n")
    line = lines[min(error.lineno, len(lines)) - 1]
    near = readable(line[max(0, error.offset - 60) : error.offset + 30]).strip()
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


def _refuse_other(xml: list[Piece], html: list[Piece]) -> None:
    """Raise ValueError where a browser reads something else than stands there."""
    for wanted, found in zip_longest(xml, html):
        if wanted != found:
            raise ValueError(
                f"{_shown(wanted)} is {_shown(found)} to a browser: an element that may not stand "
                f"there, or is not closed by an end tag; {_EXPECTED}"
            )


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
