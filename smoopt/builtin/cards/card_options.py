"""What a site may decide of its cards."""

from typing import Annotated

from msgspec import Meta

from smoopt.builtin.cards.card_data import PARTS, Part
from smoopt.builtin.cards.card_fonts import DEFAULT
from smoopt.builtin.cards.palette import color
from smoopt.plugin.hooks import Plugin
from smoopt.site.settings import refuse_bad_patterns


class CardOptions(Plugin, frozen=True):
    """The options of the plugin `cards`."""

    design: Annotated[
        str,
        Meta(
            description="The design of cards: plain, gradient, photo, documentation, quote, or "
            "your own in templates/cards/."
        ),
    ] = "plain"
    color: Annotated[
        str,
        Meta(description="The brand colour, #rrggbb; by default taken from the site."),
    ] = ""
    ground: Annotated[
        str, Meta(description="The background: light, dark, or a colour, #rrggbb.")
    ] = "light"
    logo: Annotated[
        bool | str,
        Meta(description="A picture in the site; true: the site's icon, false: none."),
    ] = True
    font: Annotated[
        str,
        Meta(description="A font family, from templates/cards/ or from a fontpkg package."),
    ] = DEFAULT
    photo: Annotated[
        str, Meta(description="A picture in the site, for designs with a picture behind the text.")
    ] = ""
    avatars: Annotated[
        dict[str, str],
        Meta(description='Pictures in the site, by author: {Ada = "ada.jpg"}.'),
    ] = {}  # noqa: RUF012 - msgspec gives each a new one
    show: Annotated[
        tuple[Part, ...], Meta(description="What a card shows besides title and site.")
    ] = PARTS
    reading_speed: Annotated[
        int, Meta(ge=1, description="Words per minute, for the reading time.")
    ] = 220
    instead_of: Annotated[
        tuple[str, ...],
        Meta(
            description="Site-wide pictures of a theme, such as img/social-card.png, as "
            "patterns: pages with them get a card instead."
        ),
    ] = ()
    over_pictures: Annotated[
        bool,
        Meta(
            description="Whether pages with a picture in their content also get a card, with "
            "that picture as its photo."
        ),
    ] = False
    square: Annotated[
        bool,
        Meta(
            description="Whether to draw each card also as a square of 1200×1200, as the second "
            "picture in og:image and structured data."
        ),
    ] = False
    system_fonts: Annotated[
        bool,
        Meta(
            description="Whether to allow fonts of this computer; other computers may then draw "
            "different cards."
        ),
    ] = False

    def __post_init__(self) -> None:
        """Raise ValueError, which msgspec reports with its place, for what is not a colour."""
        refuse_bad_patterns(self.instead_of)
        if self.color and color(self.color) is None:
            raise ValueError(f"color: {self.color!r} is not a colour; expected one like #0a7bbd")
        if self.ground not in {"light", "dark"} and color(self.ground) is None:
            raise ValueError(
                f"ground: {self.ground!r}: expected light, dark, or a colour like #0a7bbd"
            )
