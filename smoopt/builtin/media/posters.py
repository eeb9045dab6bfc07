"""The picture that a facade shows, from the site's own files."""

from collections.abc import Mapping

from smoopt.builtin.media.players import Player
from smoopt.html.page import Page
from smoopt.site.site import Site

_SUFFIXES = ("avif", "webp", "jpg", "jpeg", "png", "svg")


def poster_of(page: Page, site: Site, player: Player, place: str, places: Mapping[str, str]) -> str:
    """Return how the page refers to a film's picture, "" if the site has none."""
    if player.id in places:
        path = places[player.id].lstrip("/")
        found = path if site.has(path) else ""
    else:
        begins = place.replace("{id}", player.id).lstrip("/") if player.id else ""
        paths = (f"{begins}.{suffix}" for suffix in _SUFFIXES if begins)
        found = next(filter(site.has, paths), "")
    if not found:
        return ""
    href = site.href(page, found)
    policy = site.policy(page)
    return href if not policy.policies or policy.allows("img-src", href) else ""
