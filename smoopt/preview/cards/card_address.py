"""Where a card leads: the address that it shows, and its host as people read it."""

from contextlib import suppress

from smoopt.html.page import Page
from smoopt.model.web_address import is_of_the_web, parts_of
from smoopt.preview.cards.page_tags import PageTags, readable
from smoopt.preview.cards.platform import Platform
from smoopt.site.site import Site

UNKNOWN = "The site's address is not known: give --url."


def address(
    platform: Platform, tags: PageTags, page: Page, site: Site
) -> tuple[str, tuple[str, ...]]:
    """Return the address that a card shows, and notes on it.

    1. what the page gives, where the platform reads that; 2. the one that was shared.
    """
    shared = site.address(page.path)
    given = tags.first(*platform.addresses)
    if given is None or not host(given.text):
        if shared:
            return shared, ()
        stated = tags.text("link canonical", "og:url")
        return stated, () if stated else (UNKNOWN,)
    if not shared or host(given.text) == host(shared):
        return given.text, ()
    found = f"{readable(given.key)} is on another host"
    if platform.keeps_host:
        return shared, (f"{found}: {platform.name} keeps the address that was shared.",)
    return given.text, (f"{found}, and {platform.name} shows that one.",)


def domain(url: str) -> str:
    """Give an address's host as most platforms show it: without www."""
    return host(url).removeprefix("www.")


def host(url: str) -> str:
    """Give an address's host with its letters as people read them, "" for what is none."""
    parts = parts_of(url)
    found = (parts and is_of_the_web(url) and parts.hostname) or ""
    with suppress(UnicodeError):
        return found.encode().decode("idna")
    return found
