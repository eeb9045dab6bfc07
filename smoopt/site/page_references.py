"""How a page refers to itself and to the site's files, also where a `<base href>` intervenes."""

import re
from functools import lru_cache
from posixpath import dirname, relpath
from urllib.parse import quote, urlunsplit

from smoopt.html.page import Page
from smoopt.model.web_address import joined, parts_of, path_of
from smoopt.site.page_addresses import Addresses

# A page that the server sends for addresses that lead nowhere, in whatever folder.
_ERROR_PAGE = re.compile(r"(?:^|/)[45]\d\d(?:/index)?\.x?html?$")


def to_file(page: Page, addresses: Addresses, path: str) -> str:
    """Return the reference from a page to a file of the site: see `Site.href`."""
    base = page.base
    bare = addresses.style.index == "bare"
    if not (base or bare or _ERROR_PAGE.search(page.path)):
        return _relative(path, dirname(page.path))
    rooted = (path_of(addresses.base) or "/") + _quoted(path)
    return joined(addresses.base, rooted) or rooted if _has_host(base) else rooted


def to_itself(page: Page, own: str) -> str | None:
    """Return the reference from a page to itself; `own` is its address, or "": see `Site.here`."""
    base, here = page.base, parts_of(own)
    if not base:
        return ""
    if not own or here is None:
        return None
    if (joined(own, base) or "").partition("#")[0] == own:
        return ""
    return own if _has_host(base) else urlunsplit(("", "", here.path or "/", here.query, ""))


def _has_host(url: str) -> bool:
    parts = parts_of(url)
    return parts is not None and bool(parts.netloc)


@lru_cache(maxsize=1024)
def _relative(path: str, folder: str) -> str:
    return _quoted(relpath(path, folder or "."))


def _quoted(path: str) -> str:
    """Write a path as an address; a name that is not UTF-8 on disk is addressed by its bytes."""
    return quote(path, encoding="utf-8", errors="surrogateescape")
