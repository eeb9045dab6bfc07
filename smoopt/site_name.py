"""The name of a site, and a page's title without it."""

import re
from collections.abc import Sequence

from smoopt.facts import Fact, tidy
from smoopt.feed import Feed
from smoopt.finding import Place
from smoopt.page import Page
from smoopt.settings import SiteSettings

_SEPARATOR = re.compile(r"(\s+(?:[-–—|·•»«:]|::)\s+)")


def site_name(settings: SiteSettings, home: Page | None, feeds: Sequence[Feed]) -> Fact[str] | None:
    """Find the site's name.

    1. the configuration; 2. the home page's og:site_name or application-name; 3. the part of the
    home page's title that the title of the site's feed begins with ("Windward" of "Small weather
    stations | Windward" and "Windward Blog"); 4. the feed's title; 5. the home page's title up to
    its first separator.
    """
    if settings.name:
        return Fact(settings.name, "site.name in the configuration")
    if home is not None:
        for key in ("og:site_name", "application-name"):
            for tag in home.tags(key):
                if tag.value:
                    return home.fact(tag.value, f"home page's {key}", tag.element)
    feed = next((feed for feed in feeds if feed.title and feed.entries), None)
    if part := _name_in_title(home, "" if feed is None else feed.title):
        return part
    if feed is not None:
        return Fact(feed.title, "title of the feed", Place(feed.entries[0].place.path))
    return None


def _name_in_title(home: Page | None, feed: str) -> Fact[str] | None:
    """Find the part of the home page's title that a feed's title, if any, begins with."""
    title = None if home is None or home.head is None else home.head.find("title")
    if home is None or title is None:
        return None
    parts = [part for part in _SEPARATOR.split(tidy(title.text))[::2] if part]
    shared = [part for part in parts if f"{feed} ".startswith(f"{part} ")] if feed else parts
    rule = "home page's title and feed's" if feed else "home page's title"
    return home.fact(shared[0], rule, title) if shared else None


def ending(title: str) -> str:
    """Give the last part of a title with its separator (" - Rust"), or ""."""
    parts = _SEPARATOR.split(title)
    return "".join(parts[-2:]) if len(parts) > 1 and parts[0] and parts[-1] else ""


def named_by(ending: str) -> str:
    """Give the name in the end of a title, without its separator."""
    return _SEPARATOR.split(ending)[-1]


def without_site(title: str, name: str, heading: str) -> str:
    """Take the site's name off a title; what the h1 says tells where it begins, too."""
    parts = _SEPARATOR.split(title)
    if len(parts) > 1:
        if heading and heading == "".join(parts[:-2]):
            return heading
        if name and parts[-1].casefold() == name.casefold():
            return "".join(parts[:-2])
        if name and parts[0].casefold() == name.casefold():
            return "".join(parts[2:])
    return title
