"""Pages for the tests of cards, and the card that one platform makes of them."""

from html import escape

from smoopt.html.page import Page
from smoopt.preview.cards import Card, cards
from smoopt.site.site import Site
from tests.support.pictures import png
from tests.support.sites import MakeSite

URL = "https://www.kettle.example/"
WIDE = {"wide.png": png(1200, 630)}


def meta(**tags: str) -> str:
    """Write metas; `og_title` stands for og:title."""
    return "".join(
        f'<meta property="{key.replace("_", ":", 1)}" content="{escape(value)}">'
        for key, value in tags.items()
    )


FULL = meta(
    og_title="A tin of smoke",
    og_description="Lapsang, twice.",
    og_image=f"{URL}wide.png",
    og_type="article",
    og_url=f"{URL}page.html",
    twitter_card="summary_large_image",
)


def site_of(make_site: MakeSite, head: str, body: str = "", **files: bytes | str) -> Site:
    """Make a site of one page and files; a file's name has `_` for its dot."""
    page = f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'
    named = {name.replace("_", "."): content for name, content in files.items()}
    return make_site({"page.html": page, **WIDE, **named}, url=URL)


def all_cards(site: Site) -> dict[str, Card]:
    """Make every card of the page, by network."""
    page = Page("page.html", (site.root / "page.html").read_bytes(), built=True)
    return {card.network: card for card in cards(page, site)}


def said(card: Card) -> str:
    """Join what is said of a card."""
    return " ".join(card.notes)
