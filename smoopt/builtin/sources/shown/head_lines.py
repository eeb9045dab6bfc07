"""The lines near a page's heading, which tell when it was published and by whom."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple, cast

import turbohtml
from turbohtml import Element

from smoopt.builtin.sources.shown.whose import is_meta
from smoopt.html.own_text import is_aside
from smoopt.html.page import Page
from smoopt.model.plain_text import tidy

_INLINE = frozenset(
    {
        *("a", "abbr", "address", "b", "bdi", "cite", "em", "font", "i", "label", "mark", "small"),
        *("span", "strong", "sub", "sup", "time", "u", "code", "kbd", "q", "var", "samp", "tt"),
        *("acronym", "big", "data", "del", "ins", "math", "s"),
    }
)
_UNREAD = frozenset(
    {"button", "img", "input", "link", "meta", "noscript", "picture", "select", "textarea"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"dl", "ol", "table", "ul"})
# A line of more words is text; more lines than this are not a page's head.
_PROSE, _MOST = 30, 8
# How deep the heading may be inside of the container, and how many elements are searched there
_LEVELS, _BEFORE = 4, 3


class Line(NamedTuple):
    """A line as shown, and its element."""

    element: Element
    text: str


def own_headings(page: Page) -> list[Element]:
    """Return the page's heading, and the content's first h2 if the h1 may be the site's."""
    found = [] if page.heading is None else [page.heading]
    content = page.content
    if content is not None and not (found and content in found[0].ancestors):
        found += [heading] if (heading := content.find("h2")) is not None else []
    return found


def head_lines(page: Page) -> list[Line]:
    """Return the short lines around the page's own headings: those after it, then those before.

    They end where the text, or another part of the page, begins.
    """
    if "head lines" not in page.memo:
        lines = [line for heading in own_headings(page) for line in _lines_around(heading)]
        page.memo["head lines"] = lines
    return cast("list[Line]", page.memo["head lines"])


def _lines_around(heading: Element) -> list[Line]:
    node: turbohtml.Node | None = heading
    found: list[Line] = []
    for _ in range(_LEVELS):
        parent = None if node is None else node.parent
        if node is None or not isinstance(parent, Element) or parent.tag == "html":
            break
        after, has_ended = _head_of(lines_of(parent, node.next_siblings))
        found += after
        if parent.tag != "body":  # the site's header is there
            before = list(islice(filter(_is_shown, node.previous_siblings), _BEFORE))
            found += _until_prose(lines_of(parent, before[::-1]))
        if has_ended:
            break
        node = parent
    return found


def lines_of(owner: Element, nodes: Iterable[turbohtml.Node]) -> Iterator[Line]:
    """Read nodes of an element line by line: a block or a `<br>` begins a new one."""
    parts: list[str] = []
    for node in chain(nodes, (None,)):
        if isinstance(node, turbohtml.Text):
            parts.append(node.data)
        elif isinstance(node, Element) and node.tag in _INLINE and not _holds_blocks(node):
            # Adjacent elements are shown apart by style sheets.
            is_apart = isinstance(node.previous_sibling, Element) and node.tag != "sup"
            parts.append(f" {node.text}" if is_apart else node.text)
        elif node is None or isinstance(node, Element):
            if text := tidy("".join(parts)):
                yield Line(owner, text)
            parts.clear()
            if node is not None and not _is_unread(node):
                yield from lines_of(node, node.children)


def _head_of(lines: Iterator[Line]) -> tuple[list[Line], bool]:
    """Return lines until the text begins, or another heading after two, and whether it did."""
    found: list[Line] = []
    for line in lines:
        if (
            len(found) == _MOST
            or _is_prose(line)
            or (len(found) > 1 and line.element.tag in _HEADINGS)
        ):
            return found, True
        found.append(line)
    return found, False


def _is_shown(node: turbohtml.Node) -> bool:
    """Return whether a node is an element or text, not whitespace or a comment."""
    if isinstance(node, turbohtml.Text):
        return bool(node.data.strip())
    return isinstance(node, Element) and node.tag not in _UNREAD


def _until_prose(lines: Iterator[Line]) -> list[Line]:
    """Return the lines before a heading, unless there is text."""
    found = list(islice(lines, _MOST + 1))
    return [] if len(found) > _MOST or any(map(_is_prose, found)) else found


def _is_prose(line: Line) -> bool:
    return len(line.text.split()) > _PROSE or len(line.text) > 8 * _PROSE


def _is_unread(element: Element) -> bool:
    return (
        element.tag in _UNREAD
        or is_aside(element)
        or (element.tag in _LISTS and not is_meta(element))
    )


def _holds_blocks(element: Element) -> bool:
    return element.select_one("br, div, p, ul, script, style, svg, button") is not None
