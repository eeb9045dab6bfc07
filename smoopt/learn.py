"""What a site says of itself as a whole: its address, how it writes addresses, its name.

Every answer is a `Fact`, so that `smoopt explain` and `smoopt init` can say where it was found.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from smoopt.address import Addresses, chosen_style, page_behind
from smoopt.config import SiteSettings, is_local, is_public
from smoopt.errors import PageError
from smoopt.facts import Fact
from smoopt.feed import Feed, read_feed, read_sitemap
from smoopt.finding import Place
from smoopt.page import Page
from smoopt.site_name import site_name

_SITEMAPS = ("sitemap.xml", "sitemap_index.xml", "sitemap-index.xml", "sitemapindex.xml")
_FEED_NAME = re.compile(
    r"(?:^|/)[^/]*(?:feed|rss|atom|index)[^/]*\.(?:xml|rss|atom)$", re.IGNORECASE
)
_MOST_FEEDS = 50
_MOST_PAGES = 30


class Learnt(NamedTuple):
    """What was learnt: facts of the site, its feeds, and the addresses of its pages."""

    url: Fact[str] | None
    name: Fact[str] | None
    home: Page | None
    feeds: tuple[Feed, ...]
    addresses: Addresses


def teaches(path: str) -> bool:
    """Tell whether a file is one that the site's own name and address may be read from."""
    return path in {"index.html", "CNAME"} or path.lower().endswith((".xml", ".rss", ".atom"))


def learn(root: Path, settings: SiteSettings, files: Sequence[str]) -> Learnt:
    """Read the home page, sitemaps, CNAME and feeds of a site."""
    known = frozenset(files)
    home = _home(root, known)
    feeds = tuple(_feeds(root, files))
    listed, sitemap = _sitemap(root, known)
    url = _site_url(root, settings, home, feeds, (listed, sitemap), known)
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
    style = chosen_style(settings, places or _linked(bare, home), known)
    return Learnt(url, site_name(settings, home, feeds), home, feeds, Addresses(base, style, pages))


def _home(root: Path, files: frozenset[str]) -> Page | None:
    return _page(root, "index.html") if "index.html" in files else None


def _page(root: Path, path: str) -> Page | None:
    try:
        return Page(path, (root / path).read_bytes())
    except (OSError, PageError):
        return None


def _feeds(root: Path, files: Sequence[str]) -> Iterator[Feed]:
    """Read the site's feeds, those nearest to the root first."""
    names = sorted(filter(_FEED_NAME.search, files), key=lambda name: (name.count("/"), name))
    for name in names[:_MOST_FEEDS]:
        feed = read_feed(root / name, name)
        if feed is not None:
            yield feed


def _sitemap(root: Path, files: frozenset[str]) -> tuple[list[str], str]:
    """Give the addresses in the site's sitemaps, and the name of the first of these."""
    waiting = [name for name in _SITEMAPS if name in files]
    first = waiting[0] if waiting else ""
    seen: set[str] = set()
    found: list[str] = []
    while waiting:
        name = waiting.pop(0)
        if name in seen or name not in files:
            continue
        seen.add(name)
        locations, further = read_sitemap(root / name)
        found += locations
        waiting += [_tail_in(url, files) for url in further]
    return found, first


def _tail_in(url: str, files: frozenset[str]) -> str:
    """Give the longest end of an address's path that is a file of the site, or ""."""
    try:
        parts = urlsplit(url).path.strip("/").split("/")
    except ValueError:
        return ""
    tails = ("/".join(parts[n:]) for n in range(len(parts)))
    return next((tail for tail in tails if tail in files), "")


def _site_url(
    root: Path,
    settings: SiteSettings,
    home: Page | None,
    feeds: Sequence[Feed],
    sitemap: tuple[list[str], str],
    files: frozenset[str],
) -> Fact[str] | None:
    """Find the address of the site's root folder.

    1. the configuration; 2. the sitemap; 3. the home page's canonical link or og:url;
    4. a CNAME file; 5. the site's feeds; 6. the canonical links of the first pages. Loopback
    addresses are passed over.
    """
    if settings.url:
        return Fact(settings.url, "site.url in the configuration")
    listed, name = sitemap
    if base := _common_base(listed, files):
        return Fact(base, "sitemap", Place(name))
    named = _url_of_home(home) or (_cname(root) if "CNAME" in files else None)
    return named or _url_of_feeds(feeds) or _url_of_pages(root, files)


def _url_of_feeds(feeds: Sequence[Feed]) -> Fact[str] | None:
    for feed in feeds:
        if feed.entries and is_public(feed.link):
            return Fact(_folder(feed.link), "feed", feed.entries[0].place)
    return None


def _url_of_pages(root: Path, files: frozenset[str]) -> Fact[str] | None:
    """Find the address under which the canonical links of the first pages are their own."""
    pages = sorted(path for path in files if path.endswith(".html"))[:_MOST_PAGES]
    read = [page for path in pages if (page := _page(root, path)) is not None]
    named = [tag.value for page in read for tag in page.tags("canonical")]
    base = _common_base(named, files)
    return Fact(base, "canonical links of the pages") if base else None


def _url_of_home(home: Page | None) -> Fact[str] | None:
    """Read the site's address off the home page's own tags."""
    if home is None:
        return None
    for key in ("canonical", "og:url"):
        for tag in home.tags(key):
            if is_public(tag.value):
                return home.fact(_folder(tag.value), f"home page's {key}", tag.element)
    return None


def _cname(root: Path) -> Fact[str] | None:
    """Read the host name that GitHub Pages and others take from a file CNAME."""
    try:
        host = (root / "CNAME").read_text("utf-8", "replace").strip()
    except OSError:
        return None
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+", host):
        return Fact(f"https://{host}/", "CNAME", Place("CNAME", 1, 1))
    return None


def _folder(url: str) -> str:
    """Give the folder an address lies in, without query and fragment."""
    parts = urlsplit(url)
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    if "." in parts.path.rsplit("/", 1)[-1]:
        path = parts.path.rsplit("/", 1)[0] + "/"
    return f"{parts.scheme}://{parts.netloc}{path}"


def _common_base(listed: Sequence[str], files: frozenset[str]) -> str:
    """Find the address under which most of the listed pages are files of the site."""
    votes: Counter[str] = Counter()
    for url in listed[:200]:
        if not is_public(url):
            continue
        parts = urlsplit(url)
        words = parts.path.strip("/").split("/") if parts.path.strip("/") else []
        slash = "/" if parts.path.endswith("/") else ""
        for depth in range(len(words) + 1):
            place = "/".join(words[depth:]) + (slash if words[depth:] else "")
            # Only an address that ends in a slash can be that of the root's own index.
            if (place or slash or not words) and page_behind(place, files) is not None:
                folder = "/".join(["", *words[:depth], ""])
                votes[f"{parts.scheme}://{parts.netloc}{folder}"] += 1
    # The shortest of the best: a site whose every page has an index would fit anywhere deeper.
    return min(votes, key=lambda base: (-votes[base], len(base)), default="")


def _linked(addresses: Addresses, home: Page | None) -> list[str]:
    """Give the site paths that the home page's links name."""
    if home is None:
        return []
    links = (link.attr("href") or "" for link in home.document.find_all("a", limit=500))
    places = (addresses.file("index.html", link) for link in links)
    return [place for place in places if place]
