"""What readers of microformats, and Mastodon, make of a page; by mf2py and html5lib."""

from collections.abc import Iterator
from typing import Any

import html5lib
import mf2py

Card = dict[str, Any]


def representative(html: str, url: str) -> Card | None:
    """Find the h-card that stands for a page.

    https://microformats.org/wiki/representative-h-card-parsing (2026-12-01): 1. one with the
    page's address as uid and url; 2. one with a url that is a rel=me as well; 3. the only one, if
    its url is the page's.
    """
    read = mf2py.parse(doc=html, url=url)
    cards = list(_cards(read["items"]))
    for card in cards:
        if url in card["properties"].get("uid", []) and url in card["properties"].get("url", []):
            return card
    mine = set(read["rels"].get("me", []))
    for card in cards:
        if mine & set(card["properties"].get("url", [])):
            return card
    return cards[0] if len(cards) == 1 and url in cards[0]["properties"].get("url", []) else None


def _cards(items: list[Card]) -> Iterator[Card]:
    for item in items:
        if "h-card" in item.get("type", []):
            yield item
        inner = [each for values in item.get("properties", {}).values() for each in values]
        yield from _cards([each for each in (*inner, *item.get("children", [])) if is_item(each)])


def is_item(value: object) -> bool:
    return isinstance(value, dict) and "type" in value and "properties" in value


def verifies(html: str, profile: str) -> bool:
    """Tell whether Mastodon takes a page for the profile's own: one of its links is the profile.

    https://github.com/mastodon/mastodon/blob/main/app/services/verify_link_service.rb (2026-12-01)
    """
    root = html5lib.parse(html, namespaceHTMLElements=False)
    links = (each for name in ("a", "link") for each in root.iter(name))
    mine = (each for each in links if "me" in (each.get("rel") or "").split())
    return any((each.get("href") or "").lower() == profile.lower() for each in mine)
