"""What the host lists of its pages: robots.txt, and the sitemaps that it names."""

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from smoopt.model.web_address import joined, normal
from smoopt.site.learn import SITEMAPS
from smoopt.site.xml_files import MOST_ADDRESSES, elements_in, local_name
from smoopt.verify.deployment import Deployment
from smoopt.verify.visits import Visitor
from smoopt.web.unpacking import unpacked
from smoopt.web.web_client import Manner

if TYPE_CHECKING:
    from lxml import etree
    from protego import Protego

_MOST_SITEMAPS = 5
_MOST_BYTES = 10_000_000
# https://www.rfc-editor.org/rfc/rfc9309.html#section-2.5 (2026-12-01)
_MOST_ROBOTS = 500 * 1024
_GZIP = b"\x1f\x8b"
# https://www.sitemaps.org/protocol.html (2026-12-01)
_LONGEST = 2047


class Robots(NamedTuple):
    """The host's robots.txt: its rules, and the sitemaps that it names; no rules block nobody."""

    rules: "Protego | None" = None
    sitemaps: tuple[str, ...] = ()

    def keeps_out(self, robot: str, url: str) -> bool:
        """Return whether robots.txt asks a crawler not to fetch an address."""
        return self.rules is not None and not self.rules.can_fetch(url, robot)


def read_robots(visitor: Visitor, base: str, manner: Manner) -> Robots:
    """Request robots.txt; without one, nobody is blocked."""
    from protego import Protego  # noqa: PLC0415

    asked = msgspec.structs.replace(manner, only_pages=False, most_bytes=_MOST_ROBOTS)
    found = visitor.visit(joined(base, "/robots.txt") or "", asked)
    if not found.is_there:
        return Robots()
    rules = Protego.parse(found.body.decode("utf-8", "replace").lstrip("\ufeff"))
    return Robots(rules, tuple(rules.sitemaps))


class Listed(NamedTuple):
    """The addresses on this host that sitemaps list, and the one changed last, or "".

    `elsewhere` is an example of a listed page or sitemap on another host, or "".
    """

    addresses: tuple[str, ...] = ()
    newest: str = ""
    elsewhere: str = ""


def read_sitemaps(
    visitor: Visitor, deployment: Deployment, robots: Robots, manner: Manner
) -> Listed:
    """Request the sitemaps that robots.txt names, else the first that exists under a usual name."""
    named = [url for url in map(deployment.here, robots.sitemaps) if visitor.is_own(url)]
    waiting = named or [joined(deployment.base, name) or "" for name in SITEMAPS]
    is_guess = not named
    dated: dict[str, str] = {}
    elsewhere = ""
    asked = msgspec.structs.replace(manner, only_pages=False, most_bytes=_MOST_BYTES)
    for _ in range(_MOST_SITEMAPS):
        if not waiting or len(dated) >= MOST_ADDRESSES:
            break
        found = visitor.visit(waiting.pop(0), asked)
        if not found.is_there:
            continue
        pages, further = _read(found.body)
        here = {deployment.here(normal(url)): date for url, date in pages.items()}
        more = [*map(deployment.here, further)]
        elsewhere = elsewhere or next(
            (url for url in (*here, *more) if not visitor.is_own(url)), ""
        )
        dated |= {url: date for url, date in here.items() if url.startswith(deployment.base)}
        if is_guess:  # the first of the usual names that answers is enough
            waiting, is_guess = [], False
        waiting += filter(visitor.is_own, more)
    newest = max(dated, key=lambda url: (dated[url], url), default="")
    return Listed(tuple(dated), newest if dated.get(newest) else "", elsewhere)


def _read(data: bytes) -> tuple[dict[str, str], list[str]]:
    """Return the addresses of pages with their dates as written, and those of further sitemaps."""
    if data.startswith(_GZIP):
        data = unpacked(data, "gzip", _MOST_BYTES, is_whole=False).body
    pages: dict[str, str] = {}
    further: list[str] = []
    for node in elements_in(data):
        kind = local_name(node)
        if kind == "url":
            pages[_text(node, "loc")] = _text(node, "lastmod")
        elif kind == "sitemap":
            further.append(_text(node, "loc"))
        if kind in {"url", "sitemap"}:
            node.clear()
        if len(pages) >= MOST_ADDRESSES:
            break
    return pages, further


def _text(node: "etree._Element", name: str) -> str:
    """Return the text of a child element, "" if it is missing or longer than an address may be."""
    found = next((child for child in node if local_name(child) == name), None)
    text = "" if found is None else (found.text or "").strip()
    return text if len(text) <= _LONGEST else ""
