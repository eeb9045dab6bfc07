"""Where a card leads: the address it shows, its host, the site's icon."""

from contextlib import suppress
from urllib.parse import urlsplit

from smoopt.html.page import Page
from smoopt.preview.cards.card import Shot
from smoopt.preview.cards.platform import Platform
from smoopt.preview.cards.tags_read import Head, named
from smoopt.site.site import Site

UNKNOWN = "The site's address is not known: give --url."


def address(platform: Platform, head: Head, page: Page, site: Site) -> tuple[str, tuple[str, ...]]:
    """Give the address that a card shows, and what is to be said of it.

    1. what the page gives, where the platform reads that; 2. the one that was shared.
    """
    shared = site.address(page.path)
    given = head.first(*platform.addresses)
    if given is None or not host(given.text):
        if shared:
            return shared, ()
        stated = head.text("link canonical", "og:url")
        return stated, () if stated else (UNKNOWN,)
    if not shared or host(given.text) == host(shared):
        return given.text, ()
    found = f"{named(given.key)} is on another host"
    if platform.same_host:
        return shared, (f"{found}: {platform.name} keeps the address that was shared.",)
    return given.text, (f"{found}, and {platform.name} shows that one.",)


def domain(url: str) -> str:
    """Give an address's host as most platforms show it: without www."""
    return host(url).removeprefix("www.")


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


def host(url: str) -> str:
    """Give an address's host with its letters as people read them, "" for what is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    found = (parts.hostname or "") if parts.scheme in {"http", "https"} else ""
    with suppress(UnicodeError):
        return found.encode().decode("idna")
    return found
