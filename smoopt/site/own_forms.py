"""Check whether an address of a page, in other tags or data, is written as the site writes it."""

from smoopt.model.web_address import are_equal, host_of
from smoopt.site.page_addresses import Style
from smoopt.site.site import Site
from smoopt.site.stated_address import own_addresses, says_its_style
from smoopt.site.stray_hosts import is_nobodys
from smoopt.site.url_checks import is_local


def form_fault(site: Site, url: str, style: Style | None = None) -> str:
    """Return what is wrong with how an absolute address names a page of the site, or "".

    `style` is how most pages write theirs, where that is known for sure.
    """
    if is_local(url):
        return "nobody else can reach this computer"
    host = host_of(url)
    if is_nobodys(host):
        return f"{host} is not a host of a published site"
    place = place_meant(site, url)
    behind = None if place is None else site.behind(place)
    right = () if behind is None else own_addresses(site, behind, style)
    bare = url.partition("#")[0]
    if behind is None or not right or any(are_equal(bare, own) for own in right):
        return ""
    # A difference in slash or ending is a fault only if the site states how it writes them.
    is_named_so = place in {site.file(None, own) for own in right}
    return f"its address is {right[0]}" if is_named_so or says_its_style(site, behind) else ""


def place_meant(site: Site, url: str) -> str | None:
    """Return the site path that an absolute address means, even if it is written wrongly."""
    addresses = site.learnt.addresses
    place = addresses.file("", url)
    return next(filter(site.behind, addresses.astray(url)), None) if place is None else place


def right_form(site: Site, url: str, style: Style | None = None) -> str:
    """Write an absolute address as the site does; "" where no page of the site is meant by it."""
    place = place_meant(site, url)
    behind = None if place is None else site.behind(place)
    return next(iter(own_addresses(site, behind, style)), "") if behind else ""
