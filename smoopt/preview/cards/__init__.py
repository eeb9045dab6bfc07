"""What each platform would show for a finished page: read, judged and cut as that platform does."""

from functools import cache
from typing import TYPE_CHECKING

from smoopt.html.page import Page
from smoopt.preview.cards.card import Card, Layout, Origin, Shot
from smoopt.preview.cards.google_result import google
from smoopt.preview.cards.make import make
from smoopt.preview.cards.platforms import PLATFORMS
from smoopt.site.site import Site

if TYPE_CHECKING:
    from jinja2 import Environment


__all__ = ["Card", "Layout", "Origin", "Shot", "cards", "drawn"]


def cards(page: Page, site: Site) -> tuple[Card, ...]:
    """Give what every platform shows for a finished page (read with `built=True`)."""
    return (*(make(platform, page, site) for platform in PLATFORMS), google(page, site))


# X's two cards are one template.
_SHARED = {"x-large": "x", "x-small": "x"}


def drawn(card: Card, image_url: str | None, icon_url: str | None = None) -> str:
    """Draw a card as HTML; the addresses are those at which the preview serves its pictures.

    For a picture that is not served (it lies on another host) a placeholder is drawn. The style
    sheet is static/cards.css; no script is needed.
    """
    name = _SHARED.get(card.network, card.network)
    template = _environment().get_template(f"{name}.html")
    return template.render(card=card, image_url=image_url, icon_url=icon_url)


@cache
def _environment() -> "Environment":
    from smoopt.html import templates  # noqa: PLC0415 - jinja2 is in the extra `preview`

    return templates.environment("smoopt.preview", "templates/cards")
