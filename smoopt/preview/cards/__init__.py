"""What each platform would show for a finished page: read, judged and cut as that platform does."""

from smoopt.page import Page
from smoopt.preview.cards.card import Card, Layout, Origin, Shot
from smoopt.preview.cards.drawing import drawn
from smoopt.preview.cards.google import google
from smoopt.preview.cards.make import make
from smoopt.preview.cards.platforms import PLATFORMS
from smoopt.site import Site

__all__ = ["Card", "Layout", "Origin", "Shot", "cards", "drawn"]


def cards(page: Page, site: Site) -> tuple[Card, ...]:
    """Give what every platform shows for a finished page (read with `built=True`)."""
    return (*(make(platform, page, site) for platform in PLATFORMS), google(page, site))
