"""Pages for the tests of cards, and the card that one platform makes of them."""

import json
from html import escape

from smoopt.html.page import Page
from smoopt.preview.cards.card import Card
from smoopt.preview.cards.make_cards import make_cards
from smoopt.site.site import Site
from tests.support.pictures import png
from tests.support.sites import MakeSite

URL = "https://www.kettle.example/"
NETWORKS = [
    *("facebook", "x-large", "x-small", "linkedin", "slack", "discord", "whatsapp"),
    *("telegram", "mastodon", "bluesky", "imessage", "google"),
]
WIDE = {"wide.png": png(1200, 630)}


def meta(**tags: str) -> str:
    """Write metas; `og_title` stands for og:title."""
    return "".join(
        f'<meta property="{key.replace("_", ":", 1)}" content="{escape(value)}">'
        for key, value in tags.items()
    )


def json_ld(**values: object) -> str:
    """Write a script of JSON-LD."""
    return f'<script type="application/ld+json">{json.dumps(values)}</script>'


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
    return {card.network: card for card in make_cards(page, site)}


def card_of(make_site: MakeSite, network: str, head: str, body: str = "") -> Card:
    """Make the card of one network."""
    return all_cards(site_of(make_site, head, body))[network]


def cards_with(
    make_site: MakeSite, name: str, content: bytes | str, more: str = ""
) -> dict[str, Card]:
    """Make every card of a page with another picture."""
    head = FULL.replace("wide.png", name)
    return all_cards(site_of(make_site, head + more, **{name.replace(".", "_"): content}))


def sized(width: int, height: int, size: int = 0) -> bytes:
    """Write a picture of so many pixels and bytes."""
    picture = png(width, height)
    return picture + b"\0" * (size - len(picture))


def said(card: Card) -> str:
    """Join what is said of a card."""
    return " ".join(card.notes)
