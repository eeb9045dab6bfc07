"""What each platform would show for a finished page: read, judged and cut as that platform does."""

from smoopt.page import Page
from smoopt.preview.cards.card import Card, Layout, Origin, Shot
from smoopt.site import Site

__all__ = ["Card", "Layout", "Origin", "Shot", "cards", "drawn"]


def cards(page: Page, site: Site) -> tuple[Card, ...]:
    """Give what every platform shows for a finished page (read with `built=True`)."""
    return ()


def drawn(card: Card, image_url: str | None, icon_url: str | None = None) -> str:
    """Draw a card as HTML; the addresses are those at which the preview serves its pictures."""
    return ""
