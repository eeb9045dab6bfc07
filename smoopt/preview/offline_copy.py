"""`OfflineCopy`: makes pages and style sheets of a site work when opened from disk.

An exported preview shows each page in a frame, without a server: root-relative references and those
to folders would not be found. So references become relative paths to files, and what cannot work
from disk is removed: scripts, and what is preloaded for them. A policy at the beginning makes sure
that nothing in the page runs, even if something was missed.
"""

import posixpath
import re
from collections.abc import Collection, Iterator
from html import escape

from turbohtml import Element

from smoopt.html.page import Page
from smoopt.html.slots import after_doctype
from smoopt.html.source_text import splice
from smoopt.model.edits import Span
from smoopt.model.faults import guarded
from smoopt.preview.urls import place_of, quoted
from smoopt.site.site import Site

_NAMING = ("src", "poster", "data", "href", "xlink:href")
_NAMING_SEVERAL = ("srcset", "imagesrcset")
_LINKS = frozenset({"a", "area", "iframe", "frame", "embed", "object"})
_TAKEN_OUT = (
    "base, script:not([type*=json i]), meta[http-equiv=content-security-policy i], "
    "meta[http-equiv=refresh i], link[rel~=preload i], link[rel~=modulepreload i], "
    "link[rel~=prefetch i], link[rel~=manifest i], link[rel~=preconnect i], "
    "link[rel~=dns-prefetch i]"
)
# Frames of other hosts stay: they run in another origin. Without scripts, a page can only be looked
# at. https://www.w3.org/TR/CSP3/ (2026-11-30)
_POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'; '
    "object-src 'none'; base-uri 'none'; form-action 'none'\">"
)
_UNREADABLE = b"<!doctype html><p>This page cannot be read, so there is no copy of it.\n"
_SCRIPTED = frozenset({"script", "base"})
_FETCHED = frozenset({"stylesheet", "icon", "apple-touch-icon", "mask-icon"})
# https://www.w3.org/TR/css-values-4/#urls (2026-11-21), and imports without url()
_CSS_URL = re.compile(
    r"""(?P<before>\burl\(\s*["']?|@import\s+["'])(?P<url>(?!data:)[^"'()\\\s]+)"""
)


class OfflineCopy:
    """Copies the files of a site; `needed` collects the paths of files that the copies need."""

    def __init__(self, site: Site, pages: Collection[str]) -> None:
        """Take the site, and the pages that are exported."""
        self.needed: set[str] = set()
        self._site = site
        self._pages = pages

    def page(self, path: str, data: bytes) -> bytes:
        """Return a page with relative references and without scripts."""
        return guarded(lambda: self._copied(Page(path, data, built=True)), lambda _: _UNREADABLE)

    def _copied(self, page: Page) -> bytes:
        pieces: dict[Span, str] = {}
        for element in page.document.find_all(True):
            if element.tag not in _SCRIPTED:
                pieces |= dict(self._attributes(page, element))
            if element.tag == "style" and (inside := _inside(page, element)):
                pieces[inside] = self.css(page.path, page.text[slice(*inside)])
        for element in page.document.select(_TAKEN_OUT):
            if whole := _whole(page, element):
                pieces = {span: new for span, new in pieces.items() if not _within(span, whole)}
                pieces[whole] = ""
        first = after_doctype(page.text) or 0
        pieces[Span(first, first)] = _POLICY
        positions = sorted({position for span in pieces for position in span})
        at = dict(zip(positions, page.source.byte_offsets(positions), strict=True))
        source = page.source
        encoded = (
            (at[span.start], at[span.end], source.encode(new, source.text[slice(*span)]))
            for span, new in sorted(pieces.items())
        )
        return splice(source.data, encoded)

    def css(self, path: str, text: str) -> str:
        """Return a style sheet of the file at `path` with relative references."""

        def relative(match: re.Match[str]) -> str:
            place = self._site.learnt.addresses.file(path, match["url"])
            return match["before"] + (self._shown(path, place, match["url"]) or match["url"])

        return _CSS_URL.sub(relative, text)

    def _attributes(self, page: Page, element: Element) -> Iterator[tuple[Span, str]]:
        """Yield new texts for attributes that refer to files, and "" for event handlers."""
        for name in element.attrs:
            if name.startswith("on") and (span := page.attribute(element, name)):
                yield span, ""
        for name in _NAMING + _NAMING_SEVERAL:
            value = element.attr(name)
            span = page.attribute(element, name) if isinstance(value, str) and value else None
            if span is None or not isinstance(value, str):
                continue
            several = name in _NAMING_SEVERAL
            new = self._candidates(page, value) if several else self._named(page, element, value)
            if new is not None:
                yield span, f'{name}="{escape(new)}"'
        style = element.attr("style") or ""
        if "url(" in style and (span := page.attribute(element, "style")):
            yield span, f'style="{escape(self.css(page.path, style))}"'

    def _named(self, page: Page, element: Element, value: str) -> str | None:
        """Return the new form of a reference; None if it can stay."""
        if value.startswith(("#", "data:", "mailto:", "javascript:")):
            return None
        rel = element.attrs.get("rel") or ()
        fetched = not isinstance(rel, str) and _FETCHED.intersection(rel)
        if element.tag in _LINKS or (element.tag == "link" and not fetched):
            return self._leading(page, value)
        return self._shown(page.path, self._site.file(page, value), value)

    def _leading(self, page: Page, value: str) -> str | None:
        """Return the address of the exported page that a link leads to, else the public address."""
        place = self._site.file(page, value)
        behind = None if place is None else self._site.behind(place)
        if behind not in self._pages or behind is None:
            return self._site.resolve(page, value) or None
        return _relative(page.path, place_of(behind)) + _fragment(value)

    def _shown(self, path: str, place: str | None, value: str) -> str | None:
        """Return the relative path of a file and note it as needed; None if the site lacks it."""
        if not place or not self._site.has(place):
            return None
        self.needed.add(place)
        return _relative(path, place) + _fragment(value)

    def _candidates(self, page: Page, value: str) -> str:
        """Return a `srcset` with relative references.

        https://html.spec.whatwg.org/multipage/images.html#srcset-attributes (2026-11-21)
        """
        given = re.findall(r"[\s,]*(\S*[^\s,])\s*([^,]*)", value)
        written = (
            f"{self._shown(page.path, self._site.file(page, url), url) or url} {size}".strip()
            for url, size in given
        )
        return ", ".join(written)


def _relative(path: str, place: str) -> str:
    return quoted(posixpath.relpath(place, posixpath.dirname(path) or "."))


def _fragment(value: str) -> str:
    fragment = value.partition("#")[2]
    return f"#{fragment}" if fragment else ""


def _whole(page: Page, element: Element) -> Span | None:
    start, end = page.start_tag(element), page.end_tag(element)
    return start and Span(start.start, (end or start).end)


def _inside(page: Page, element: Element) -> Span | None:
    start, end = page.start_tag(element), page.end_tag(element)
    return Span(start.end, end.start) if start and end and start.end < end.start else None


def _within(span: Span, whole: Span) -> bool:
    return whole.start <= span.start and span.end <= whole.end
