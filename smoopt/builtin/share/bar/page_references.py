"""How a page refers to itself and to the site's files, also where a `<base href>` intervenes."""

import re
from functools import lru_cache
from posixpath import dirname, relpath
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

from smoopt.html.page import Page
from smoopt.site.site import Site

# A page that the server sends for addresses that lead nowhere, in whatever folder.
_ERROR_PAGE = re.compile(r"(?:^|/)[45]\d\d(?:/index)?\.x?html?$")


def to_file(page: Page, site: Site, path: str) -> str:
    """Write how a page refers to a file of the site.

    1. Relative to the page, which works from the disk and under any address; 2. from the host's
    root where relative addresses are not what they seem: with a `<base href>`, on an error page,
    which is sent for every address, and where folders are addressed without their slash.
    """
    base = _base(page)
    bare = site.learnt.addresses.style.index == "bare"
    if not (base or bare or _ERROR_PAGE.search(page.path)):
        return _relative(path, dirname(page.path))
    rooted = (urlsplit(site.url).path or "/") + quote(path)
    return urljoin(site.url, rooted) if urlsplit(base).netloc else rooted


def to_itself(page: Page, site: Site) -> str | None:
    """Write what stands before the `#` where a page refers to a place in itself.

    1. Nothing, where nothing else is the base; 2. with a `<base href>` to another page, this
    page's path, and its host as well where the base has one; 3. None where that is not known.
    """
    base = _base(page)
    if not base:
        return ""
    own = site.address(page.path)
    if not own:
        return None
    if urldefrag(urljoin(own, base)).url == own:
        return ""
    if urlsplit(base).netloc:
        return own
    here = urlsplit(own)
    return urlunsplit(("", "", here.path or "/", here.query, ""))


def _base(page: Page) -> str:
    """Give the page's base; "" also for one that is no address, which browsers pass over."""
    try:
        urlsplit(page.base)
    except ValueError:
        return ""
    return page.base


@lru_cache(maxsize=1024)
def _relative(path: str, folder: str) -> str:
    return quote(relpath(path, folder or "."))
