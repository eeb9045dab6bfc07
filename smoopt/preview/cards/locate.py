"""Where a card leads: the address it shows, its host, the site's icon."""

from contextlib import suppress
from urllib.parse import urlsplit

from smoopt.page import Page
from smoopt.preview.cards.card import Shot
from smoopt.preview.cards.head import Head, named
from smoopt.preview.cards.platform import Platform
from smoopt.site import Site

UNKNOWN = "The site's address is not known: give --url."


def address(platform: Platform, head: Head, page: Page, site: Site) -> tuple[str, tuple[str, ...]]:
    """Give the address that a card shows, and what is to be said of it.

    1. what the page gives, where the platform reads that; 2. the one that was shared.
    """
    shared = site.address(page.path)
    given = head.first(*platform.addresses)
    if given is None or not _host(given.text):
        if shared:
            return shared, ()
        stated = head.text("link canonical", "og:url")
        return stated, () if stated else (UNKNOWN,)
    if not shared or _host(given.text) == _host(shared):
        return given.text, ()
    found = f"{named(given)} is on another host"
    if platform.same_host:
        return shared, (f"{found}: {platform.label} keeps the address that was shared.",)
    return given.text, (f"{found}, and {platform.label} shows that one.",)


def domain(url: str) -> str:
    """Give an address's host as platforms show it: readable, without www."""
    host = _host(url)
    with suppress(UnicodeError):
        host = host.encode().decode("idna")
    return host.removeprefix("www.")


def icon(keys: tuple[str, ...], head: Head, page: Page, site: Site) -> Shot | None:
    """Find the page's icon: the first that the site has, or that lies elsewhere."""
    for tag in (tag for key in keys for tag in head.all(key)):
        image = site.image(page, tag.text)
        if tag.text and not image.missing and not tag.text.startswith("data:"):
            return Shot(image.url, image.file, image.width, image.height)
    return None


def language(page: Page) -> str:
    """Give the language that the page says it is written in, or ""."""
    root = page.document.root
    return "" if root is None else (root.attr("lang") or "").strip()


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in {"http", "https"} else ""
