"""Which links of a page lead to other pages of its site, and so which headings are entries'."""

import re
from functools import lru_cache

from turbohtml import Element

from smoopt.html.page import Page
from smoopt.model.web_address import joined, parts_of

_INDEX = re.compile(r"(?:/?index)?(?:\.html?)?/?$", re.IGNORECASE)


def leads_elsewhere(page: Page, link: Element | None) -> bool:
    """Tell a link to another page of the site; not to a part of this one, or to a folder above.

    A title often links to its own page, and a logo to the front page.
    """
    href = "" if link is None else link.attr("href") or ""
    parts = parts_of(href)
    if not href or parts is None or parts.scheme not in {"", "http", "https"}:
        return False
    if parts.netloc and parts.netloc not in _own_hosts(page):
        return False
    own = _bare(f"/{page.path}")
    there = parts_of(joined(f"https://x.invalid/{page.path}", href) or "")
    path = _bare("" if there is None else there.path)
    # A site below a folder names that in its addresses, but not in its paths.
    return bool(path) and not own.endswith(path) and not _is_above(path, own)


def linked_heading(place: Element) -> Element | None:
    """Give the link that makes up the first heading in a place, or holds it."""
    heading = place.select_one("h1, h2, h3, h4")
    return None if heading is None else heading.closest("a") or heading.find("a")


def _is_above(path: str, own: str) -> bool:
    return f"{own}/".startswith(f"{path}/") or path.endswith(own)


@lru_cache(maxsize=256)
def _bare(path: str) -> str:
    """Give a path without what differs between the ways to write it."""
    return _INDEX.sub("", path)


def _own_hosts(page: Page) -> set[str]:
    """Give the hosts that the page's head names as its own."""
    tags = [*page.tags("canonical"), *page.tags("og:url"), *page.tags("alternate")]
    return {parts.netloc for tag in tags if (parts := parts_of(tag.value)) is not None}
