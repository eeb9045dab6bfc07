"""The site's feeds and sitemaps, read piece by piece."""

import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

import msgspec

from smoopt.files.bounded import WRITTEN, no_longer
from smoopt.files.folder import Folder
from smoopt.files.text_marks import original

if TYPE_CHECKING:
    from lxml import etree

# Of a sitemap: https://www.sitemaps.org/protocol.html (2026-11-30)
MOST_ADDRESSES = 50_000
_GZIP = 31  # as zlib calls it


class Root(msgspec.Struct, frozen=True):
    """The root of an XML file: its name and prefix, and the prefixes of the namespaces declared."""

    name: str
    prefix: str
    prefixes: Mapping[str, str]


def root_of(opened: Folder, name: str) -> Root | None:
    """Read the root's start tag; None for a file that is no XML."""
    for node in elements(opened, name):
        root = node.getroottree().getroot()
        prefixes = {str(uri): str(prefix or "") for prefix, uri in root.nsmap.items()}
        return Root(local_name(root), str(root.prefix or ""), prefixes)
    return None


def elements(opened: Folder, name: str) -> "Iterator[etree._Element]":
    """Yield each element of a file, as its author wrote it, when its end is read; the root is last.

    No entities, no network. Broken parts are skipped; a file that is too large yields nothing. One
    whose name ends with `.gz` is decompressed.
    """
    try:
        data = opened.read(name, WRITTEN)
        if name.endswith(".gz"):
            data = no_longer(_unpacked(data), WRITTEN, name)
    except (OSError, zlib.error):
        return
    was = original(name, data)
    yield from elements_in(data if was is None else was)


def elements_in(data: bytes) -> "Iterator[etree._Element]":
    """Yield each element of a document when its end is read, as `elements` does."""
    from lxml import etree  # noqa: PLC0415 - 12 ms, and not every site has a feed

    parsing = etree.iterparse(
        BytesIO(data),
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


def _unpacked(data: bytes) -> bytes:
    """Decompress gzip data, up to one byte more than is allowed."""
    return zlib.decompressobj(_GZIP).decompress(data, WRITTEN + 1)


def forget(node: "etree._Element") -> None:
    """Empty an element that has been read, and remove one of the same name just before it.

    The parser still needs the element itself.
    """
    node.clear()
    parent, before = node.getparent(), node.getprevious()
    if parent is not None and before is not None and before.tag == node.tag:
        parent.remove(before)


def local_name(node: "etree._Element | None") -> str:
    """Return an element's name without its namespace, in lower case; "" for comments."""
    if node is None or not isinstance(node.tag, str):
        return ""
    return node.tag.rpartition("}")[2].lower()
