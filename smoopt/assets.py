"""Files that smoopt adds beside the pages, named by their content, and how a page refers to them.

A name is `smoopt/NAME.HASH.SUFFIX`; HASH is BLAKE2b of the content in 16 hexadecimal digits, so
that a cache may keep the file for ever, and so that undo removes what smoopt wrote and nothing
that another hand has changed since.
"""

import re
from hashlib import blake2b
from posixpath import dirname, relpath
from urllib.parse import quote, urljoin, urlsplit

from smoopt.edits import File
from smoopt.page import Page
from smoopt.site import OWN_FOLDER, Site, base_href

_OWN = re.compile(re.escape(OWN_FOLDER) + r"/[\w-]+\.([0-9a-f]{16})\.\w+", re.ASCII)


def own_file(name: str, suffix: str, content: bytes) -> File:
    """Make a file whose name tells its content; `suffix` without its dot."""
    return File(f"{OWN_FOLDER}/{name}.{_digest(content)}.{suffix}", content)


def is_own(path: str, content: bytes) -> bool:
    """Tell whether a file is just as smoopt wrote it."""
    found = _OWN.fullmatch(path)
    return found is not None and found[1] == _digest(content)


def href(page: Page, site: Site, path: str) -> str:
    """Write how a page refers to a file of the site.

    1. Relative to the page, which works from the disk and under any address; 2. from the host's
    root where relative addresses are not what they seem: with a `<base href>`, on an error page,
    which is served for every address, and where folders are addressed without their slash.
    """
    base = base_href(page)
    rooted = f"{urlsplit(site.url).path or '/'}{quote(path)}"
    if base and urlsplit(base).netloc:
        return urljoin(site.url, rooted)
    bare = site.learnt.addresses.style.index == "bare"
    if base or bare or _is_error(page.path):
        return rooted
    return quote(relpath(path, dirname(page.path) or "."))


def _is_error(path: str) -> bool:
    return bool(re.search(r"(?:^|/)[45]\d\d(?:/index)?\.x?html?$", path))


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=8).hexdigest()
