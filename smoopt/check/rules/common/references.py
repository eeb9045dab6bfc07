"""`References`: every address that a page refers to, read in one pass over its elements."""

from collections.abc import Iterator
from typing import Literal, NamedTuple, cast

import msgspec
from turbohtml import DocumentFragment, Element

from smoopt.html.page import Page

# What follows it: a person, a search engine; or the browser at once, for the page needs it.
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
# These have rules of their own, or name a host only.
_PASSED_OVER = frozenset({"canonical", "dns-prefetch", "preconnect", "alternate", "shortlink"})
_ATTRIBUTES = ("href", "src", "poster", "data")
_AWAY = ("https://", "http://", "//")


class Reference(msgspec.Struct, frozen=True, gc=False):
    """An address as written, the first element that has it, and its purpose."""

    element: Element
    url: str
    use: Use


class References(NamedTuple):
    """References by where they lead: into this very page, to files of the site, to a host.

    Each address is kept once for each use: what is wrong with it is said at its first place. A
    picture is often linked to itself, and is loaded all the same.
    """

    within: list[Reference]
    near: list[Reference]
    away: list[Reference]


def references(page: Page) -> References:
    """Read all references; what a template holds is not the page's yet."""
    if "references" not in page.memo:
        page.memo["references"] = _read(page)
    return cast("References", page.memo["references"])


def _read(page: Page) -> References:
    """Take the many links by a short way: a page has a hundred."""
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
    """Tell what an element refers for; None where that is no matter here."""
    if element.tag != "link":
        return _USES.get(element.tag)
    words = {word.lower() for word in cast("list[str]", element.attrs.get("rel") or [])}
    if words & _FETCHED:
        return "resource"
    return None if words & _PASSED_OVER or not words else "link"


def _urls(element: Element) -> Iterator[str]:
    """Give the addresses in an element's attributes."""
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
    """Tell a path that has a colon in it from an address with a scheme."""
    scheme = url.partition(":")[0]
    return any(sign in scheme for sign in "/?#")


def _in_template(element: Element) -> bool:
    return any(isinstance(above, DocumentFragment) for above in element.ancestors)
