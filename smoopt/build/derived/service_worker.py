"""Service workers: reading which pages of the site they keep, and by which revision.

Workbox writes a list of `{"revision": "<MD5 of the file>", "url": "index.html"}` into them.
https://developer.chrome.com/docs/workbox/modules/workbox-precaching (2026-11-21)
"""

import os
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import msgspec

from smoopt.files.listed_files import for_lookup
from smoopt.model.late_pattern import late
from smoopt.model.web_address import parts_of
from smoopt.site.page_addresses import page_behind
from smoopt.site.site import Site

# File names of service workers and of the lists that they import; a few others, such as
# `swiper.js`, match as well.
_NAME = late(r"(?i)(?:sw|worker|workbox|precache|pwa|offline)[^/]*\.[cm]?js$")
_MOST_BYTES = 8_000_000
# An entry is a flat object, about as long as its address.
_MOST_ENTRY = 4_096
# Some lists stand within a string, where their quotes are escaped.
_FIELD = late(
    r"""(?<![\w$])(?P<q>\\?["'`]|)(?P<name>url|revision|integrity)(?P=q)\s*:\s*"""
    r"""(?:(?P<quote>\\?["'`])(?P<text>(?:(?!(?P=quote)).)*)(?P=quote)|(?P<other>[^\s,}]+))"""
)
_ESCAPE = late(r"\\(?:u\{([0-9a-fA-F]{1,5})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))")
_NO_REVISION = frozenset({"null", "undefined", "void", "!1"})
UTF8 = {"encoding": "utf-8", "errors": "surrogateescape"}


class Entry(msgspec.Struct, frozen=True):
    """One file of a precache list: its address, and its revision, which stands at `start`.

    The revision is "" where it is not a string, but the name of one. `sealed` says that the entry
    also holds the file's integrity.
    """

    start: int
    revision: str
    address: str
    sealed: bool


class Kept(msgspec.Struct, frozen=True):
    """A page that a service worker keeps.

    `certain` is False where only the end of an absolute address matches the page.
    """

    entry: Entry
    page: str
    certain: bool


class Worker(msgspec.Struct, frozen=True):
    """A service worker's script, and the pages that it keeps, in the order of their entries.

    `read` is the status of its file as it was read.
    """

    text: str
    pages: tuple[Kept, ...]
    read: os.stat_result


def service_workers(site: Site) -> Iterator[tuple[str, Worker]]:
    """Find the service workers that keep pages of the site, by their paths."""
    pages = for_lookup(site.pages)
    for path in site.files:
        if not path.endswith("js") or not _NAME.search(path) or "node_modules/" in path:
            continue
        with suppress(OSError):  # what cannot be read cannot be sent to anybody
            seen = site.opened.regular(path)
            if seen is None or seen.size > _MOST_BYTES:
                continue
            data, read = site.opened.read_with_status(path)
            text = data.decode(**UTF8) if b"revision" in data else ""
            kept = ((entry, *_page(site, path, entry.address, pages)) for entry in entries(text))
            found = tuple(Kept(entry, page, certain) for entry, page, certain in kept if page)
            if found:
                yield path, Worker(text, found, read)


def entries(text: str) -> Iterator[Entry]:
    """Read the precache lists of a script.

    Generators and minifiers write the fields in any order and with any quotes. Entries without a
    revision, whose address contains it instead, are left out.
    """
    end = 0
    while (at := text.find("revision", end)) >= 0:
        end = at + len("revision")
        start = text.rfind("{", max(0, at - _MOST_ENTRY), at)
        stop = text.find("}", end, end + _MOST_ENTRY)
        if start < 0 or stop < 0 or "}" in text[start:at] or "{" in text[end:stop]:
            continue
        end = stop
        fields = {found["name"]: found for found in _FIELD.finditer(text, start, stop + 1)}
        if (entry := _entry(fields)) is not None:
            yield entry


def _entry(fields: dict[str, re.Match[str]]) -> Entry | None:
    if not {"url", "revision"} <= fields.keys() or fields["url"]["text"] is None:
        return None
    found = fields["revision"]
    if found["other"] in _NO_REVISION:
        return None
    start = found.start("other" if found["text"] is None else "text")
    address = _ESCAPE.sub(_unescaped, fields["url"]["text"])
    return Entry(start, found["text"] or "", address, "integrity" in fields)


def _unescaped(found: re.Match[str]) -> str:
    digits = found[1] or found[2] or found[3]
    return chr(int(digits, 16)) if digits else found[4]


def _page(site: Site, worker: str, address: str, pages: Collection[str]) -> tuple[str | None, bool]:
    """Find the page behind an address in a service worker, and tell whether that is certain.

    A relative address is read from the worker's folder. An absolute one may begin with folders of
    the site's own address, which may be unknown, so the longest end that names a page is taken.
    """
    parts = parts_of(address)
    if parts is None:
        return None, False
    name = unquote(parts.path, **UTF8)
    slash = "/" if name.endswith(("/", "/.")) or name in {"", "."} else ""
    if not parts.netloc and not name.startswith("/"):
        place = normpath(join(dirname(worker), name))
        return page_behind(f"{place}{slash}".removeprefix("./"), pages), True
    own = site.file(None, address)
    page = None if own is None else page_behind(own, pages)
    if page is not None:
        return page, True
    words = name.strip("/").split("/")
    ends = (f"{'/'.join(words[n:])}{slash}".removeprefix("/") for n in range(1, len(words) + 1))
    return next(filter(None, (page_behind(end, pages) for end in ends)), None), False
