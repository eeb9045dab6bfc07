"""The address that a card shows, and its host in readable form."""

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

    1. the page's own, where the platform reads it; 2. the one that was shared, else the one
    that the page states.
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
    """Return an address's host without www., as most platforms show it."""
    return host(url).removeprefix("www.")


def host(url: str) -> str:
    """Return an address's host with IDNA decoded, "" if it is not a web address."""
    parts = parts_of(url)
    found = (parts and is_of_the_web(url) and parts.hostname) or ""
    with suppress(UnicodeError):
        return found.encode().decode("idna")
    return found
