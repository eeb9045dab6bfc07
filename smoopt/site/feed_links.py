"""Which feeds the readers of a page may want: that of its folder, and the site's own."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import PurePosixPath

import msgspec

from smoopt.files.walk import parents
from smoopt.model.language_tags import standard
from smoopt.site.feeds import Feed
from smoopt.site.page_addresses import Addresses, page_behind

# How many entries are read to tell which pages a feed is about.
_TOLD_BY = 20
# Folders are named for languages by the two letters of ISO 639-1; three letters may be a word.
_LETTERS = 2
# File names that generators give to the feed of everything, beside those of categories and authors.
_GENERAL = ("all", "index", "feed", "rss", "rss2", "atom", "posts", "blog", "news")


class FeedLink(msgspec.Struct, frozen=True):
    """A feed of the site to name in pages: its path, its media type and its title."""

    path: str
    type: str
    title: str


class _Known(msgspec.Struct, frozen=True):
    """A feed, and the pages that its first entries lead to."""

    feed: Feed
    pages: frozenset[str]

    @property
    def rank(self) -> tuple[int, bool, int, str]:
        """A sort key that puts the most general feed first."""
        name = PurePosixPath(self.feed.path).name.partition(".")[0].lower()
        return -len(self.feed.entries), name not in _GENERAL, len(self.feed.path), self.feed.path


def by_folder(
    feeds: Iterable[Feed], addresses: Addresses, files: Collection[str], pages: Iterable[str]
) -> Mapping[str, tuple[FeedLink, ...]]:
    """Return the feeds to name below each folder that has any of its own."""
    known = [one for feed in feeds if (one := _known(feed, addresses, files)) is not None]
    if not known:
        return {}
    asked = {folder for one in known for folder in parents(one.feed.path)}
    folders = {"", *asked.intersection(folder for page in pages for folder in parents(page))}
    grouped: dict[str, list[_Known]] = {}
    for one in known:
        grouped.setdefault(_about(one.feed.path, folders), []).append(one)
    return {folder: tuple(_chosen(group)) for folder, group in grouped.items()}


def nearest(path: str, links: Mapping[str, tuple[FeedLink, ...]]) -> tuple[FeedLink, ...]:
    """Return the feeds of the nearest folder that has any, and those of the root.

    Pages in a language's folder get only the feed of that folder: the root's is in another
    language.
    """
    own = next((links[folder] for folder in reversed([*parents(path)]) if folder in links), ())
    if any(_is_language(folder) for folder in path.split("/")[:-1]) and (own or "" in links):
        return own
    return (*own, *links.get("", ()))


def _known(feed: Feed, addresses: Addresses, files: Collection[str]) -> _Known | None:
    """Look up a feed's entries; None unless most of them are pages of the site."""
    places = [addresses.file("", entry.link) for entry in islice(feed.entries, _TOLD_BY)]
    found = [place is not None and page_behind(place, files) for place in places]
    pages = frozenset(page for page in found if page)
    return _Known(feed, pages) if 2 * len(pages) > len(places) else None


def _about(path: str, folders: Collection[str]) -> str:
    """Return the folder that a feed is about: its own, or the next one up that has pages."""
    above = reversed(["", *parents(path)])
    return next(folder for folder in above if folder in folders)


def _chosen(group: Iterable[_Known]) -> Iterator[FeedLink]:
    """Choose the most general feed, and the same one in other formats."""
    first, *others = sorted(group, key=lambda one: one.rank)
    types = set[str]()
    for one in (first, *others):
        feed = one.feed
        if feed.type not in types and one.pages == first.pages:
            types.add(feed.type)
            yield FeedLink(feed.path, feed.type, feed.title)


def _is_language(folder: str) -> bool:
    """Tell whether a folder is named for a language: `de`, `pt-br`."""
    return len(folder.partition("-")[0]) == _LETTERS and bool(standard(folder))
