"""A page's entry in a sitemap: address, date, pictures, translations; or that it has none."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from smoopt.builtin.discovery.hreflang_set import missing_translations
from smoopt.html.page import Page
from smoopt.html.page_kind import kind_by_path
from smoopt.model.facts import Facts
from smoopt.model.web_address import is_encoded, is_of_the_web
from smoopt.site.kept_out import is_kept_out
from smoopt.site.site import Site

_UNLISTED = {"error", "search"}
# The plugin that gives pages the picture of the settings
_SITE_S = "defaults"
# https://www.sitemaps.org/protocol.html (2026-12-01)
_LONGEST = 2047
# https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps (2026-12-01)
_MOST_PICTURES = 1000
_LANGUAGE = re.compile(r"[A-Za-z0-9-]+")
# https://www.w3.org/TR/xmlschema-2/#dateTime-timezones (2026-12-01)
_FURTHEST = timedelta(hours=14)


class PageEntry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A page's entry; "" if no date is known. Translations are language and address."""

    address: str
    modified: str = ""
    images: tuple[str, ...] = ()
    translations: tuple[tuple[str, str], ...] = ()


def entry_of(page: Page, site: Site, facts: Facts) -> PageEntry | None:
    """Return the entry of a page; None if sitemaps should not list it."""
    address = listed_address(page, site, facts)
    if not address:
        return None
    dated = facts.modified or facts.published
    return PageEntry(
        address,
        "" if dated is None else w3c_date(dated.value),
        _pictures(facts),
        _translated(facts),
    )


def listed_address(page: Page, site: Site, facts: Facts) -> str:
    """Return a page's address; "" if it is not to be found, or only under another address."""
    kind = facts.kind.value if facts.kind is not None else kind_by_path(page.path)
    if facts.address is None or kind in _UNLISTED or is_kept_out(site, page):
        return ""
    address = facts.address.value
    # https://www.sitemaps.org/protocol.html#location (2026-12-01)
    return address if site.url and address.startswith(site.url) and _is_fit(address) else ""


def w3c_date(value: str) -> str:
    """Return an ISO 8601 date as in sitemaps: a time of day only with its time zone."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return ""
    offset = moment.utcoffset()
    if offset is None or abs(offset) > _FURTHEST or offset % timedelta(minutes=1):
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds")


def _pictures(facts: Facts) -> tuple[str, ...]:
    """Return the page's own pictures, not one for the whole site."""
    if facts.images is None or facts.images.plugin == _SITE_S:
        return ()
    there = [image.url for image in facts.images.value if not image.missing and _is_fit(image.url)]
    return (*dict.fromkeys(there[:_MOST_PICTURES]),)


def _translated(facts: Facts) -> tuple[tuple[str, str], ...]:
    """Return the whole set of translations, including the page itself; () without any."""
    if facts.alternates is None:
        return ()
    known = [(one.language, one.url) for one in facts.alternates.value]
    known += [(link.attributes["hreflang"], link.href) for link in missing_translations(facts)]
    fit = tuple(one for one in known if _is_fit(one[1]) and _LANGUAGE.fullmatch(one[0]))
    return fit if len(fit) > 1 else ()


def _is_fit(address: str) -> bool:
    return len(address) <= _LONGEST and is_encoded(address) and is_of_the_web(address)


def in_order(entries: Iterable[PageEntry]) -> list[PageEntry]:
    """Return each address once, the home page first."""
    by_address = {entry.address: entry for entry in entries}
    return [by_address[address] for address in sorted(by_address)]
