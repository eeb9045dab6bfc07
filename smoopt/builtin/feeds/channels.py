"""The feeds of a site: of the whole site, of its sections, of its tags."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from smoopt.builtin.feeds.article import Article
from smoopt.builtin.feeds.newest_entries import Entry, folder_of, tag_of
from smoopt.site.site import Site


class Channel(msgspec.Struct, frozen=True):
    """A feed: its path without a suffix, its title, the folder of its pages, and its entries.

    `folder` is None for the feed of a tag, whose pages are in no common folder.
    """

    path: str
    title: str
    folder: str | None
    articles: Sequence[Article]


def channels(site: Site, known: Mapping[str, Sequence[Entry]], name: str) -> Iterator[Channel]:
    """Yield the feeds that have entries, the newest entry first in each."""
    for key, given in known.items():
        entries = [Entry(*entry) for entry in given]
        folder, found = folder_of(key), [msgspec.convert(one.said, Article) for one in entries]
        if folder is None:
            title = title_of(site, entries[0].tag)
            yield Channel(f"{name}s/{tag_of(key)}", title, None, found)
        else:
            title = title_of(site, folder.rstrip("/"))
            yield Channel(f"{folder}{name}", title, folder, found)


def title_of(site: Site, part: str) -> str:
    """Return the title of a feed: the site, and the folder or tag; "" is the whole site."""
    title = site.name.value if site.name else site.url
    return f"{title}: {part}" if part else title
