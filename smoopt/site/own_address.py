"""Which addresses a page may give as its own."""

from urllib.parse import urlsplit

from smoopt.html.page import Page
from smoopt.site.addresses import page_behind
from smoopt.site.public_address import is_local
from smoopt.site.site import Site


def leads_to(site: Site, page: Page, url: str) -> bool:
    """Tell whether an absolute address is one of this very page."""
    place = site.learnt.addresses.file(page.path, url)
    if place is not None:
        return site.behind(place) == page.path
    # The site's own address is unknown: its end must name the page.
    words = urlsplit(url).path.strip("/").split("/")
    tails = ("/".join(words[n:]) for n in range(len(words)))
    return not site.url and any(page_behind(tail, {page.path}) for tail in tails)


def address_fault(site: Site, page: Page, url: str) -> str:
    """Say what is wrong with an address that the page gives as its own, or "".

    Another page's address may be meant (a copy that names its original), unless it is the
    home page's: themes write that one by mistake.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return "it is no address"
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return "it is not an absolute address"
    if is_local(url):
        return "nobody else can reach this computer"
    place = site.learnt.addresses.file(page.path, url)
    if place is None:
        return _foreign_fault(site, page, parts.path)
    behind = site.behind(place)
    if behind is None:
        return "the site has no such page"
    if behind == "index.html" and page.path != behind:
        return "it is the home page's"
    return ""


def _foreign_fault(site: Site, page: Page, path: str) -> str:
    """Tell this page under a wrong host (a preview's, say) from a page of another site."""
    own = site.address(page.path) if site.settings.site.url else ""
    if own and urlsplit(own).path == path and path != "/":
        return f"it is this page on another host than {site.url}"
    return ""
