"""`Load`: what a page makes browsers request from other hosts before any interaction."""

import re
from collections.abc import Iterator

import msgspec
from turbohtml import Element

from smoopt.check.rules.common.references import references
from smoopt.check.rules.third_parties.known import ThirdParty, known
from smoopt.html.page import Page
from smoopt.model.finding import Place
from smoopt.model.web_address import host_of
from smoopt.site.site import Site
from smoopt.site.url_checks import is_local

_USES = {
    "script": "script",
    **dict.fromkeys(("iframe", "frame", "embed", "object"), "frame"),
    **dict.fromkeys(("video", "audio", "track"), "film or sound"),
}
# https://html.spec.whatwg.org/multipage/links.html#linkTypes (2026-12-01)
_LINKED = {"stylesheet": "style sheet", "modulepreload": "script", "manifest": "manifest"}
# Relations that only open a connection, by which the host still learns of the visit
_CONNECTING = "preconnect"
# Relations that load ahead of use: https://fetch.spec.whatwg.org/#concept-request-destination
_AHEAD = {"script": "script", "style": "style sheet", "font": "font", "image": "picture"}

# Most styles load nothing from elsewhere, which this shows without parsing them.
_MAY_LOAD = re.compile(r"(?:url\(|@import|image-set\()\s*[\"']?\s*(?:https?:)?//", re.IGNORECASE)


class Load(msgspec.Struct, frozen=True, gc=False):
    """An address that is loaded from another host, its type (`script`, `font`), and its place.

    `party` is the service that it belongs to; None for an unknown host.
    """

    url: str
    use: str
    place: Place
    party: ThirdParty | None

    @property
    def host(self) -> str:
        """The host that is contacted, without user information before "@"."""
        return _asked(self.url)

    @property
    def name(self) -> str:
        """The common name of the service, or the host."""
        return self.host if self.party is None else self.party.name


def loads_of(page: Page, site: Site) -> Iterator[Load]:
    """Yield what a page loads from other hosts, by its elements and by styles inside it.

    What scripts load when they run cannot be known. Hosts under the site's own domain do not
    count, such as `static.example.org` for `www.example.org`.
    """
    for url, use, element in _written(page):
        if load := _load(url, use, page.place(element), site):
            yield load


def loads_of_file(path: str, text: str, site: Site) -> Iterator[Load]:
    """Yield what a style sheet of the site loads from other hosts."""
    if not _MAY_LOAD.search(text):
        return
    from smoopt.check.rules.third_parties.style_sheets import loaded_by_rules  # noqa: PLC0415

    for found in loaded_by_rules(text):
        if load := _load(found.url, found.use, Place(path, found.line, found.column), site):
            yield load


def _load(url: str, use: str, place: Place, site: Site) -> Load | None:
    """Return a load for an address, unless it is on the site itself or on this computer."""
    absolute = f"https:{url}" if url.startswith("//") else url
    host = _asked(absolute)
    if not host or is_local(absolute) or _is_below(host, site):
        return None
    return Load(absolute, use, place, known(absolute))


def _asked(url: str) -> str:
    return host_of(url).rpartition("@")[2]


def _is_below(host: str, site: Site) -> bool:
    own = host_of(site.url).removeprefix("www.")
    return bool(own) and (host == own or host.endswith(f".{own}"))


def _written(page: Page) -> Iterator[tuple[str, str, Element]]:
    """Yield addresses, what they are loaded as, and their elements."""
    for reference in references(page).away:
        if reference.use == "resource":
            yield reference.url, _use(reference.element), reference.element
    if _CONNECTING in page.text:
        for element in page.document.select(f'link[rel~="{_CONNECTING}" i][href]'):
            yield (element.attr("href") or "").strip(), "connection", element
    yield from _styled(page)


def _styled(page: Page) -> Iterator[tuple[str, str, Element]]:
    """Yield what the styles in the page load."""
    rules = [each for each in page.document.find_all("style") if _MAY_LOAD.search(each.text)]
    declarations = page.document.select('[style*="//"]')
    if not (rules or declarations):
        return
    from smoopt.check.rules.third_parties.style_sheets import (  # noqa: PLC0415 - few pages need it
        loaded_by_declarations,
        loaded_by_rules,
    )

    for element in rules:
        for found in loaded_by_rules(element.text):
            yield found.url, found.use, element
    for element in declarations:
        for found in loaded_by_declarations(element.attr("style") or ""):
            yield found.url, found.use, element


def _use(element: Element) -> str:
    if element.tag == "source":
        around = element.closest("picture, video, audio")
        return "picture" if around is None or around.tag == "picture" else "film or sound"
    if element.tag != "link":
        return _USES.get(element.tag, "picture")
    words = (element.attr("rel") or "").lower().split()
    if named := next((_LINKED[word] for word in words if word in _LINKED), ""):
        return named
    return _AHEAD.get((element.attr("as") or "").lower(), "picture")
