"""Pictures of people who responded, from the site's own files."""

import re

from smoopt.builtin.conversation.responses import Response
from smoopt.builtin.conversation.shown_talk import Picture
from smoopt.html.page import Page
from smoopt.site.site import Site

_SUFFIXES = ("jpg", "png", "webp", "avif")
_NO_NAME = re.compile(r"[^a-z0-9.@_]+")


def avatar_name(url: str) -> str:
    """Return the name of a picture's file by an address: without scheme and `www.`.

    `https://mastodon.social/@ann` is `mastodon.social-@ann`.
    """
    return _NO_NAME.sub("-", url.lower().partition("://")[2].removeprefix("www.")).strip("-.")


def picture_of(response: Response, folder: str, page: Page, site: Site) -> Picture | None:
    """Find the picture by the address of a person, then by that of their own picture."""
    for url in (response.author_url, response.photo) if folder else ():
        name = avatar_name(url)
        for suffix in _SUFFIXES if name else ():
            path = f"{folder.strip('/')}/{name}.{suffix}"
            if site.has(path):
                href = site.href(page, path)
                return Picture(href) if site.policy(page).allows("img-src", href) else None
    return None
