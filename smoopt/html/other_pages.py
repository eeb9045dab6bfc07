"""Which links lead to other pages of the site, and which parts of a page are about those."""

import re
from collections.abc import Iterator
from functools import lru_cache

from turbohtml import Element

from smoopt.html.class_words import is_named
from smoopt.html.page import Page
from smoopt.model.web_address import joined, parts_of, path_of

_INDEX = re.compile(r"(?:/?index)?(?:\.html?)?/?$", re.IGNORECASE)
# Class names for what is beside a page's own text.
_BESIDE = frozenset(
    {
        *("comment", "comments", "commentlist", "reply", "replies", "respond", "discussion"),
        *("webmention", "webmentions", "pingback", "disqus", "sidebar", "widget", "toc"),
        *("related", "recommended", "recent", "latest", "similar", "more", "popular", "trending"),
        *("pager", "pagination", "breadcrumb", "breadcrumbs", "menu", "navigation", "nav"),
    }
)
_BESIDE_TAGS = frozenset({"aside", "footer", "nav"})
_NAMED = ", ".join(f"[class*={name} i], [id*={name} i]" for name in sorted(_BESIDE))
_NAMING = ("class", "id", "role")


def leads_elsewhere(page: Page, link: Element | None) -> bool:
    """Tell whether a link leads to another page of the site, not to this one or a folder above.

    A title often links to its own page, and a logo to the front page.
    """
    href = "" if link is None else link.attr("href") or ""
    if not href or href.startswith("#"):
        return False
    parts = parts_of(href)
    if parts is None or parts.scheme not in {"", "http", "https"}:
        return False
    tags = [*page.tags("canonical"), *page.tags("og:url"), *page.tags("alternate")]
    if parts.netloc and parts.netloc not in {_host(tag.value) for tag in tags}:
        return False
    path = _bare(path_of(joined(f"https://x.invalid/{page.path}", href) or ""))
    named = [tag.value for tag in tags if "alternate" not in tag.keys]
    own = [_bare(f"/{page.path}"), *(_bare(path_of(url)) for url in named)]
    # A site below a folder names that in its addresses, but not in its paths.
    return bool(path) and not any(
        _is_above(path, each) or path.endswith(each) for each in own if each
    )


def heading_link(place: Element) -> Element | None:
    """Return the link that makes up the first heading in a place, or holds it."""
    heading = place.select_one("h1, h2, h3, h4")
    return None if heading is None else heading.closest("a") or heading.find("a")


def is_beside(element: Element) -> bool:
    """Tell whether an element is beside the page's own text: menus, comments, related posts."""
    return element.tag in _BESIDE_TAGS or is_named_beside(element)


def is_named_beside(element: Element) -> bool:
    """Tell by its class or id whether an element is beside the page's own text."""
    return is_named(element, _BESIDE, _NAMING)


def all_beside(scope: Element) -> Iterator[Element]:
    """Yield the outermost elements in a scope that are beside the page's own text."""
    taken: set[Element] = set()
    for element in scope.select(f"aside, footer, nav, {_NAMED}"):
        if is_beside(element) and taken.isdisjoint(
            each for each in element.ancestors if isinstance(each, Element)
        ):
            taken.add(element)
            yield element


def _is_above(path: str, own: str) -> bool:
    return f"{own}/".startswith(f"{path}/") or f"{own}/".endswith(f"{path}/")


def _host(url: str) -> str:
    parts = parts_of(url)
    return "" if parts is None else parts.netloc


@lru_cache(maxsize=256)
def _bare(path: str) -> str:
    """Reduce the different ways to write a path to one."""
    return _INDEX.sub("", path)
