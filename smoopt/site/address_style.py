"""How a site writes the addresses of its pages: learnt from what pages, links and sitemaps say."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from posixpath import join

import msgspec

from smoopt.html.page import Page
from smoopt.site.page_addresses import Addresses, Style, page_behind
from smoopt.site.settings import SiteSettings


def is_index(path: str) -> bool:
    """Tell whether a page is the index of a folder."""
    return path.endswith(("/index.html", "/index.htm")) or path in {"index.html", "index.htm"}


def manner(place: str, path: str) -> str:
    """Return how a site path names a page, as a value of `Style`.

    "" where that shows no style: "" for the root's page, or a/index for a/index.html.
    """
    if place == path:
        return "keep"
    folder, _, name = path.rpartition("/")
    if is_index(path):
        return {f"{folder}/": "slash", folder: "bare"}.get(place, "") if folder else ""
    return "strip" if place == join(folder, name.rpartition(".")[0]) else ""


def stated_place(addresses: Addresses, page: Page) -> str | None:
    """Return the site path that a page names as its own: in its canonical link, or else og:url."""
    for tag in (*page.tags("canonical"), *page.tags("og:url"))[:1]:
        if "://" in tag.value:
            return addresses.file(page.path, tag.value)
    return None


class Votes(msgspec.Struct, frozen=True):
    """How addresses of pages are written, counted by the values of `Style`."""

    indexes: Counter[str]
    suffixes: Counter[str]


NO_VOTES = Votes(Counter(), Counter())
_NO_PAGES: Mapping[bool, int] = {}


def votes(places: Iterable[str], files: Collection[str]) -> Votes:
    """Count how site paths name pages, each path once.

    The root's own page has no style; where it is named without its file, "" is counted.
    """
    found = Votes(Counter(), Counter())
    for place in dict.fromkeys(places):
        page = page_behind(place, files)
        if page is None or page == "index.html":
            found.indexes.update([""] if page and not place else [])
        elif vote := manner(place, page):
            (found.indexes if is_index(page) else found.suffixes)[vote] += 1
    return found


def chosen_style(
    settings: SiteSettings, stated: Votes, others: Votes, pages: Mapping[bool, int] = _NO_PAGES
) -> Style:
    """Learn the style from how the site itself writes its pages' paths; settings go first.

    `stated` is what pages say of their own address, `others` what a sitemap or links say; `pages`
    is how many there are with an index in their path (True), and without.
    """
    named = stated.indexes
    if others.indexes and "keep" not in others.indexes:
        # If only the pages themselves name index.html, that is a theme's mistake.
        named = Counter({vote: count for vote, count in named.items() if vote != "keep"})
    index = _favourite(named, others.indexes, pages.get(True, 0), "slash")
    suffix = _favourite(stated.suffixes, others.suffixes, pages.get(False, 0), "keep")
    return Style(
        settings.index if settings.index != "auto" else index,
        settings.suffix if settings.suffix != "auto" else suffix,
    )


def _favourite(stated: Counter[str], others: Counter[str], pages: int, otherwise: str) -> str:
    """Choose the form that more than half of the pages state of themselves, else the most frequent.

    So a few pages do not outvote a site's links, nor do the links outvote what its pages agree on.
    """
    together = stated + others
    del together[""]
    for vote in together:
        if 2 * stated[vote] > pages:
            return vote
    return max(together, key=lambda vote: (together[vote], stated[vote], vote), default=otherwise)
