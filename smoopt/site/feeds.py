"""RSS and Atom feeds and sitemaps of the site, read with lxml: what they say of its pages."""

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from smoopt.files.folder import Folder
from smoopt.html.stated_text import markup_text
from smoopt.model.finding import Place
from smoopt.model.plain_text import tidy
from smoopt.site.page_addresses import Addresses, page_behind
from smoopt.site.xml_files import MOST_ADDRESSES, elements, forget, local_name

if TYPE_CHECKING:
    from lxml import etree

_ATOM = "{http://www.w3.org/2005/Atom}"
_DC = "{http://purl.org/dc/elements/1.1/}"


class Entry(msgspec.Struct, frozen=True):
    """What a feed says of one page; dates as the feed writes them."""

    link: str
    place: Place
    title: str = ""
    summary: str = ""
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class Feed(msgspec.Struct, frozen=True):
    """A feed: title, the address of the site it belongs to, entries, path and media type."""

    title: str
    link: str
    entries: tuple[Entry, ...]
    path: str = ""
    type: str = "application/rss+xml"


def read_feed(opened: Folder, name: str) -> Feed | None:
    """Read an RSS 2.0, RDF or Atom file; `name` is its path in the site. None if it is neither."""
    items, entries = list[Entry](), list[Entry]()
    node = None
    for node in elements(opened, name):
        parent = node.getparent()
        if local_name(node) == "item":
            items.append(_rss_item(node, name))
            forget(node)
        elif node.tag == f"{_ATOM}entry" and parent is not None and parent.getparent() is None:
            entries.append(_atom_entry(node, name))
            forget(node)
    # Where the file breaks off, the root's end is never read.
    root = None if node is None else node.getroottree().getroot()
    tag = local_name(root)
    if root is None or tag not in {"feed", "rss", "rdf"}:
        return None
    if tag == "feed":
        title, link = _atom_text(root, "title"), _atom_link(root)
        return Feed(title, link, tuple(entries), name, "application/atom+xml")
    channel = next((node for node in root.iter() if local_name(node) == "channel"), root)
    title = markup_text(_child(channel, "title"))
    return Feed(title, _child(channel, "link"), tuple(items), name)


def read_sitemap(opened: Folder, name: str) -> tuple[list[str], list[str]]:
    """Read a sitemap: the addresses of its pages, and those of further sitemaps."""
    locations = list[str]()
    node = None
    for node in elements(opened, name):
        if local_name(node) == "loc" and local_name(node.getparent()) in {"url", "sitemap"}:
            locations.append((node.text or "").strip())
            if len(locations) == MOST_ADDRESSES:
                break
        forget(node)
    kind = "" if node is None else local_name(node.getroottree().getroot())
    if kind == "sitemapindex":
        return [], locations
    return (locations, []) if kind == "urlset" else ([], [])


def first_entries(
    feeds: Iterable[Feed], addresses: Addresses, files: Collection[str]
) -> dict[str, Entry]:
    """Return the first entry of each page, by the page's path."""
    found: dict[str, Entry] = {}
    for feed in feeds:
        for entry in feed.entries:
            place = addresses.file("", entry.link)
            page = None if place is None else page_behind(place, files)
            if page is not None:
                found.setdefault(page, entry)
    return found


def _text(node: "etree._Element", path: str) -> str:
    found = node.find(path)
    return "" if found is None else tidy("".join(found.itertext()))


def _atom_text(node: "etree._Element", name: str) -> str:
    """Read a text that says itself whether it is HTML.

    https://www.rfc-editor.org/rfc/rfc4287#section-3.1 (2026-12-01)
    """
    found, text = node.find(f"{_ATOM}{name}"), _text(node, f"{_ATOM}{name}")
    return markup_text(text) if found is not None and found.get("type") == "html" else text


def _children(node: "etree._Element", name: str) -> "Iterator[etree._Element]":
    return (child for child in node if local_name(child) == name)


def _child(node: "etree._Element", name: str) -> str:
    """Read the first child of that name that has text (atom:link in RSS has none)."""
    texts = (tidy("".join(child.itertext())) for child in _children(node, name))
    return next((text for text in texts if text), "")


def _atom_link(node: "etree._Element") -> str:
    for link in node.iterfind(f"{_ATOM}link"):
        if link.get("rel", "alternate") == "alternate":
            return (link.get("href") or "").strip()
    return ""


def _atom_entry(node: "etree._Element", name: str) -> Entry:
    authors = (_text(author, f"{_ATOM}name") for author in node.iterfind(f"{_ATOM}author"))
    tags = (tidy(tag.get("label") or tag.get("term")) for tag in node.iterfind(f"{_ATOM}category"))
    return Entry(
        link=_atom_link(node),
        place=Place(name, node.sourceline or 0),
        title=_atom_text(node, "title"),
        summary=_atom_text(node, "summary"),
        published=_text(node, f"{_ATOM}published"),
        updated=_text(node, f"{_ATOM}updated"),
        authors=tuple(author for author in authors if author),
        tags=tuple(tag for tag in tags if tag),
    )


def _rss_item(node: "etree._Element", name: str) -> Entry:
    creators = [_text(node, f"{_DC}creator")]
    return Entry(
        link=_child(node, "link"),
        place=Place(name, node.sourceline or 0),
        title=_child(node, "title"),
        summary=_child(node, "description"),
        published=_child(node, "pubdate") or _text(node, f"{_DC}date"),
        authors=tuple(creator for creator in creators if creator),
        tags=tuple(tidy(tag.text) for tag in _children(node, "category") if tidy(tag.text)),
    )
