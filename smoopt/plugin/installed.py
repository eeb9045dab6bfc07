"""Which plugins are installed: those that come with smoopt, and others by their entry points.

Separate from loading them (load.py), because most runs that find nothing changed need none.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

import msgspec

from smoopt.model.errors import PluginError
from smoopt.model.version import __version__

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "smoopt"


class OwnPlugin(msgspec.Struct, frozen=True):
    """A plugin that comes with smoopt: its module and class, as an entry point names them."""

    value: str

    @property
    def package(self) -> str:
        """The package that it comes with, and its version."""
        return f"smoopt {__version__}"

    def load(self) -> object:
        """Import the class."""
        module, _, kind = self.value.partition(":")
        return getattr(import_module(module), kind)


# Not found by entry points: that would search all installed packages, and double the time that it
# takes to load these.
OWN: Mapping[str, OwnPlugin] = {
    name: OwnPlugin(f"smoopt.builtin.{place}")
    for name, place in {
        "overrides": "sources.overrides:Overrides",
        "meta": "sources.meta:Meta",
        "jsonld": "sources.schema_org.jsonld:JsonLd",
        "microdata": "sources.schema_org.microdata:Microdata",
        "hentry": "sources.hentry:HEntry",
        "feed": "sources.feed:FeedEntry",
        "content": "sources.main_content:Content",
        "language": "sources.language:Language",
        "boilerplate": "sources.boilerplate:Boilerplate",
        "defaults": "sources.defaults:Defaults",
        "canonical": "tags.canonical:Canonical",
        "description": "tags.description:Description",
        "opengraph": "tags.opengraph:OpenGraph",
        "x": "tags.x:X",
        "discovery": "discovery:Discovery",
        "structured": "structured:Structured",
        "icons": "icons:Icons",
        "share": "share.share:Share",
        "bookmarks": "share.bookmarks:Bookmarks",
        "duplicates": "duplicates:Duplicates",
        # These run only where their table turns them on.
        "backlinks": "backlinks:Backlinks",
        "cards": "cards:Cards",
        "cite": "cite:Cite",
        "comments": "comments:Comments",
        "conversation": "conversation:Conversation",
        "feeds": "feeds:Feeds",
        "fold": "fold:Fold",
        "follow": "follow:Follow",
        "identity": "identity:Identity",
        "indexnow": "indexnow:IndexNow",
        "keywords": "keywords:Keywords",
        "licence": "licence:Licence",
        "markdown": "markdown:Markdown",
        "media": "media:Media",
        "oembed": "oembed:OEmbed",
        "pictures": "pictures:Pictures",
        "qr": "qr:Qr",
        "robots": "robots:Robots",
        "signin": "signin:SignIn",
        "sitemap": "sitemap:Sitemap",
        "titles": "title_patterns:Titles",
    }.items()
}


@cache
def others() -> Mapping[str, "EntryPoint"]:
    """Find other packages' plugins, by name; raises PluginError if two have the same name."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - a third of all that is loaded

    found: dict[str, EntryPoint] = {}
    for point in entry_points(group=GROUP):
        known = OWN.get(point.name) or found.get(point.name)
        if known and known.value != point.value:
            raise PluginError(
                f"two installed plugins are named {point.name!r}: {known.value} and "
                f"{point.value}; uninstall one of them"
            )
        found[point.name] = point
    return {name: point for name, point in found.items() if name not in OWN}
