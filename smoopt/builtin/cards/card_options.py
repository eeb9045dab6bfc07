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
            description="How cards look: plain, gradient, photo, documentation, quote, or a design "
            "of your own in templates/cards/."
        ),
    ] = "plain"
    color: Annotated[
        str,
        Meta(description="The colour of the brand, #rrggbb; without it, what the site shows."),
    ] = ""
    ground: Annotated[
        str, Meta(description="What lies below the text: light, dark, or a colour, #rrggbb.")
    ] = "light"
    logo: Annotated[
        bool | str,
        Meta(description="A picture in the site; true: the site's icon, false: none."),
    ] = True
    font: Annotated[
        str,
        Meta(description="A family of fonts: of templates/cards/, or of a package of fontpkg."),
    ] = DEFAULT
    photo: Annotated[
        str, Meta(description="A picture in the site, for designs that have one behind the text.")
    ] = ""
    avatars: Annotated[
        dict[str, str],
        Meta(description='Pictures in the site by the names of authors: {Ada = "ada.jpg"}.'),
    ] = {}  # noqa: RUF012 - msgspec gives each a new one
    show: Annotated[
        tuple[Part, ...], Meta(description="What stands on a card beside title and site.")
    ] = PARTS
    reading_speed: Annotated[
        int, Meta(ge=1, description="Words a minute, for the reading time.")
    ] = 220
    instead_of: Annotated[
        tuple[str, ...],
        Meta(
            description="Pictures such as img/social-card.png that a theme gives all pages, by "
            "patterns: those pages get a card instead."
        ),
    ] = ()
    over_pictures: Annotated[
        bool,
        Meta(
            description="Whether pages whose content has a picture get a card as well, with that "
            "picture as its photo."
        ),
    ] = False
    square: Annotated[
        bool,
        Meta(
            description="Whether each card is drawn as a square of 1200×1200 as well, which "
            "og:image and structured data name behind it."
        ),
    ] = False
    system_fonts: Annotated[
        bool,
        Meta(
            description="Whether fonts of this computer may be used: others may draw other cards."
        ),
    ] = False

    def __post_init__(self) -> None:
        """Raise ValueError, which msgspec reports with its place, for what is no colour."""
        refuse_bad_patterns(self.instead_of)
        if self.color and color(self.color) is None:
            raise ValueError(f"color: {self.color!r} is no colour; expected one like #0a7bbd")
        if self.ground not in {"light", "dark"} and color(self.ground) is None:
            raise ValueError(
                f"ground: {self.ground!r}: expected light, dark, or a colour like #0a7bbd"
            )
