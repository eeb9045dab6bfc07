"""Which addresses a page may give as its own: in its canonical link and in og:url."""

from typing import Literal, NamedTuple

from smoopt.html.page import Page
from smoopt.model.web_address import parts_of, path_of
from smoopt.site.page_addresses import page_behind
from smoopt.site.site import Site
from smoopt.site.url_checks import is_local

HOME = "index.html"


class AddressFault(NamedTuple):
    """What is wrong with an address that a page gives as its own, as a word and in words."""

    kind: Literal["relative", "local", "host", "broken", "home"]
    message: str


def leads_to(site: Site, page: Page, url: str) -> bool:
    """Tell whether an absolute address is one of this very page."""
    place = site.learnt.addresses.file(page.path, url)
    if place is not None:
        return site.behind(place) == page.path
    # The site's own address is unknown: its end must name the page.
    words = path_of(url).strip("/").split("/")
    tails = ("/".join(words[n:]) for n in range(len(words)))
    return not site.url and any(page_behind(tail, {page.path}) for tail in tails)


def address_fault(site: Site, page: Page, url: str) -> AddressFault | None:
    """Say what is wrong with an address that the page gives as its own.

    Another page's address may be meant (a copy that names its original), unless it is the
    home page's: themes write that one by mistake. What the host passes on may be a page, for all
    that the files tell.
    """
    parts = parts_of(url)
    if parts is None:
        return AddressFault("relative", "it is no address")
    if parts.scheme == "file" or is_local(url):
        return AddressFault("local", "nobody else can reach this computer")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return AddressFault("relative", "it is not an absolute address")
    place = site.learnt.addresses.file(page.path, url)
    if place is None:
        return _foreign_fault(site, page, parts.path)
    behind = site.behind(place)
    if behind is None:
        return (
            None if site.passes_on(place) else AddressFault("broken", "the site has no such page")
        )
    if behind == HOME and page.path != HOME:
        return AddressFault("home", "it is the home page's")
    return None


def is_elsewhere(site: Site, page: Page, url: str) -> bool:
    """Tell whether an address without fault is known to be of another site."""
    return bool(site.url) and site.learnt.addresses.file(page.path, url) is None


def names_another(site: Site, page: Page) -> bool:
    """Tell whether a page's canonical link names another page as the original."""
    for tag in page.tags("canonical"):
        if tag.element.tag == "link":
            place = site.file(page, tag.value) if tag.value else None
            behind = None if place is None else site.behind(place)
            return bool(tag.value) if behind is None else behind != page.path
    return False


def _foreign_fault(site: Site, page: Page, path: str) -> AddressFault | None:
    """Tell this page under a wrong host (a preview's, say) from a page of another site."""
    own = site.address(page.path) if site.settings.site.url else ""
    if own and path_of(own) == path and path != "/":
        return AddressFault("host", f"it is this page on another host than {site.url}")
    return None
