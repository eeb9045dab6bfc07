"""`PageSummary`: the little that rules across pages need; those of all pages are in memory."""

import re
from collections.abc import Iterator

import msgspec
from turbohtml import Element

from smoopt.builtin.tags.rules.shared_canonical import Named, named
from smoopt.check.rules.canonical_link import canonical_tags
from smoopt.check.rules.common.scope import SILENT, is_shared
from smoopt.check.rules.languages import translations
from smoopt.check.rules.third_parties.known import SHARE
from smoopt.check.rules.third_parties.loads import loads_of
from smoopt.html.page import Page
from smoopt.html.page_kind import kind_by_path
from smoopt.html.skip import Skip
from smoopt.model.checksum import checksum
from smoopt.site.site import Site
from smoopt.site.stated_address import names_another
from smoopt.site.titles import primary_language

_FEED = re.compile(r"\b(?:rss|atom|rdf|xml|json)\b", re.IGNORECASE)
# Line and column
At = tuple[int, int]
_NOWHERE: At = (0, 0)


class Translated(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A link to a translation in this site: the page's path, its language, the link's position."""

    path: str
    language: str
    at: At


# Tags of cards that a theme may write with the same words on every page
CARD_TAGS = ("og:title", "twitter:title", "og:description", "twitter:description")


class Stated(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A tag's value as a checksum, b"" if there is none, and its position."""

    sum: bytes
    at: At


class PageSummary(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What rules across pages need to know about a page.

    `canonical` is the path of the page that the canonical link names, "" if that is not one of
    the site; `named` has what is needed to judge whether that may be right. `feeds` are the
    paths of the feeds that the page names. `card` has the values of `CARD_TAGS` for a page that
    is meant to be found under its own address, and `language` the primary tag of the page's
    language. `asks` names the services and hosts, share buttons aside, from which the page
    loads anything, each with the first position.
    """

    noindex: bool = False
    redirect: bool = False
    canonical: str = ""
    canonical_at: At = _NOWHERE
    translations: tuple[Translated, ...] = ()
    feeds: tuple[str, ...] = ()
    named: Named | None = None
    language: str = ""
    card: tuple[Stated, ...] = ()
    asks: dict[str, At] = {}


def said(page: Page, site: Site) -> PageSummary:
    """Return the summary of a page for the rules across pages."""
    if page.skip in SILENT or page.skip is Skip.REDIRECT:
        return PageSummary(redirect=page.skip is Skip.REDIRECT)
    canonical, canonical_at = _canonical(page, site)
    return PageSummary(
        noindex=page.skip is Skip.NOINDEX,
        canonical=canonical,
        canonical_at=canonical_at,
        translations=tuple(
            Translated(link.path, link.language, _at(link.element))
            for link in translations(page, site)
            if link.path is not None
        ),
        feeds=tuple(_feeds(page, site)),
        named=_named(page, site, canonical),
        language=primary_language(page),
        card=tuple(_card(page, site)),
        asks=_asks(page, site),
    )


def _asks(page: Page, site: Site) -> dict[str, At]:
    """Return the hosts that the page loads from; none if the site's address is unknown."""
    found: dict[str, At] = {}
    for load in loads_of(page, site) if site.url else ():
        if load.party is None or load.party.kind != SHARE:
            found.setdefault(load.name, (load.place.line, load.place.column))
    return found


def _feeds(page: Page, site: Site) -> Iterator[str]:
    """Yield the paths of the page's alternates whose type is that of a feed or data."""
    for tag in page.tags("alternate"):
        if _FEED.search(tag.element.attr("type") or "") and (path := site.file(page, tag.value)):
            yield path


def _named(page: Page, site: Site, canonical: str) -> Named | None:
    """Return which other page this one names, or that its path is a list's; None for most pages."""
    if canonical in {"", page.path} and kind_by_path(page.path) != "list":
        return None
    return named(page, site)


def _card(page: Page, site: Site) -> Iterator[Stated]:
    if is_shared(page) and not names_another(site, page):
        for key in CARD_TAGS:
            tag = page.first_tag(key)
            yield Stated(checksum(tag.value) if tag else b"", _at(tag.element if tag else None))


def _canonical(page: Page, site: Site) -> tuple[str, At]:
    """Return the path of the page that the canonical link names, and the link's position."""
    for tag in canonical_tags(page)[:1]:
        place = site.file(page, tag.value) if tag.value else None
        behind = None if place is None else site.behind(place)
        if behind is not None:
            return behind, _at(tag.element)
    return "", _NOWHERE


def _at(element: Element | None) -> At:
    position = None if element is None else element.position
    return _NOWHERE if position is None else (position[0], position[1] + 1)
