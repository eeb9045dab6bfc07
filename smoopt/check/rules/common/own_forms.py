"""Is an address written as the site writes it? Asked of pages that other tags and data name."""

from smoopt.model.web_address import are_equal, host_of
from smoopt.site.site import Site
from smoopt.site.stated_address import own_addresses, says_its_style
from smoopt.site.stray_hosts import is_nobodys
from smoopt.site.url_checks import is_local


def form_fault(site: Site, url: str) -> str:
    """Say what is wrong with how an absolute address names a page of the site, or ""."""
    if is_local(url):
        return "nobody else can reach this computer"
    host, addresses = host_of(url), site.learnt.addresses
    if is_nobodys(host):
        return f"{host} is no host of a published site"
    place = addresses.file("", url)
    if place is None:
        place = next(filter(site.behind, addresses.astray(url)), None)
    behind = None if place is None else site.behind(place)
    right = () if behind is None else own_addresses(site, behind)
    bare = url.partition("#")[0]
    if behind is None or not right or any(are_equal(bare, own) for own in right):
        return ""
    # Where only slash or ending differ, the site must say how it writes them.
    is_named_so = place in {addresses.file("", own) for own in right}
    return f"its address is {right[0]}" if is_named_so or says_its_style(site, behind) else ""
