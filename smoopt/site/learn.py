"""What a site says of itself as a whole: its address, how it writes addresses, its name.

Every answer is a `Fact`, so that `smoopt explain` and `smoopt init` can say where it was found.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import nsmallest
from typing import NamedTuple

from smoopt.files.folder import Folder
from smoopt.files.listed_files import for_lookup
from smoopt.html.page import Page
from smoopt.model.facts import Fact
from smoopt.model.page_files import has_page_suffix
from smoopt.model.web_address import host_of, path_of
from smoopt.site.address_style import (
    NO_VOTES,
    Votes,
    chosen_style,
    is_index,
    stated_place,
    votes,
)
from smoopt.site.common_wording import Usual, sample, usual
from smoopt.site.feeds import Feed, read_feed, read_sitemap
from smoopt.site.host_redirects import FILE_NAME as REDIRECTS
from smoopt.site.page_addresses import Addresses, page_behind
from smoopt.site.root_address import read_page, site_url
from smoopt.site.settings import Settings
from smoopt.site.shared_titles import of_language
from smoopt.site.site_name import Naming, naming, site_name
from smoopt.site.url_checks import is_local

SITEMAPS = ("sitemap.xml", "sitemap_index.xml", "sitemap-index.xml", "sitemapindex.xml")
_FEED_NAME = re.compile(
    r"(?:^|/)[^/]*(?:feed|rss|atom|index)[^/]*\.(?:xml|rss|atom)$", re.IGNORECASE
)
_MOST_FEEDS = 50
# A menu is on every page; a few tell whether there is one.
_MOST_LINKING = 8


class Learnt(NamedTuple):
    """What was learnt: facts of the site, its feeds, and the addresses of its pages.

    `usual` is a guess at what most pages say, and `own` at how pages that state their own address
    write it; `others` counts how the sitemap, or else the home page's links, write addresses.
    `home_host` is the host that the home page gives as its own, or "". `stated` is what `own` was
    guessed from, and `linking` names the pages besides the home page whose links were read.
    """

    url: Fact[str] | None
    naming: Naming
    home: Page | None
    feeds: tuple[Feed, ...]
    addresses: Addresses
    usual: Usual = Usual()
    own: Addresses = Addresses()
    others: Votes = NO_VOTES
    home_host: str = ""
    stated: Votes = NO_VOTES
    linking: tuple[str, ...] = ()

    @property
    def sayings(self) -> tuple[object, ...]:
        """The site-wide values that pages use; if they are equal, pages need not be built again."""
        written = self.addresses, self.own, self.home_host, self.names_index
        return *written, self.feeds, self.names, self.usual, self.address_rule

    @property
    def address_rule(self) -> str:
        """How the address of a page outside the sitemap is made, with the source of the site's."""
        return f"site address ({self.url.value}: {self.url.rule}) and path" if self.url else ""

    @property
    def names_index(self) -> bool:
        """Whether links or a sitemap show how index pages of folders are addressed."""
        return bool(self.others.indexes)

    @property
    def name(self) -> Fact[str] | None:
        """The site's name, by the guess at what titles share."""
        return site_name(self.naming, of_language(self.usual.titles, self.naming.language))

    @property
    def names(self) -> tuple[str | None, ...]:
        """The site's name by that guess, in general and in each language of a guess."""
        titles = self.usual.titles
        found = (site_name(self.naming, one) for one in (of_language(titles, ""), *titles.values()))
        return tuple(one.value if one else None for one in found)


def teaches(path: str, taught: Learnt | None) -> bool:
    """Tell whether this file may say something about the site as a whole, or last did."""
    return (
        path in {"index.html", "CNAME", REDIRECTS}
        or path.lower().endswith((".xml", ".rss", ".atom"))
        or (taught is not None and path in taught.linking)
    )


