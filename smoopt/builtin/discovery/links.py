"""Links in the head to feeds, to the previous and next page of a list, and to the search."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from smoopt.html.alternate_rel import alternate_rel
from smoopt.html.page import Page
from smoopt.site.site import Site

# https://html.spec.whatwg.org/#rel-alternate (2026-12-01); JSON Feed:
# https://www.jsonfeed.org/version/1.1/ (2026-12-01)
_FEEDS = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"}
)
# https://developer.mozilla.org/en-US/docs/Web/XML/Guides/OpenSearch (2026-12-01)
_SEARCH_TYPE = "application/opensearchdescription+xml"
_SEARCH_FILE = "opensearch.xml"
_NUMBERED = re.compile(r"(?P<folder>.*/|)page(?P<slash>/?)(?P<number>[1-9]\d{0,4})/index\.html")


class Link(msgspec.Struct, frozen=True):
    """A link to add to the head: its `rel`, its address as the page writes it, and the reason."""

    rel: str
    href: str
    name: str
    because: str
    attributes: Mapping[str, str] = {}


def feed_links(page: Page, site: Site) -> Iterator[Link]:
    """Name the feeds of the page's folder and of the site, unless the page names any."""
    if any((tag.element.attr("type") or "").lower() in _FEEDS for tag in page.tags("alternate")):
        return
    feeds = site.feeds(page.path)
    for feed in feeds:
        # Readers choose by title; where there is one feed they use it, and its own title.
        title = {"title": feed.title} if feed.title and len(feeds) > 1 else {}
        attributes = {"type": feed.type, **title}
        href = site.href(page, feed.path)
        yield Link(alternate_rel(page), href, "feed link", f"the site has {feed.path}", attributes)


def series_links(page: Page, site: Site) -> Iterator[Link]:
    """Link to the pages before and after this one, by its pager or by numbered folders."""
    for rel, names in (("prev", ("prev", "previous")), ("next", ("next",))):
        if page.has_tag(names):
            continue
        if found := _in_pager(page, site, names) or _numbered(page.path, site, rel):
            path, why = found
            href = site.address(path) or site.href(page, path)
            yield Link(rel, href, f"{rel} link", why)


def _in_pager(page: Page, site: Site, names: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the only page that links in the text call previous or next."""
    # Most pages have no pager, which searching the bytes shows faster than the tree.
    has, name = page.source.has, names[0]
    if not has(name) or not any(has(f"rel={quote}{name}") for quote in ('"', "", "'")):
        return None
    paths = {
        site.behind(place)
        for name in names
        for link in page.document.select(f'body a[href][rel~="{name}" i]')
        if (place := site.file(page, link.attr("href") or "")) is not None
    }
    if len(paths) != 1 or (path := paths.pop()) is None or path == page.path:
        return None
    return path, f'the page has <a rel="{names[0]}">'


def _numbered(path: str, site: Site, rel: str) -> tuple[str, str] | None:
    """Return the neighbour of `page/2/index.html`; the first page is its folder's index."""
    if not path.endswith("index.html"):
        return None
    found = _NUMBERED.fullmatch(path)
    tries: tuple[str, ...] = ()
    if found is not None:
        folder, number = found["folder"], int(found["number"]) + (1 if rel == "next" else -1)
        name = f"page{found['slash']}{number}/index.html" if number > 1 else "index.html"
        tries = (f"{folder}{name}",) if number else ()
    elif rel == "next":
        folder = path.removesuffix("index.html")
        tries = f"{folder}page/2/index.html", f"{folder}page2/index.html"
    near = next(filter(site.has, tries), None)
    return None if near is None else (near, f"the site has {near}")


def search_links(page: Page, site: Site) -> Iterator[Link]:
    """Link to the site's OpenSearch description, from which browsers learn to use its search."""
    name = site.search_name(_SEARCH_FILE)
    if name and not any(tag.element.attr("type") == _SEARCH_TYPE for tag in page.tags("search")):
        href, why = site.href(page, _SEARCH_FILE), f"the site has {_SEARCH_FILE}"
        yield Link("search", href, "search link", why, {"type": _SEARCH_TYPE, "title": name})
