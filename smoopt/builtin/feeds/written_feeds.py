"""The feeds that `feeds` writes for a page, as other plugins may know them."""

import msgspec

from smoopt.plugin.hooks import Shares


class WrittenFeed(msgspec.Struct, frozen=True, array_like=True):
    """A feed: its path in the site, its media type, its title."""

    path: str
    type: str
    title: str


def written_feeds(shares: Shares) -> tuple[WrittenFeed, ...]:
    """Give the feeds that are written for a page and the folders above it."""
    return msgspec.convert(shares.get("feeds", ()), tuple[WrittenFeed, ...])
