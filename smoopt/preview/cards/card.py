"""`Card`: what one platform shows for a page, and why; all that the templates need."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from smoopt.model.finding import Place
from smoopt.preview.cards.page_tags import PageTag

# How a platform lays a link out: with a picture above the text, with one beside it, as text alone,
# or as the bare link
Layout = Literal["large", "small", "text", "link"]


class CardPicture(msgspec.Struct, frozen=True):
    """A picture that a card shows.

    `file` is the site's own file, "" for a picture elsewhere; `url` is what the platform would
    fetch. Width and height are in pixels, 0 where unknown.
    """

    url: str
    file: str = ""
    width: int = 0
    height: int = 0


class Origin(msgspec.Struct, frozen=True):
    """The source of a part of a card: `title` from `og:title`, and its place in the page."""

    part: str
    source: str
    place: Place


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """What one platform shows for one page.

    `network` is its name in style sheets and addresses (`x-large`), `label` the one for people.
    All texts are as the platform shows them, cut to its lengths; limits in lines are left to
    the style sheet. `used` is False for a card that the page does not ask for (X has two).
    `account` is the author's on the platform, `color` is `#rrggbb` or "", `pairs` are labels
    and values, `crumbs` the steps of an address. `notes` say in words what was refused, cut or
    replaced by a fallback.
    """

    network: str
    label: str
    layout: Layout
    title: str
    description: str = ""
    domain: str = ""
    url: str = ""
    language: str = ""
    site_name: str = ""
    picture: CardPicture | None = None
    alt: str = ""
    icon: CardPicture | None = None
    color: str = ""
    author: str = ""
    account: str = ""
    date: str = ""
    crumbs: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    used: bool = True
    notes: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()

    @property
    def platform(self) -> str:
        """The platform's name in a sentence: X for both of its cards."""
        return self.label.partition(",")[0]

    @property
    def image(self) -> str | None:
        """The picture as a file of the site, else its address; None where there is none."""
        return None if self.picture is None else self.picture.file or self.picture.url


def origins(tags: Mapping[str, PageTag | None]) -> tuple[Origin, ...]:
    """Return the sources of the parts of a card that have a tag."""
    return tuple(Origin(part, tag.key, tag.place) for part, tag in tags.items() if tag)
