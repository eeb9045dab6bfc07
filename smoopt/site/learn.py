"""What a site says of itself as a whole: its address, how it writes addresses, its name.

Every answer is a `Fact`, so that `smoopt explain` and `smoopt init` can say where it was found.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from smoopt.files.open_folder import OpenFolder
from smoopt.html.page import Page
from smoopt.model.facts import Fact
from smoopt.model.web_address import path_of
from smoopt.site.common_wording import Usual, sample, usual
from smoopt.site.feeds import Feed, read_feed, read_sitemap
from smoopt.site.host_redirects import FILE_NAME as REDIRECTS
from smoopt.site.identity import read_page, site_name, site_url
from smoopt.site.page_addresses import Addresses, Style, chosen_style, page_behind
from smoopt.site.settings import SiteSettings
from smoopt.site.url_checks import is_local

SITEMAPS = ("sitemap.xml", "sitemap_index.xml", "sitemap-index.xml", "sitemapindex.xml")
_FEED_NAME = re.compile(
    r"(?:^|/)[^/]*(?:feed|rss|atom|index)[^/]*\.(?:xml|rss|atom)$", re.IGNORECASE
)
_MOST_FEEDS = 50


class Learnt(NamedTuple):
    """What was learnt: facts of the site, its feeds, and the addresses of its pages.

    `usual` is a guess at what most pages say. How addresses are written is a guess, too, where
    `style` is given, which holds unless the pages' own addresses tell otherwise.
    """

    url: Fact[str] | None
    name: Fact[str] | None
    home: Page | None
    feeds: tuple[Feed, ...]
    addresses: Addresses
    usual: Usual = Usual()
    style: Style | None = None


def teaches(path: str) -> bool:
    """Tell whether a site says something of itself as a whole in this file."""
    return path in {"index.html", "CNAME", REDIRECTS} or path.lower().endswith(
        (".xml", ".rss", ".atom")
    )


def learn(opened: OpenFolder, settings: SiteSettings, files: Sequence[str]) -> Learnt:
    """Read the home page, sitemaps, CNAME and feeds of a site."""
    known = frozenset(files)
    home = _home(opened, known)
    feeds = tuple(_feeds(opened, files))
    listed, sitemap = _sitemap(opened, known)
    url = site_url(opened, settings, home, feeds, (listed, sitemap), known)
    base = url.value if url else ""
    bare = Addresses(base)
    pages = {
        page: address
        for address in listed
        if bare.is_own(address)
        and not is_local(address)
        and (place := bare.file("", address)) is not None
        and (page := page_behind(place, known)) is not None
    }
    places = [place for address in listed if (place := bare.file("", address)) is not None]
    name, some = site_name(settings, home, feeds), sample(opened, files)
    most = usual(some, name.value if name else "")
    if places:
        addresses = Addresses(base, chosen_style(settings, places, known), pages)
        return Learnt(url, name, home, feeds, addresses, most)
    linked = chosen_style(settings, _linked(bare, home), known)
    style = chosen_style(settings, _stated(bare, some, known), known, linked)
    return Learnt(url, name, home, feeds, Addresses(base, style), most, linked)


def _home(opened: OpenFolder, files: frozenset[str]) -> Page | None:
    return read_page(opened, "index.html") if "index.html" in files else None


def _feeds(opened: OpenFolder, files: Sequence[str]) -> Iterator[Feed]:
    """Read the site's feeds, those nearest to the root first."""
    # By their endings first: a large site has few such files, and the pattern takes its time.
    ending = (name for name in files if name.lower().endswith((".xml", ".rss", ".atom")))
    names = sorted(filter(_FEED_NAME.search, ending), key=lambda name: (name.count("/"), name))
    for name in names[:_MOST_FEEDS]:
        feed = read_feed(opened, name)
        if feed is not None:
            yield feed


def _sitemap(opened: OpenFolder, files: frozenset[str]) -> tuple[list[str], str]:
    """Give the addresses in the site's sitemaps, and the name of the first of these."""
    waiting = [name for name in SITEMAPS if name in files]
    first = waiting[0] if waiting else ""
    seen: set[str] = set()
    found: list[str] = []
    while waiting:
        name = waiting.pop(0)
        if name in seen or name not in files:
            continue
        seen.add(name)
        locations, further = read_sitemap(opened, name)
        found += locations
        waiting += [_tail_in(url, files) for url in further]
    return found, first


def _tail_in(url: str, files: frozenset[str]) -> str:
    """Give the longest end of an address's path that is a file of the site, or ""."""
    parts = path_of(url).strip("/").split("/")
    tails = ("/".join(parts[n:]) for n in range(len(parts)))
    return next((tail for tail in tails if tail in files), "")


def _stated(addresses: Addresses, pages: Sequence[Page], files: frozenset[str]) -> list[str]:
    """Give the site paths that pages name as their own: in the canonical link, or else og:url."""
    return [
        place
        for page in pages
        for tag in (*page.tags("canonical"), *page.tags("og:url"))[:1]
        if (place := addresses.file(page.path, tag.value))
        and page_behind(place, files) == page.path
    ]


def _linked(addresses: Addresses, home: Page | None) -> list[str]:
    """Give the site paths that the home page's links name."""
    if home is None:
        return []
    links = (link.attr("href") or "" for link in home.document.find_all("a", limit=500))
    places = (addresses.file("index.html", link) for link in links)
    return [place for place in places if place]
