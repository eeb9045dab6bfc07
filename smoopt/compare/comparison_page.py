"""A comparison as an HTML page: figures side by side, and the cards of pages that differ.

It runs no script, and loads nothing but pictures from the folders of the two sites.
"""

import os
from collections.abc import Iterable
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import jinja2
from markupsafe import Markup
from msgspec import structs

from smoopt.compare.comparison import Comparison, Figure, PageDifference
from smoopt.compare.comparison_text import said_by
from smoopt.html import templates
from smoopt.html.page import Page
from smoopt.model.plain_text import valid
from smoopt.model.wording import counted, signed
from smoopt.preview.cards.card import CardPicture
from smoopt.preview.cards.make_cards import make_cards
from smoopt.preview.urls import quoted
from smoopt.preview.views.base_view import asset
from smoopt.preview.views.page_view import draw_card
from smoopt.site.site import Site

# How many pages are drawn, and how many figures are shown of tags and of rules
_PAGES, _FIGURES = 24, 40
# Both sites with the names that output gives them
_Sides = tuple[tuple[str, Site], tuple[str, Site]]


class _DrawnPage(NamedTuple):
    """A page that differs, and its cards in both sites on one platform that shows a difference."""

    difference: PageDifference
    first: Markup
    second: Markup


def drawn(found: Comparison, first: Site, second: Site, output: Path) -> str:
    """Return the HTML of the page that is to be written to `output`."""
    sides = (found.first.name, first), (found.second.name, second)
    pages = [_drawn(each, sides, output.parent) for each in found.pages[:_PAGES]]
    html = (
        _environment()
        .get_template("comparison.html")
        .render(
            found=found,
            tables={
                "Pages of 100 with a large picture": [*found.large()],
                "Pages of 100 that have a tag": _differing(found.tags()),
                "Findings by rule": _differing(found.rules()),
            },
            pages=pages,
            more=len(found.pages) - len(pages),
        )
    )
    return valid(html)


def _differing(figures: Iterable[Figure]) -> list[Figure]:
    return [*islice((figure for figure in figures if figure.change), _FIGURES)]


def _drawn(page: PageDifference, sides: _Sides, folder: Path) -> _DrawnPage:
    platform = page.parts[0].platforms[0]
    paths = page.path, page.other
    one, other = (
        _card(site, path, platform, f"{platform}: {path} in {name}", folder)
        for (name, site), path in zip(sides, paths, strict=True)
    )
    return _DrawnPage(page, one, other)


def _card(site: Site, path: str, platform: str, label: str, folder: Path) -> Markup:
    """Return the HTML of the card that a platform shows for a page."""
    cards = make_cards(Page(path, site.opened.read(path), built=True), site)
    card = next(each for each in cards if each.used and each.platform == platform)
    card = structs.replace(card, label=label)
    up = os.path.relpath(site.root, folder)
    # Its values are escaped by the card's own template.
    return Markup(draw_card(card, _lies(card.picture, up), _lies(card.icon, up)))  # noqa: S704


def _lies(picture: CardPicture | None, up: str) -> str | None:
    """Return a picture's address relative to the page; None for one that is not in the site."""
    return quoted(f"{up}/{picture.file}") if picture and picture.file else None


@cache
def _environment() -> jinja2.Environment:
    environment = templates.environment("smoopt.compare")
    report = templates.environment("smoopt.check.report")
    sheets = [report.get_template(name).render() for name in ("palette.css", "report.css")]
    own = environment.get_template("comparison.css").render()
    styles = Markup("".join((*sheets, asset("cards.css").decode(), own)))  # noqa: S704
    environment.globals |= {"styles": styles, "style_source": templates.source_of(styles)}
    environment.filters |= {"counted": counted, "signed": signed, "said_by": said_by}
    environment.filters["number"] = "{:,}".format
    return environment
