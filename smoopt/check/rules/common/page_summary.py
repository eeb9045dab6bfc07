"""`PageSummary`: the little that others need to know of a page; those of all are held at once."""

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
# Line and column.
At = tuple[int, int]
_NOWHERE: At = (0, 0)


class Translated(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A link to a translation in this site: the page's path, and where the link stands."""

    path: str
    language: str
    at: At


# The tags of cards that a theme may write with the same words on every page.
CARD_TAGS = ("og:title", "twitter:title", "og:description", "twitter:description")


class Stated(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a tag states: its checksum, b"" for nothing, and where it stands."""

    sum: bytes
    at: At


class PageSummary(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a page says of itself.

    `canonical` is the path of the page that the canonical link names, "" where that is not one of
    the site; `named` is what tells whether that may be right. `feeds` are the paths of those that
    it names. `card` has what `CARD_TAGS` state on a page that is to be found under its own address,
    and `language` the first part of the page's. `asks` names the services and hosts, share buttons
    aside, from which the page loads anything, each with the first place.
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
    """Sum up a page for the others."""
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
    """Name the hosts that the page loads from; none if the site's address is not known."""
    found: dict[str, At] = {}
    for load in loads_of(page, site) if site.url else ():
        if load.party is None or load.party.kind != SHARE:
            found.setdefault(load.name, (load.place.line, load.place.column))
    return found


def _feeds(page: Page, site: Site) -> Iterator[str]:
    """Give the paths of what the page names as another form of itself, and not for people."""
    for tag in page.tags("alternate"):
        if _FEED.search(tag.element.attr("type") or "") and (path := site.file(page, tag.value)):
            yield path


def _named(page: Page, site: Site, canonical: str) -> Named | None:
    """Say which other page this one names, or that it is a list by its path; few are either."""
    if canonical in {"", page.path} and kind_by_path(page.path) != "list":
        return None
    return named(page, site)


def _card(page: Page, site: Site) -> Iterator[Stated]:
    if is_shared(page) and not names_another(site, page):
        for key in CARD_TAGS:
            tag = page.first_tag(key)
            yield Stated(checksum(tag.value) if tag else b"", _at(tag.element if tag else None))


def _canonical(page: Page, site: Site) -> tuple[str, At]:
    """Give the page that the canonical link names, and the link's place."""
    for tag in canonical_tags(page)[:1]:
        place = site.file(page, tag.value) if tag.value else None
        behind = None if place is None else site.behind(place)
        if behind is not None:
            return behind, _at(tag.element)
    return "", _NOWHERE


def _at(element: Element | None) -> At:
    position = None if element is None else element.position
    return _NOWHERE if position is None else (position[0], position[1] + 1)
