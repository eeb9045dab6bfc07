"""Drawing a card: one template a platform, every value escaped by jinja2."""

from functools import cache
from typing import TYPE_CHECKING

from smoopt.preview.cards.card import Card

if TYPE_CHECKING:
    from jinja2 import Environment

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
    from smoopt import templating  # noqa: PLC0415 - jinja2 is in the extra `preview`

    return templating.environment("smoopt.preview", "templates/cards")
