"""The IndexNow key: a file at the site's root that authorises notifications."""

import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from smoopt.model.edits import File
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.site.site import Site

# https://www.indexnow.org/documentation (2026-12-01)
_KEY = re.compile(r"[A-Za-z0-9-]{8,128}")

NO_KEY = Rule(
    id="indexnow-key",
    severity=Severity.WARNING,
    what="The plugin `indexnow` is on but has no key, or the site already has a different file "
    "with that name.",
    why="It writes no file, and search engines do not accept notifications from `smoopt ping`.",
    source="https://www.indexnow.org/documentation",
    fix="Set a `key` (`smoopt ping --new-key` generates one), and remove the other file. Or "
    "turn the plugin off.",
    read="2026-12-01",
    of_build=True,
)


class IndexNow(Plugin, frozen=True):
    """Write the IndexNow key file, with which `smoopt ping` notifies search engines."""

    key: Annotated[
        str, Meta(description="The key: 8 to 128 letters, digits and dashes; it is public.")
    ] = ""

    def __post_init__(self) -> None:
        """Raise ValueError, which msgspec reports with its place, for what is not a key."""
        if self.key and not is_key(self.key):
            raise ValueError(
                f"key: {self.key!r} is not a key; expected 8 to 128 letters, digits and dashes: "
                "`smoopt ping --new-key` makes one"
            )

    @hookimpl
    def site_files(self) -> Iterator[File]:
        """Yield the key file."""
        if self.key:
            yield File.at(file_of(self.key), self.key.encode())

    @hookimpl
    def site_findings(self, site: Site) -> Iterator[Finding]:
        """Report a missing key, or other content in its file."""
        if not self.key:
            yield NO_KEY.at(site.place, "it has no key")
        elif site.has(path := file_of(self.key)) and (site.text(path) or "").strip() != self.key:
            yield NO_KEY.at(
                Place(path), "the site's own file has something else than the key in it"
            )

    @hookimpl
    def rules(self) -> Rule:
        """Describe the rule on a missing key."""
        return NO_KEY


def is_key(text: str) -> bool:
    """Return whether a text is a valid key."""
    return _KEY.fullmatch(text) is not None


def file_of(key: str) -> str:
    """Return the name of a key's file, which is at the site's root."""
    return f"{key}.txt"
