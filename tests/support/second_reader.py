"""A page's tree as html5lib reads it, to judge what turbohtml's tree was used for."""

from collections.abc import Callable, Iterator
from typing import Any

import html5lib

# An element as html5lib has it; it ships no types.
Node = Any
# Where an element's children go: nowhere, or in its place; None where it stays.
Fate = Callable[[Node], str | None]
Tree = tuple[Any, ...]


def tree(text: str, fate: Fate = lambda _: None) -> Tree:
    """Read a page without its comments; `fate` says "drop" or "unwrap" of elements."""
    root = html5lib.parse(text, namespaceHTMLElements=False)
    return tuple(_joined(_read(root, fate)))


def elements(text: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """List every element of a page with its attributes, in order."""
    root = html5lib.parse(text, namespaceHTMLElements=False)
    return [
        (str(node.tag), tuple(sorted((str(key), value) for key, value in node.attrib.items())))
        for node in root.iter()
        if isinstance(node.tag, str)
    ]


def words(text: str) -> str:
    """Give all the text of a page, comments aside."""
    root = html5lib.parse(text, namespaceHTMLElements=False)
    return "".join(_texts(root))


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node.tag, str):
        yield node.text or ""
        for child in node:
            yield from _texts(child)
            yield child.tail or ""


def _read(node: Node, fate: Fate) -> Iterator[object]:
    if not isinstance(node.tag, str):
        return
    fated = fate(node)
    if fated == "drop":
        return
    inside = [part for child in node for part in (*_read(child, fate), child.tail or "")]
    inside.insert(0, node.text or "")
    if fated == "unwrap":
        yield from inside
    else:
        yield (str(node.tag), tuple(sorted(map(str, node.attrib.items()))), tuple(_joined(inside)))


def _joined(parts: Iterator[object] | list[object]) -> Iterator[object]:
    """Join texts that stand side by side."""
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
            continue
        if text:
            yield text
        text = ""
        yield part
    if text:
        yield text
