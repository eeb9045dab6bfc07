"""The site's own sitemap: what it lists, and where pages can be added."""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from smoopt.builtin.sitemap.page_entry import PageEntry, in_order
from smoopt.builtin.sitemap.sitemap_xml import rows
from smoopt.files.bounded import WRITTEN
from smoopt.model.file_edit import FileEdit
from smoopt.site.feeds import read_sitemap
from smoopt.site.learn import SITEMAPS
from smoopt.site.page_addresses import page_behind
from smoopt.site.site import Site
from smoopt.site.xml_files import MOST_ADDRESSES, root_of

_END = re.compile(r"</(?:[\w.-]+:)?urlset\s*>")
# https://www.sitemaps.org/protocol.html#submit_robots (2026-12-01)
_NAMED = re.compile(r"^[^\S\n]*sitemap[^\S\n]*:[^\S\n]*([^\s#]+)", re.IGNORECASE | re.MULTILINE)
_COMPRESSED = ".gz"


class OwnSitemap(msgspec.Struct, frozen=True):
    """A site's own sitemap.

    `path` is the file with which crawlers begin. `plain` is the file to which pages can be
    added, "" if there is none; it has `within` entries. `addresses` and `pages` (by path) are
    those listed in it and in all sitemaps that it refers to.
    """

    path: str
    plain: str
    within: int
    addresses: frozenset[str]
    pages: frozenset[str]

    def missing(self, entries: Mapping[str, PageEntry]) -> list[PageEntry]:
        """Return the pages that it does not list."""
        return in_order(
            entry
            for path, entry in entries.items()
            if path not in self.pages and entry.address not in self.addresses
        )


def named_in_robots(text: str) -> list[str]:
    """Return the addresses of sitemaps that a robots.txt names."""
    return _NAMED.findall(text.lstrip("\ufeff"))


def find_sitemap(site: Site) -> OwnSitemap | None:
    """Find the site's sitemap by robots.txt and by name, and read everything that it lists."""
    there = frozenset(site.authored)
    named = (site.file(None, url) for url in named_in_robots(site.read("robots.txt") or ""))
    usual = (*SITEMAPS, *(name + _COMPRESSED for name in SITEMAPS))
    begin = [*dict.fromkeys(path for path in (*named, *usual) if path in there and _is_xml(path))]
    if not begin:
        return None
    addresses = set[str]()
    plain, within = "", 0
    for path, listed, is_index in _read_all(site, begin, there):
        addresses.update(listed)
        if not plain and path in begin and not is_index and not path.endswith(_COMPRESSED):
            plain, within = path, len(listed)
    places = (site.file(None, address) for address in addresses)
    pages = (page_behind(place, there) for place in places if place is not None)
    return OwnSitemap(
        begin[0], plain, within, frozenset(addresses), frozenset(page for page in pages if page)
    )


def addition(site: Site, own: OwnSitemap, missing: Sequence[PageEntry]) -> FileEdit | None:
    """Add pages to a sitemap; None if that is impossible, or if all of it is of another host."""
    if own.addresses and not own.pages:
        return None
    text = site.read(own.plain) if own.plain else None
    root = root_of(site.opened, own.plain) if own.plain else None
    ends = [found.start() for found in _END.finditer(text or "")]
    if text is None or root is None or not ends or own.within + len(missing) > MOST_ADDRESSES:
        return None
    added = "".join(rows(missing, root.prefixes, root.prefix))
    if len(text.encode("utf-8", "surrogateescape")) + len(added) > WRITTEN:
        return None
    return FileEdit(own.plain, ends[-1], added)


def _is_xml(path: str | None) -> bool:
    return path is not None and path.removesuffix(_COMPRESSED).lower().endswith(".xml")


def _read_all(
    site: Site, begin: Sequence[str], there: frozenset[str]
) -> Iterator[tuple[str, list[str], bool]]:
    """Read sitemaps and those that they refer to: path, pages, and whether it is an index."""
    waiting, seen = [*begin], set[str]()
    while waiting:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        pages, further = read_sitemap(site.opened, path)
        root = root_of(site.opened, path)
        yield path, pages, root is None or root.name != "urlset"
        behind = (site.file(None, url) for url in further)
        waiting += [found for found in behind if found is not None and found in there]
