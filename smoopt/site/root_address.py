"""The public address of a site's root folder: its sources, and their precedence."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from heapq import nsmallest

from smoopt.files.bounded import HANDWRITTEN
from smoopt.files.folder import Folder
from smoopt.html.page import Page, page_of
from smoopt.model.facts import Fact
from smoopt.model.finding import Place
from smoopt.model.stopped import stop_if_asked
from smoopt.model.web_address import host_of, normal, parts_of
from smoopt.site.feeds import Feed
from smoopt.site.page_addresses import page_behind
from smoopt.site.settings import Settings
from smoopt.site.stray_hosts import is_nobodys
from smoopt.site.url_checks import is_public

_MOST_PAGES = 30


def site_url(
    opened: Folder,
    settings: Settings,
    home: Page | None,
    feeds: Sequence[Feed],
    sitemap: tuple[list[str], str],
    files: Collection[str],
) -> Fact[str] | None:
    """Find the address of the site's root folder.

    1. the configuration, or what goes before it; 2. the sitemap; 3. the home page's canonical link
    or og:url; 4. a CNAME file; 5. the site's feeds; 6. the canonical links of the first pages.
    Loopback addresses are passed over.
    """
    if settings.site.url:
        return Fact(settings.site.url, settings.url_from)
    listed, name = sitemap
    if base := _common_base(listed, files):
        return Fact(_secured(base, home), "sitemap", Place(name))
    named = _url_of_home(home) or (_cname(opened) if "CNAME" in files else None)
    return named or _url_of_feeds(feeds) or _url_of_pages(opened, files)


def _secured(base: str, home: Page | None) -> str:
    """Return the sitemap's address, with https if the home page has that: sitemaps get old."""
    named, secure = _url_of_home(home), base.replace("http:", "https:", 1)
    is_same = named is not None and named.value.startswith("https:")
    return secure if named and is_same and host_of(named.value) == host_of(secure) else base


def _may_be(url: str) -> bool:
    """Tell whether an address may be a site's: others can reach it, and not for one build only."""
    return is_public(url) and not is_nobodys(host_of(url))


def _url_of_feeds(feeds: Sequence[Feed]) -> Fact[str] | None:
    for feed in feeds:
        if feed.entries and _may_be(feed.link):
            return Fact(_folder(feed.link), "feed", feed.entries[0].place)
    return None


def _url_of_pages(opened: Folder, files: Collection[str]) -> Fact[str] | None:
    """Find the address under which the canonical links of the first pages are files of the site."""
    pages = nsmallest(_MOST_PAGES, (path for path in files if path.endswith(".html")))
    read = [page for path in pages if (page := read_page(opened, path)) is not None]
    named = [tag.value for page in read for tag in page.tags("canonical")]
    base = _common_base(named, files)
    return Fact(base, "canonical links of the pages") if base else None


def _url_of_home(home: Page | None) -> Fact[str] | None:
    """Read the site's address off the home page's own tags."""
    if home is None:
        return None
    for key in ("canonical", "og:url"):
        for tag in home.tags(key):
            if _may_be(tag.value):
                return home.fact(_folder(tag.value), f"home page's {key}", tag.element)
    return None


def _cname(opened: Folder) -> Fact[str] | None:
    """Read the host name that GitHub Pages and others take from a file CNAME."""
    try:
        host = opened.read("CNAME", HANDWRITTEN).decode("utf-8", "replace").strip()
    except OSError:
        return None
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+", host):
        return Fact(f"https://{host}/", "CNAME", Place("CNAME", 1, 1))
    return None


def _folder(url: str) -> str:
    """Return the folder a public address lies in, without query and fragment."""
    parts = parts_of(url)
    if parts is None:
        return ""
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    if "." in parts.path.rsplit("/", 1)[-1]:
        path = parts.path.rsplit("/", 1)[0] + "/"
    return normal(f"{parts.scheme}://{parts.netloc}{path}")


def _common_base(listed: Sequence[str], files: Collection[str]) -> str:
    """Find the address under which most of the listed pages are files of the site."""
    votes: Counter[str] = Counter()
    for url in listed[:200]:
        parts = parts_of(url)
        if parts is None or not _may_be(url):
            continue
        words = parts.path.strip("/").split("/") if parts.path.strip("/") else []
        slash = "/" if parts.path.endswith("/") else ""
        for depth in range(len(words) + 1):
            place = "/".join(words[depth:]) + (slash if words[depth:] else "")
            # Only an address that ends in a slash can be that of the root's own index.
            if (place or slash or not words) and page_behind(place, files) is not None:
                folder = "/".join(["", *words[:depth], ""])
                votes[normal(f"{parts.scheme}://{parts.netloc}{folder}")] += 1
    # The shortest of the best: a site whose every page has an index would fit anywhere deeper.
    return min(votes, key=lambda base: (-votes[base], len(base)), default="")


def read_page(opened: Folder, path: str, *, built: bool = False) -> Page | None:
    """Read a page of the site, as it is written or as it was built; None where it cannot be.

    A request to stop is heard before each page.
    """
    stop_if_asked()
    try:
        return page_of(path, opened.read(path), built=built)
    except OSError:
        return None
