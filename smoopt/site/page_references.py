"""How a page refers to itself and to the site's files, also where a `<base href>` intervenes."""

import re
from functools import lru_cache
from posixpath import dirname, relpath
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

from smoopt.html.page import Page
from smoopt.site.page_addresses import Addresses

# A page that the server sends for addresses that lead nowhere, in whatever folder.
_ERROR_PAGE = re.compile(r"(?:^|/)[45]\d\d(?:/index)?\.x?html?$")


def to_file(page: Page, addresses: Addresses, path: str) -> str:
    """Write how a page refers to a file of the site: see `Site.href`."""
    base = base_of(page)
    bare = addresses.style.index == "bare"
    if not (base or bare or _ERROR_PAGE.search(page.path)):
        return _relative(path, dirname(page.path))
    rooted = (urlsplit(addresses.base).path or "/") + _quoted(path)
    return urljoin(addresses.base, rooted) if urlsplit(base).netloc else rooted


def to_itself(page: Page, own: str) -> str | None:
    """Write how a page that has the address `own`, if any, refers to itself: see `Site.here`."""
    base = base_of(page)
    if not base:
        return ""
    if not own:
        return None
    if urldefrag(urljoin(own, base)).url == own:
        return ""
    if urlsplit(base).netloc:
        return own
    here = urlsplit(own)
    return urlunsplit(("", "", here.path or "/", here.query, ""))


def base_of(page: Page) -> str:
    """Give the page's base; "" also for one that is no address, which browsers pass over."""
    try:
        urlsplit(page.base)
    except ValueError:
        return ""
    return page.base


@lru_cache(maxsize=1024)
def _relative(path: str, folder: str) -> str:
    return _quoted(relpath(path, folder or "."))


def _quoted(path: str) -> str:
    """Write a path as an address; a name that is not UTF-8 on disk is addressed by its bytes."""
    return quote(path, encoding="utf-8", errors="surrogateescape")