def learn(opened: Folder, settings: Settings, files: Collection[str]) -> Learnt:
    """Read the home page, sitemaps, CNAME and feeds of a site."""
    known = for_lookup(files)
    home = _home(opened, known)
    feeds = tuple(_feeds(opened, files))
    listed, sitemap = _sitemap(opened, known)
    url = site_url(opened, settings, home, feeds, (listed, sitemap), known)
    base = url.value if url else ""
    bare = Addresses(base)
    places = {url: place for url in listed if (place := bare.file("", url)) is not None}
    some = sample(opened, files)
    others, linking = votes(places.values(), known), tuple[str, ...]()
    if not places:
        others, linking = _linked(opened, bare, home, known)
    stated = votes(_stated(bare, some, known), known)
    counted = Counter(is_index(page.path) for page in some if page.path != "index.html")
    own = chosen_style(settings.site, stated, others, counted)
    # A sitemap tells how all pages are addressed that say nothing themselves.
    style = chosen_style(settings.site, NO_VOTES, others) if places else own
    pages = {
        page: bare.at(place)
        for url, place in places.items()
        if bare.is_own(url) and not is_local(url) and (page := page_behind(place, known))
    }
    names = naming(settings.site, home, feeds, base, sum(map(has_page_suffix, files)))
    most = usual(some, names.title)
    host = _home_host(home)
    addresses, of_pages = Addresses(base, style, pages), Addresses(base, own)
    return Learnt(url, names, home, feeds, addresses, most, of_pages, others, host, stated, linking)


def _home(opened: Folder, files: Collection[str]) -> Page | None:
    return read_page(opened, "index.html") if "index.html" in files else None


def _feeds(opened: Folder, files: Iterable[str]) -> Iterator[Feed]:
    """Read the site's feeds, those nearest to the root first."""
    # By their endings first: a large site has few such files, and the pattern takes its time.
    ending = (name for name in files if name.lower().endswith((".xml", ".rss", ".atom")))
    names = sorted(filter(_FEED_NAME.search, ending), key=lambda name: (name.count("/"), name))
    for name in names[:_MOST_FEEDS]:
        feed = read_feed(opened, name)
        if feed is not None:
            yield feed


def _sitemap(opened: Folder, files: Collection[str]) -> tuple[list[str], str]:
    """Return the addresses in the site's sitemaps, and the first sitemap's name."""
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


def _tail_in(url: str, files: Collection[str]) -> str:
    """Return the longest end of an address's path that is a file of the site, or ""."""
    parts = path_of(url).strip("/").split("/")
    tails = ("/".join(parts[n:]) for n in range(len(parts)))
    return next((tail for tail in tails if tail in files), "")


def _stated(addresses: Addresses, pages: Sequence[Page], files: Collection[str]) -> list[str]:
    """Return the site paths that pages name as their own."""
    return [
        place
        for page in pages
        if (place := stated_place(addresses, page)) is not None
        and page_behind(place, files) == page.path
    ]


def _home_host(home: Page | None) -> str:
    """Return the host that the home page names in its canonical link."""
    return next((host_of(tag.value) for tag in home.tags("canonical")), "") if home else ""


def _linked(
    opened: Folder, addresses: Addresses, home: Page | None, files: Collection[str]
) -> tuple[Votes, tuple[str, ...]]:
    """Count how the home page's links name pages; where it has none, those of the next few pages.

    Returns the paths of these as well.
    """
    found = votes(_links(addresses, home), files) if home else NO_VOTES
    if {*found.indexes, *found.suffixes} - {""}:
        return found, ()
    pages = (path for path in files if has_page_suffix(path) and path != "index.html")
    nearest = nsmallest(_MOST_LINKING, pages, key=lambda path: (path.count("/"), path))
    read = (page for path in nearest if (page := read_page(opened, path)) and not page.base)
    links = [*(_links(addresses, home) if home else ())]
    links += [place for page in read for place in _links(addresses, page)]
    return votes(links, files), tuple(nearest)


def _links(addresses: Addresses, page: Page) -> list[str]:
    """Return the site paths that a page's links name."""
    links = (link.attr("href") or "" for link in page.document.find_all("a", limit=500))
    # A link to a place in the page itself shows nothing.
    named = (link for link in links if link.partition("#")[0].partition("?")[0].strip())
    places = (addresses.file(page.path, link) for link in named)
    return [place for place in places if place is not None]
