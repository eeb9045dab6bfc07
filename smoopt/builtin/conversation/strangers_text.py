"""Sanitizes text of strangers: it becomes text in a few known elements, and links to the web.

turbohtml's sanitizer decides what of their HTML is text. The rest is stored as runs of text, so
that no element, attribute or nesting of theirs reaches a page.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import category

import turbohtml
from turbohtml import Element, Text

from smoopt.builtin.conversation.responses import Block, BlockKind, Piece
from smoopt.model.faults import guarded
from smoopt.model.plain_text import cut, graphemes, tidy
from smoopt.model.web_address import is_encoded, is_of_the_web, normal, parts_of

if TYPE_CHECKING:
    from turbohtml.clean import Sanitizer

# Characters that change the direction of the text after them; marks of single letters may stay.
# https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings (2026-12-01)
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MARKS = {"em": "em", "i": "em", "strong": "strong", "b": "strong", "code": "code", "del": "del"}
# What the sanitizer makes of `<li>` and paragraphs: unlike those, these elements may be nested. It
# escapes text that would have another meaning once the elements around it are gone.
_ITEM, _PARAGRAPH = "menu", "div"
_BLOCKS = frozenset({_PARAGRAPH, _ITEM, "blockquote", "pre"})
_KEPT = frozenset({*_MARKS, *_BLOCKS, "a", "br", "span"})
# Headings and cells are text as well: each begins a paragraph.
_PARAGRAPHS = (
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "table", "caption"),
    *("thead", "tbody", "tfoot", "tr", "th", "td"),
    *(
        "article",
        "aside",
        "details",
        "figcaption",
        "footer",
        "header",
        "menu",
        "section",
        "summary",
    ),
)
_NO_TEXT = ("script", "style", "template", "noscript", "iframe", "object", "title", "textarea")
# The part of longer HTML beyond this holds no text that is shown.
_LONGEST_HTML = 50_000
_NAME = 60
# No script has more marks above and below a letter.
_ACCENTS, _HIGHEST = frozenset({"Mn", "Me"}), 8
_ADDRESS = 2000
# Elements nested deeper than anybody writes become text.
_DEEPEST = 30


def web_link(value: object) -> str:
    """Return a web address, escaped for use in HTML; else ""."""
    if not isinstance(value, str) or len(value) > _ADDRESS or not is_of_the_web(value.strip()):
        return ""
    url = value.strip()
    url = url if is_encoded(url) else normal(url)
    parts = parts_of(url)
    # What is before "@" may look like the host.
    return url if parts is not None and "@" not in parts.netloc and is_encoded(url) else ""


def plain_words(value: object, most: int = _NAME) -> str:
    """Return a name or title as one line of at most so many graphemes; "" if it is not text."""
    return cut(tidy(_unhidden(value)), most) if isinstance(value, str) else ""


def from_text(text: object, most: int) -> tuple[Block, ...]:
    """Read plain text with paragraphs separated by empty lines."""
    if not isinstance(text, str):
        return ()
    parts = re.split(r"\n\s*\n", text[:_LONGEST_HTML])
    found = (Block("p", (*_lines(part),)) for part in parts)
    return _shortened(found, most)


def from_html(html: object, most: int) -> tuple[Block, ...]:
    """Read HTML, valid or not; beyond `most` graphemes, it ends with "…"."""
    if not isinstance(html, str):
        return ()
    return guarded(lambda: _shortened(_blocks(html[:_LONGEST_HTML]), most), lambda _: ())


def _unhidden(text: str) -> str:
    """Remove characters that affect how other text is shown: bidi controls, stacks of accents."""
    if text.isascii():
        return text
    kept, height = list[str](), 0
    for sign in _TURNS.sub("", text):
        height = height + 1 if category(sign) in _ACCENTS else 0
        if height <= _HIGHEST:
            kept.append(sign)
    return "".join(kept)


def _lines(text: str) -> Iterator[Piece]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield Piece("\n")
        if words := _clean(line):
            yield Piece(words)


def _clean(text: str) -> str:
    """Return text for use within a line, with single spaces at its ends where it had any."""
    words = tidy(_unhidden(text))
    if not words:
        return " " if text.strip(" \t\n\r") != text else ""
    before = " " if text[:1].isspace() else ""
    return f"{before}{words}{' ' if text[-1:].isspace() else ''}"


@cache
def _sanitizer() -> "Sanitizer":
    # 15 ms, for those alone who have something to show.
    from turbohtml.clean import OnDisallowed, Policy, Sanitizer  # noqa: PLC0415

    policy = Policy(
        tags=_KEPT,
        attributes={"a": frozenset({"href"}), "span": frozenset({"class"})},
        url_schemes=frozenset({"http", "https"}),
        allow_relative_urls=False,
        on_disallowed_tag=OnDisallowed.STRIP,
        remove_with_content=frozenset(_NO_TEXT),
        transform_tags={**dict.fromkeys(_PARAGRAPHS, _PARAGRAPH), "li": _ITEM},
        css_properties=frozenset(),
        allow_svg=False,
        allow_mathml=False,
    )
    return Sanitizer(policy)


def _blocks(html: str) -> Iterator[Block]:
    """Split sanitized HTML into blocks."""
    root = _sanitizer().sanitize_node(turbohtml.parse_fragment(html))
    kind: BlockKind = "p"
    block, pieces = root, list[Piece]()
    for node in root.descendants:
        if isinstance(node, Element):
            if node.tag == "br":
                pieces.append(Piece("\n"))
            continue
        if not isinstance(node, Text):
            continue
        above = [*_above(node, root)]
        inmost = next((each for each in above if each.tag in _BLOCKS), root)
        if inmost != block:
            yield _block(kind, pieces)
            block, pieces = inmost, [Piece("• ")] if inmost.tag == _ITEM else []
        kind = _kind(above)
        pieces.append(_piece(node.data, above, kind))
    yield _block(kind, pieces)


def _above(node: Text, root: Element) -> Iterator[Element]:
    for depth, each in enumerate(node.ancestors):
        if each == root or depth > _DEEPEST:
            return
        if isinstance(each, Element):
            yield each


def _kind(above: list[Element]) -> BlockKind:
    tags = {each.tag for each in above}
    if "pre" in tags:
        return "pre"
    return "blockquote" if "blockquote" in tags else "p"


def _piece(text: str, above: list[Element], kind: BlockKind) -> Piece:
    link = next((each for each in above if each.tag == "a"), None)
    href = "" if link is None else web_link(link.attr("href"))
    marks = {_MARKS[each.tag] for each in above if each.tag in _MARKS}
    classes = {word for each in above for word in (each.attr("class") or "").split()}
    # Mastodon hides what is dull of an address, for whoever has its style sheet.
    if link is not None and "invisible" in classes:
        return Piece("")
    if kind == "pre":
        return Piece(_unhidden("\n".join(map(_code, text.split("\n")))))
    said = f"{_clean(text)}…" if link is not None and "ellipsis" in classes else _clean(text)
    return Piece(said, href, " ".join(sorted(marks)))


def _code(line: str) -> str:
    return "".join(each if each.isprintable() else " " for each in line)


def _block(kind: BlockKind, pieces: list[Piece]) -> Block:
    said = [piece for piece in pieces if piece.text]
    while said and not said[-1].text.strip():
        said.pop()
    while said and not said[0].text.strip():
        said.pop(0)
    if [piece.text for piece in said] == ["•"]:
        said = []
    return Block(kind, tuple(said))


def _shortened(blocks: Iterator[Block], most: int) -> tuple[Block, ...]:
    """Return the blocks that contain text, up to so many graphemes."""
    found, room = list[Block](), most
    for block in blocks:
        if not block.pieces:
            continue
        kept = list[Piece]()
        for piece in block.pieces:
            size = graphemes(piece.text)
            if size > room:
                kept.append(Piece(cut(piece.text, room) or "…", piece.href, piece.marks))
                return (*found, Block(block.kind, tuple(kept)))
            kept.append(piece)
            room -= size
        found.append(Block(block.kind, tuple(kept)))
    return tuple(found)
