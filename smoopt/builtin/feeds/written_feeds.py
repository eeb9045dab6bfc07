"""The feeds that the plugin writes, as far as a page can know before all pages are read."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from smoopt.builtin.feeds.channels import title_of
from smoopt.builtin.feeds.newest_entries import section_folder
from smoopt.plugin.hooks import Shares
from smoopt.site.feed_links import FeedLink
from smoopt.site.site import Site

NAME, STEM = "feeds", "feed"
# https://www.rfc-editor.org/rfc/rfc4287#section-7 and
# https://www.jsonfeed.org/version/1.1/#discovery (2026-12-01)
_TYPES = {"atom": "application/atom+xml", "json": "application/feed+json"}
SUFFIXES = {"atom": ".xml", "json": ".json"}
Formats = tuple[Literal["atom", "json"], ...]
BOTH: Formats = ("atom", "json")


class WrittenFeeds(msgspec.Struct, frozen=True):
    """The feeds of the site and its sections, by the options."""

    formats: Formats = BOTH
    sections: tuple[str, ...] = ()

    def folders(self, site: Site) -> list[str]:
        """Return the folders with a feed if one of their pages is an entry; "" is the site."""
        if not site.url or self.are_needless(site):
            return []
        return ["", *map(section_folder, self.sections)]

    def are_needless(self, site: Site) -> bool:
        """Return whether the site has a feed for all pages, or a file in its place."""
        names = (f"{STEM}{SUFFIXES[form]}" for form in self.formats)
        return bool(site.feeds("index.html")) or any(map(site.occupied, names))

    def above(self, path: str, site: Site) -> Iterator[tuple[str, FeedLink]]:
        """Yield the feeds that a page expects, each with its folder."""
        for folder in self.folders(site):
            if path.startswith(folder):
                title = title_of(site, folder.rstrip("/"))
                for form in self.formats:
                    file = f"{folder}{STEM}{SUFFIXES[form]}"
                    yield folder, FeedLink(file, _TYPES[form], title)


def feeds_above(path: str, site: Site, shares: Shares) -> list[FeedLink]:
    """Return the feeds that the plugin writes for a page, where it is on for the whole site.

    A page's share names the folders that turned out to have none.
    """
    table = site.settings.plugins.get(NAME, False)
    if table is False:
        return []
    written = msgspec.convert(table if isinstance(table, dict) else {}, WrittenFeeds)
    lacking = msgspec.convert(shares.get(NAME, ()), list[str])
    return [feed for folder, feed in written.above(path, site) if folder not in lacking]
