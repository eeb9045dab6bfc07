"""The pages elsewhere that the plugin `conversation` shows already, so that none is shown twice."""

import msgspec

from smoopt.html.page import Page
from smoopt.html.turned_off import is_turned_off
from smoopt.plugin.hooks import Shares
from smoopt.site.settings import matching
from smoopt.site.site import Site

_PLUGIN = "conversation"


class _Response(msgspec.Struct, frozen=True):
    """The part of a response that matters here."""

    url: str


class _Talk(msgspec.Struct, frozen=True):
    """The responses that `conversation` shows on a page."""

    responses: tuple[_Response, ...] = ()
    again: tuple[str, ...] = ()


def told_by_conversation(page: Page, site: Site, shares: Shares) -> frozenset[str]:
    """Return the addresses that `conversation` shows on a page; none if it is turned off there."""
    said = shares.get(_PLUGIN)
    if not said or _is_off(page, site):
        return frozenset()
    talk = msgspec.convert(said, _Talk)
    return frozenset((*(each.url for each in talk.responses), *talk.again))


def _is_off(page: Page, site: Site) -> bool:
    """Return whether the page, or the last rule of the settings that mentions it, turns it off."""
    if is_turned_off(page, _PLUGIN):
        return True
    rules = (site.settings.pages[number] for number in matching(site.settings, page.path))
    said = [rule.plugins[_PLUGIN] for rule in rules if _PLUGIN in rule.plugins]
    return bool(said) and said[-1] is False
