"""The pages that search engines may list, and the feeds with a hub, with digests."""

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import xxhash

from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.html.page_kind import kind_by_path
from smoopt.model.faults import guarded
from smoopt.model.plain_text import tidy
from smoopt.model.web_address import is_of_the_web
from smoopt.site.feeds import read_feed
from smoopt.site.kept_out import is_kept_out
from smoopt.site.root_address import read_page
from smoopt.site.site import Site
from smoopt.site.xml_files import elements, local_name

if TYPE_CHECKING:
    from lxml import etree

_UNLISTED = {"error", "search"}
_MOST_BYTES = 10_000_000
_FEEDS = {"feed", "channel"}


def found_pages(site: Site) -> Iterator[tuple[str, str]]:
    """Yield address and digest of each page that search engines may list.

    The digest covers title, description and text of the original page: neither the template nor
    what smoopt adds is a change of the page. Whether it may be listed is read from the page as
    built.
    """
    for path in site.pages:
        page = read_page(site.opened, path)
        if page is None or page.skip is not None or kind_by_path(path) in _UNLISTED:
            continue
        if not is_kept_out(site, _as_built(site, page)):
            yield site.address(path), _digest(_news(page))


def _as_built(site: Site, page: Page) -> Page:
    """Read a page with what smoopt has added; the original page if that fails."""
    data = site.opened.read(page.path)
    if data == page.source.data:
        return page
    return guarded(lambda: Page(page.path, data, built=True), lambda _: page)


def _news(page: Page) -> str:
    body = page.content or page.body
    title = page.document.find("title")
    named = (tag.value for tag in page.tags("description"))
    return "\n".join(
        (tidy(title.text) if title else "", *named, own_text(body) if body is not None else "")
    )


def _digest(text: str) -> str:
    return xxhash.xxh3_64_hexdigest(text.encode("utf-8", "replace"))


class HubFeed(NamedTuple):
    """A feed that names hubs: its own address, a digest of its entries, and the hubs."""

    url: str
    digest: str
    hubs: tuple[str, ...]


def hub_feeds(site: Site) -> Iterator[HubFeed]:
    """Yield the feeds that name a hub: https://www.w3.org/TR/websub/#discovery (2026-12-01)."""
    for path in sorted(site.files):
        name = path.lower()
        if name.endswith((".xml", ".rss", ".atom")):
            found = _xml_feed(site, path)
        elif name.endswith(".json") and "feed" in name.rpartition("/")[2]:
            found = _json_feed(site, path)
        else:
            continue
        if found is not None and found.hubs:
            yield found


def _xml_feed(site: Site, path: str) -> HubFeed | None:
    links = [node for node in elements(site.opened, path) if _is_own_link(node)]
    hubs = tuple(dict.fromkeys(_href(node) for node in links if "hub" in _rels(node)))
    feed = read_feed(site.opened, path) if hubs else None
    if feed is None:
        return None
    named = (_href(node) for node in links if "self" in _rels(node))
    entries = [[getattr(one, name) for name in _TOLD] for one in feed.entries]
    return _hub_feed(site, path, next(named, ""), hubs, entries)


# The parts of an entry whose change is worth a notification
_TOLD = ("link", "title", "summary", "published", "updated")


def _is_own_link(node: "etree._Element") -> bool:
    return local_name(node) == "link" and local_name(node.getparent()) in _FEEDS


def _rels(node: "etree._Element") -> list[str]:
    return (node.get("rel") or "").lower().split()


def _href(node: "etree._Element") -> str:
    return (node.get("href") or "").strip()


def _json_feed(site: Site, path: str) -> HubFeed | None:
    """Read a JSON Feed: https://www.jsonfeed.org/version/1.1/ (2026-12-01)."""
    try:
        data = json.loads(site.opened.read(path, _MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    listed = data.get("hubs")
    hubs = [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    urls = tuple(str(one.get("url", "")) for one in hubs if one.get("type") == "WebSub")
    return _hub_feed(site, path, str(data.get("feed_url", "")), urls, data.get("items"))


def _hub_feed(site: Site, path: str, named: str, hubs: tuple[str, ...], entries: object) -> HubFeed:
    url = named if is_of_the_web(named) else site.address(path)
    digest = _digest(msgspec.json.encode(entries).decode())
    return HubFeed(url, digest, tuple(filter(is_of_the_web, hubs)))
