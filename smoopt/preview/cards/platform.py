"""`Platform`: the peculiarities of one platform, as plain values for a table."""

from typing import Literal, NamedTuple

import msgspec

from smoopt.model.plain_text import cut
from smoopt.preview.cards.card import Layout
from smoopt.preview.cards.card_pictures import PictureLimits
from smoopt.preview.cards.layouts import Choose, by_size
from smoopt.preview.cards.page_tags import TITLE

OG_IMAGES = ("og:image", "og:image:url", "og:image:secure_url")


class TextLimit(NamedTuple):
    """A limit in characters (graphemes, as people count) or in bytes of UTF-8; 0 means none.

    A longer text is cut and ends with `end`.
    """

    limit: int = 0
    unit: Literal["characters", "bytes"] = "characters"
    end: str = "…"

    def cut(self, text: str) -> str:
        """Return the part of a text that is shown."""
        if not self.limit:
            return text
        if self.unit == "characters":
            return cut(text, self.limit)
        written = text.encode()
        if len(written) <= self.limit:
            return text
        # A character that does not fit whole is dropped.
        return written[: self.limit].decode(errors="ignore") + self.end


class Platform(msgspec.Struct, frozen=True, kw_only=True):
    """One platform: which tags it reads in which order, how much it shows, and which pictures.

    `reads`: how many bytes of the page. `takes_empty`: an empty tag hides those after it.
    `takes_earliest`: of Open Graph and X's tags, the first in the page is read.
    `needs_no_title`: a page without a title still gets a card, with its address. `asks_for`:
    tags without which there may be no card. `longest_site_name`: the most bytes of a site's
    name with a card. `describes`: the layouts that show a description. `addresses`: tags whose
    address is shown instead of the shared one; with `keeps_host`, only on the same host.
    `asks_oembed`: an oEmbed answer is preferred to tags. `x_card`: the twitter:card that asks
    for this card.
    """

    network: str
    label: str
    pictures: PictureLimits
    # Open Graph, X's tags, then HTML: https://opengraphplus.com/consumers/discord/tags and
    # https://www.tryunfurl.com/telegram-link-preview.html (2026-11-21)
    titles: tuple[str, ...] = ("og:title", "twitter:title", TITLE)
    descriptions: tuple[str, ...] = ("og:description", "twitter:description", "description")
    images: tuple[str, ...] = (*OG_IMAGES, "twitter:image", "twitter:image:src")
    alts: tuple[str, ...] = ("og:image:alt", "twitter:image:alt")
    site_names: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    icons: tuple[str, ...] = ()
    asks_for: tuple[str, ...] = ()
    title_length: TextLimit = TextLimit()
    description_length: TextLimit = TextLimit()
    alt_length: TextLimit = TextLimit()
    longest_site_name: int = 0
    describes: tuple[Layout, ...] = ("large", "small", "text")
    reads: int = 0
    takes_empty: bool = False
    takes_earliest: bool = False
    needs_no_title: bool = False
    asks_oembed: bool = False
    keeps_host: bool = False
    x_card: str = ""
    shows_color: bool = False
    shows_pairs: int = 0
    layout: Choose = by_size

    @property
    def name(self) -> str:
        """The platform's name in a sentence: X for both of its cards."""
        return self.label.partition(",")[0]
