"""`References`: every address that a page refers to, read in one pass over its elements."""

from collections.abc import Iterator
from typing import Literal, NamedTuple, cast

import msgspec
from turbohtml import DocumentFragment, Element

from smoopt.html.page import Page

# Who follows it: people and search engines (link), or the browser at once (resource)
Use = Literal["link", "resource"]

_SELECTOR = "[href], [src], [srcset], [imagesrcset], [poster], object[data]"
_USES: dict[str, Use] = {
    "area": "link",
    **dict.fromkeys(("img", "script", "iframe", "frame", "source", "video"), "resource"),
    **dict.fromkeys(("audio", "track", "embed", "input", "image", "use", "object"), "resource"),
}
# https://html.spec.whatwg.org/multipage/links.html#linkTypes (2026-11-21)
_FETCHED = frozenset(
    {
        *("stylesheet", "icon", "apple-touch-icon", "apple-touch-icon-precomposed", "mask-icon"),
        *("manifest", "preload", "modulepreload", "prefetch"),
    }
)
# These have rules of their own, or name only a host.
_PASSED_OVER = frozenset({"canonical", "dns-prefetch", "preconnect", "alternate", "shortlink"})
_ATTRIBUTES = ("href", "src", "poster", "data")
_AWAY = ("https://", "http://", "//")


class Reference(msgspec.Struct, frozen=True, gc=False):
    """An address as written, the first element that contains it, and its use."""

    element: Element
    url: str
    use: Use


class References(NamedTuple):
    """References by where they lead: within this page, to files of the site, to a host.

    Each address is kept once per use, as faults are reported at its first place. A picture is
    often linked to as well as loaded.
    """

    within: list[Reference]
    near: list[Reference]
    away: list[Reference]


def references(page: Page) -> References:
    """Return all references, cached; those inside `<template>` do not count."""
    if "references" not in page.memo:
        page.memo["references"] = _read(page)
    return cast("References", page.memo["references"])


def _read(page: Page) -> References:
    """Read all references, with a fast path for links, of which a page has a hundred."""
    found = References([], [], [])
    seen: set[str] = set()
    loaded: set[str] = set()
    templated = "<template" in page.text
    for element in page.document.select(_SELECTOR):
        if templated and _in_template(element):
            continue
        if element.tag == "a":
            href = element.attr("href")
            if href and href not in seen:
                seen.add(href)
                _sort(found, element, href.strip(), "link")
            continue
        use = _use(element)
        known = loaded if use == "resource" else seen
        for url in _urls(element) if use else ():
            if url not in known:
                known.add(url)
                _sort(found, element, url, cast("Use", use))
    return found


def _sort(found: References, element: Element, url: str, use: Use) -> None:
    if not url:
        return
    if url[0] == "#":
        found.within.append(Reference(element, url, use))
    elif url.startswith(_AWAY):
        found.away.append(Reference(element, url, use))
    elif ":" not in url or _is_relative(url):
        found.near.append(Reference(element, url, use))
    elif url.lower().startswith(_AWAY):
        found.away.append(Reference(element, url, use))


def _use(element: Element) -> Use | None:
    """Return how an element uses its addresses; None if that does not matter here."""
    if element.tag != "link":
        return _USES.get(element.tag)
    words = {word.lower() for word in cast("list[str]", element.attrs.get("rel") or [])}
    if words & _FETCHED:
        return "resource"
    return None if words & _PASSED_OVER or not words else "link"


def _urls(element: Element) -> Iterator[str]:
    """Yield the addresses in an element's attributes."""
    attributes = element.attrs
    for name in _ATTRIBUTES:
        value = attributes.get(name)
        if isinstance(value, str):
            yield value.strip()
    if "srcset" in attributes or "imagesrcset" in attributes:
        for link in element.links():
            if link.attribute in {"srcset", "imagesrcset"}:
                yield link.url.strip()


def _is_relative(url: str) -> bool:
    """Return whether an address with a colon is a path, not one with a scheme."""
    scheme = url.partition(":")[0]
    return any(sign in scheme for sign in "/?#")


def _in_template(element: Element) -> bool:
    return any(isinstance(above, DocumentFragment) for above in element.ancestors)
