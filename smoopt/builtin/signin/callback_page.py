"""The callback page: where providers send readers back, and where the script continues."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from smoopt.builtin.signin.secure_address import is_secure
from smoopt.html import markup
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, Span
from smoopt.site.site import Site

_REFERRER = "referrer"
_ENDING = re.compile(r"(?:(?:^|/)index)?(?:\.x?html?)?/?$")


class CallbackPage(NamedTuple):
    """The page's path in the site, and its public address, which providers must know."""

    path: str
    url: str


def is_callback(page: Page, site: Site, given: str) -> bool:
    """Return whether the option `callback` names this page; the path alone rules out most."""
    if not given or _name(given) not in page.path:
        return False
    place = site.file(None, given)
    return place is not None and site.behind(place) == page.path


@cache
def _name(given: str) -> str:
    """Return what the page's path must contain: `signin` for signin/index.html."""
    name = _ENDING.sub("", given).rpartition("/")[2]
    return "" if "%" in name else name


def callback_of(site: Site, given: str) -> CallbackPage | None:
    """Return the page in the option `callback`; None if readers cannot be sent there."""
    place = site.file(None, given) if given else None
    path = None if place is None else site.behind(place)
    url = "" if path is None else site.address(path)
    return None if path is None or not is_secure(url) else CallbackPage(path, url)


def referrer_edits(page: Page) -> Iterator[Edit]:
    """Yield the edit that keeps the page's address, which contains the code at first, from others.

    https://www.rfc-editor.org/rfc/rfc9700#section-4.2.4 (2026-12-01)
    """
    at = slot(page, "head")
    if at is not None and not page.has_tag((_REFERRER,)):
        tag = markup.meta("no-referrer", name=_REFERRER, xhtml=page.xhtml)
        yield Edit(Span(at, at), tag, _REFERRER, "providers send readers back to this page")
