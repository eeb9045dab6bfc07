"""The site's feeds and sitemaps, read piece by piece."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from smoopt.files.bounded import WRITTEN
from smoopt.files.open_folder import OpenFolder
from smoopt.files.text_marks import original

if TYPE_CHECKING:
    from lxml import etree

# Of a sitemap: https://www.sitemaps.org/protocol.html (2026-11-30)
MOST_ADDRESSES = 50_000


def elements(opened: OpenFolder, name: str) -> "Iterator[etree._Element]":
    """Give each element of a file, as its author has it, when its end is read; the root is last.

    No entities, no network. Whatever is broken is passed over; a larger file gives nothing.
    """
    from lxml import etree  # noqa: PLC0415 - 12 ms, and not every site has a feed

    try:
        data = opened.read(name, WRITTEN)
    except OSError:
        return
    was = original(name, data)
    parsing = etree.iterparse(
        BytesIO(data if was is None else was),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
    )
    try:
        for _, node in parsing:
            yield node
    except etree.XMLSyntaxError:
        return


def forget(node: "etree._Element") -> None:
    """Empty an element that has been read, and take one like it that stands before it away.

    The parser still needs the element itself.
    """
    node.clear()
    parent, before = node.getparent(), node.getprevious()
    if parent is not None and before is not None and before.tag == node.tag:
        parent.remove(before)


def local_name(node: "etree._Element | None") -> str:
    """Give an element's name without its namespace, in lower case; "" for comments."""
    if node is None or not isinstance(node.tag, str):
        return ""
    return node.tag.rpartition("}")[2].lower()
