"""`CompareJob`: compares the tags and cards of one page in two sites, in any process."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from smoopt.compare.comparison import Part
from smoopt.html.page import Page
from smoopt.html.skip import UNSHARED
from smoopt.plugin.running_hook import Death
from smoopt.preview.cards.card import Card
from smoopt.preview.cards.make_cards import make_cards
from smoopt.preview.cards.page_tags import TITLE, read_tags, readable
from smoopt.site.site import Site

# Tags that readers of pages look for, under the names that authors know
_TAGS = (
    *(TITLE, "description", "link canonical", "og:title", "og:description", "og:image"),
    *("og:image:alt", "og:url", "og:type", "og:site_name", "og:locale", "twitter:card"),
    *("article:published_time", "author", "theme-color", "link icon", "link alternate"),
    *("link license", "link me", "link webmention", "oembed"),
)
_JSON_LD = "JSON-LD"
# The visible parts of cards: the name in output, and the attribute
_PARTS = {
    "layout": "layout",
    "title": "title",
    "description": "description",
    "picture": "image",
    "alternative text": "alt",
    "host": "domain",
    "site name": "site_name",
}


class Paths(NamedTuple):
    """The paths of a page in both sites; "" where a site lacks it."""

    first: str
    second: str


class Shown(msgspec.Struct, frozen=True, array_like=True):
    """A page's tags, and the platforms that show it with a large picture."""

    tags: tuple[str, ...]
    large: tuple[str, ...]


class Compared(msgspec.Struct, frozen=True, array_like=True):
    """A page in both sites; None where a site lacks it or it is not shared."""

    first: Shown | None = None
    second: Shown | None = None
    parts: tuple[Part, ...] = ()


class CompareJob:
    """Reads a page of both sites, and compares the cards that platforms draw for it."""

    def __init__(self, sites: tuple[Site, Site], pages: Mapping[str, Paths]) -> None:
        """Take both sites, and the paths of each page by the name that identifies it."""
        self._sites = sites
        self._pages = pages

    def __call__(self, path: str) -> Compared:
        """Compare the page of a name."""
        paths = self._pages[path]
        (one, its_cards), (other, other_cards) = map(_shown, self._sites, paths)
        parts = tuple(_parts(its_cards, other_cards)) if one and other else ()
        return Compared(one, other, parts)

    def lost(self, path: str, death: Death) -> Compared:  # noqa: ARG002
        """Return an empty result for a page that killed its worker; the audit reports that."""
        return Compared()

    def raised(self, path: str, error: BaseException) -> Compared:  # noqa: ARG002
        """Return an empty result for a page that cannot be read; the audit reports why."""
        return Compared()


def _shown(site: Site, path: str) -> tuple[Shown | None, tuple[Card, ...]]:
    """Return a page's tags and the cards that are used for it."""
    page = Page(path, site.opened.read(path), built=True) if path else None
    if page is None or page.skip in UNSHARED:
        return None, ()
    cards = tuple(card for card in make_cards(page, site) if card.used)
    site.dependencies()  # recorded dependencies are not needed here
    large = (card.platform for card in cards if card.layout == "large")
    return Shown(tuple(_tags(page)), tuple(dict.fromkeys(large))), cards


def _tags(page: Page) -> Iterator[str]:
    tags = read_tags(page)
    yield from (readable(key) for key in _TAGS if tags.text(key))
    if page.document.select_one('script[type="application/ld+json"]') is not None:
        yield _JSON_LD


def _parts(cards: tuple[Card, ...], others: tuple[Card, ...]) -> Iterator[Part]:
    """Yield the parts in which cards differ, each once with the platforms that agree on it."""
    found: dict[tuple[str, str, str], list[str]] = {}
    pairs = {card.network: card for card in others}
    for card in cards:
        # X has two cards, of which a page uses one.
        other = pairs.get(card.network) or next(
            each for each in others if each.platform == card.platform
        )
        for name, before, after in _differing(card, other):
            found.setdefault((name, before, after), []).append(card.platform)
    for (name, before, after), platforms in found.items():
        yield Part(name, before, after, tuple(platforms))


def _differing(card: Card, other: Card) -> Iterator[tuple[str, str, str]]:
    """Yield the parts in which two cards differ: the name, and the value in each."""
    for name, attribute in _PARTS.items():
        before, after = (
            # A bare link shows its address only, no title.
            "" if each.layout == "link" and name != "layout" else getattr(each, attribute) or ""
            for each in (card, other)
        )
        if before != after:
            yield name, before, after
