"""Which addresses a page may state as its own, in its canonical link and in og:url."""

from collections.abc import Collection
from typing import Literal, NamedTuple

from smoopt.html.page import Page
from smoopt.html.page_kind import is_for_printing
from smoopt.model.web_address import are_equal, host_of, parts_of, path_of
from smoopt.site.address_style import is_index
from smoopt.site.page_addresses import Addresses, Style, page_behind
from smoopt.site.site import Site
from smoopt.site.stray_hosts import are_sisters, is_nobodys, is_on_trial, is_stray
from smoopt.site.url_checks import is_local

HOME = "index.html"


class AddressFault(NamedTuple):
    """What is wrong with an address that a page states as its own: a kind, and a message."""

    kind: Literal["relative", "local", "host", "broken", "home", "form"]
    message: str


def leads_to(site: Site, page: Page, url: str) -> bool:
    """Tell whether an absolute address is one of this page."""
    place = site.learnt.addresses.file(page.path, url)
    if place is not None:
        return site.behind(place) == page.path
    # The site's own address is unknown: its end must name the page.
    words = path_of(url).strip("/").split("/")
    tails = ("/".join(words[n:]) for n in range(len(words)))
    return not site.url and any(page_behind(tail, {page.path}) for tail in tails)


def address_fault(
    site: Site, page: Page, url: str, right: Collection[str] = ()
) -> AddressFault | None:
    """Return the fault of an address that the page states as its own.

    `right` are the page's right addresses, where the caller knows better than the site alone.
    Another page's address may be meant (a copy that names its original), unless it is the home
    page's: themes write that one by mistake. A path that the host redirects may be a page, although
    the site has no such file.
    """
    if url in right:
        return None
    parts = parts_of(url)
    if parts is None:
        return AddressFault("relative", "it is not an address")
    if parts.scheme == "file" or is_local(url):
        return AddressFault("local", "nobody else can reach this computer")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return AddressFault("relative", "it is not an absolute address")
    place = site.learnt.addresses.file(page.path, url)
    if place is None:
        return _foreign_fault(site, page, url)
    behind = site.behind(place)
    if behind is None:
        return (
            None if site.passes_on(place) else AddressFault("broken", "the site has no such page")
        )
    if behind == page.path:
        # The home page may be named without its slash.
        named = f"{url}/" if place == "" and not url.endswith("/") else url
        return _form_fault(site, named, right or own_addresses(site, page.path))
    if behind == HOME:
        return AddressFault("home", "it is the home page's")
    return None


def own_addresses(site: Site, path: str, style: Style | None = None) -> tuple[str, ...]:
    """Return the right addresses of a page: the sitemap's, and one as most pages write theirs.

    `style` is how they do, where that is known for sure; () where the site's address is unknown.
    The home page may name its file if nothing shows how the site addresses index pages.
    """
    if not site.url:
        return ()
    learnt = site.learnt
    written = (Addresses(site.url, style) if style else learnt.own).of(path)
    found = (site.address(path), written) if path in learnt.addresses.known else (written,)
    if path != HOME:
        return found
    by_file = () if style or learnt.names_index else (site.url + HOME,)
    return (*found, site.url, *by_file)


def says_its_style(site: Site, path: str) -> bool:
    """Tell whether the site states how it writes such addresses, not only in its links."""
    learnt, table = site.learnt, site.settings.site
    stated, setting = (
        (learnt.stated.indexes, table.index)
        if is_index(path)
        else (learnt.stated.suffixes, table.suffix)
    )
    return bool(stated) or setting != "auto" or path in learnt.addresses.known


def _form_fault(site: Site, url: str, right: Collection[str]) -> AddressFault | None:
    """Return the fault of an address that leads to the page but is not written as the site does."""
    if not right or any(are_equal(url, own) for own in right):
        return None
    first = next(iter(right))
    # What was read off a sitemap may be older than the page; what its author says is not.
    if not site.settings.site.url and are_equal(url.replace("https:", "http:", 1), first):
        return None
    return AddressFault("form", f"it leads to this page, but its address is {first}")


def is_elsewhere(site: Site, page: Page, url: str) -> bool:
    """Tell whether an address without fault is known to be another site's."""
    return bool(site.url) and site.learnt.addresses.file(page.path, url) is None


def names_another(site: Site, page: Page) -> bool:
    """Tell whether a page's canonical link names another page as the original."""
    for tag in page.tags("canonical"):
        if tag.element.tag == "link":
            place = site.file(page, tag.value) if tag.value else None
            behind = None if place is None else site.behind(place)
            return bool(tag.value) if behind is None else behind != page.path
    return False


def repeats_another(site: Site, page: Page) -> bool:
    """Tell whether a page repeats another: it names an original, or is for printing."""
    return is_for_printing(page.path) or names_another(site, page)


def _foreign_fault(site: Site, page: Page, url: str) -> AddressFault | None:
    """Return the fault of an address with a wrong host or without the site's folder, or None."""
    host, own = host_of(url), host_of(site.url)
    if is_nobodys(host):
        return AddressFault("host", f"{host} is not a host of a published site")
    if not own:
        return None
    if is_stray(host, own) or _is_former(site, host, own):
        path = path_of(url)
    elif host.startswith(own):  # a template lost a slash: https://example.orgabout/; or a folder
        path = host.removeprefix(own) + path_of(url)
    else:
        return None
    behind = next(filter(None, map(site.behind, site.learnt.addresses.places_at(host, path))), None)
    how = "without the site's folder, as in" if host == own else "on another host than"
    if behind == page.path:
        return AddressFault("host", f"it is this page {how} {site.url}")
    if behind == HOME:
        return AddressFault("home", f"it is the home page's, {how} {site.url}")
    return None


def _is_former(site: Site, host: str, own: str) -> bool:
    """Tell whether the whole site was built for a host other than the one that its author gives."""
    if not site.settings.site.url or are_sisters(host, own) or is_on_trial(own):
        return False
    return site.learnt.home_host == host
