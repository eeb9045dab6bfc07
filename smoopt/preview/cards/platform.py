"""`Platform`: what is particular to one reader of pages, as plain values for a table."""

from collections.abc import Callable
from typing import Literal, NamedTuple

import msgspec

from smoopt.model.plain_text import cut
from smoopt.preview.cards.card import Layout
from smoopt.preview.cards.frame import Frame, FramedPicture
from smoopt.preview.cards.tags_read import TITLE, Head

# A layout, and in words why.
Laid = tuple[Layout, tuple[str, ...]]
Lay = Callable[[Head, FramedPicture], Laid]

OG_IMAGES = ("og:image", "og:image:url", "og:image:secure_url")


def by_size(_: Head, framed: FramedPicture) -> Laid:
    """Lay out by what the frame says of the picture."""
    if framed.shot is None:
        return "text", ()
    return ("large" if framed.large else "small"), ()


class Length(NamedTuple):
    """A limit in characters (graphemes, as people count) or in bytes of UTF-8; 0 is none.

    What is longer than `limit` ends in `end`.
    """

    limit: int = 0
    unit: Literal["characters", "bytes"] = "characters"
    end: str = "…"

    def shown(self, text: str) -> str:
        """Give what is shown of a text."""
        if not self.limit:
            return text
        if self.unit == "characters":
            return cut(text, self.limit)
        written = text.encode()
        if len(written) <= self.limit:
            return text
        # A character that does not fit whole is left out.
        return written[: self.limit].decode(errors="ignore") + self.end


class Platform(msgspec.Struct, frozen=True, kw_only=True):
    """One platform: which tags it reads, in which order, how much it shows, which pictures.

    `blank`: an empty tag hides those after it. `written`: of Open Graph and X's tags, the one that
    stands first in the page is read. `reads`: bytes of the page. `nameless`: a page without a title
    still gets a card, under its address. `asks`: tags without which there may be no card.
    `site_name_most`: bytes of a site's name above which there is none. `describes`: the layouts
    that show a description.
    `addresses`: tags whose address is shown instead of the one that was shared, if `same_host` on
    its host only. `oembed`: an oEmbed answer goes before tags. `card`: the twitter:card that asks
    for this card.
    """

    network: str
    label: str
    frame: Frame
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
    asks: tuple[str, ...] = ()
    title_length: Length = Length()
    description_length: Length = Length()
    alt_length: Length = Length()
    site_name_most: int = 0
    describes: tuple[Layout, ...] = ("large", "small", "text")
    reads: int = 0
    blank: bool = False
    written: bool = False
    nameless: bool = False
    oembed: bool = False
    same_host: bool = False
    card: str = ""
    color: bool = False
    pairs: int = 0
    lay: Lay = by_size

    @property
    def name(self) -> str:
        """The platform in a sentence: X for both of its cards."""
        return self.label.partition(",")[0]
