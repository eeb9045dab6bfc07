"""Makes a picture that every network shows from a page's picture that some networks do not."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, ClassVar, cast

from msgspec import Meta

from smoopt.html.page import Page
from smoopt.model.edits import File
from smoopt.model.extras import refuse_without
from smoopt.model.facts import Fact, Facts, Image
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.plugin.networks import Network
from smoopt.plugin.widget_templates import Templates
from smoopt.site.icon_files import six_digits
from smoopt.site.picture_fitness import can_be_fetched, shortcomings
from smoopt.site.settings import matches, refuse_bad_patterns
from smoopt.site.site import Site

if TYPE_CHECKING:
    from smoopt.builtin.pictures.framing import Colour, Wish
    from smoopt.builtin.pictures.making import Made

LEFT = Rule(
    "pictures-left",
    Severity.WARNING,
    "A picture that networks do not show well could not be converted.",
    "The page's card shows no picture, or a small one.",
    "",
    "Name another picture, or do what the finding says.",
)
_MEMO = "pictures"


class Pictures(Plugin, frozen=True):
    """Make a JPEG or PNG of 1200×630 for cards, if a page's picture does not suit all networks."""

    takes_long: ClassVar[bool] = True

    crop: Annotated[
        tuple[str, ...],
        Meta(description="Pictures that are always cropped, as patterns: covers/*.webp."),
    ] = ()
    pad: Annotated[
        tuple[str, ...],
        Meta(description="Pictures that are never cropped, as patterns: diagrams/."),
    ] = ()
    focus: Annotated[
        dict[str, str],
        Meta(description='The point that matters in pictures, by pattern: {"team/*" = "50% 20%"}.'),
    ] = {}  # noqa: RUF012 - msgspec gives each a new one
    ground: Annotated[
        str,
        Meta(
            description="The colour around pictures that are not cropped: #rrggbb. By default a "
            "colour of the picture, or the picture itself, blurred."
        ),
    ] = ""
    system_fonts: Annotated[
        bool,
        Meta(description="Whether to draw text in SVG with the fonts of this computer."),
    ] = False

    def __post_init__(self) -> None:
        """Raise ValueError, which msgspec reports with its place, for what cannot be."""
        from smoopt.builtin.pictures.wishes import focus_of  # noqa: PLC0415 - for who asks

        if self.ground and not six_digits(self.ground):
            raise ValueError(f"ground: {self.ground!r} is not a colour; expected one like #0a7bbd")
        refuse_bad_patterns((*self.crop, *self.pad, *self.focus))
        for pattern, written in self.focus.items():
            if focus_of(written) is None:
                raise ValueError(
                    f"focus: {pattern!r}: {written!r} is no point; expected one like '50% 20%'"
                )

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:  # noqa: ARG002
        """Raise ValueError where Pillow is missing."""
        refuse_without("pictures", "pictures are made by Pillow", "PIL")

    @hookimpl
    def worded(self, page: Page, site: Site, facts: Facts) -> Facts | None:
        """Return the picture for cards, if the page's own does not suit."""
        made = self._made(page, site, facts)
        if made is None or made.file is None or facts.images is None:
            return None
        from smoopt.builtin.pictures.making import described_picture  # noqa: PLC0415

        image, fact = facts.images.value[0], facts.images
        why = "; ".join(found.message for found in shortcomings(image))
        rule = f"made of {image.file} ({fact.rule}): {why}"
        picture = described_picture(site, made.file, image.alt)
        return Facts(share_image=Fact(picture, rule, fact.place))

    @hookimpl
    def files(self, page: Page, site: Site, facts: Facts) -> Iterator[File]:
        """Yield the file of that picture."""
        made = self._made(page, site, facts)
        if made is not None and made.file is not None:
            yield made.file

    @hookimpl
    def findings(self, page: Page, site: Site, facts: Facts) -> Iterator[Finding]:
        """Report why no picture can be made."""
        made = self._made(page, site, facts)
        if made is not None and made.problem:
            place = facts.images and facts.images.place
            yield LEFT.at(place or page.place(), f"the picture stays as it is: {made.problem}")

    @hookimpl
    def rules(self) -> Rule:
        """Describe the rule on pictures that cannot be made."""
        return LEFT

    def _made(self, page: Page, site: Site, facts: Facts) -> "Made | None":
        """Make the picture, cached for all hooks; None if the page's own suits, or is no file."""
        image = facts.images.value[0] if facts.images else None
        if image is None or not _is_to_be_made(page, image):
            return None
        if _MEMO not in page.memo:
            from smoopt.builtin.pictures.making import made  # noqa: PLC0415 - loads Pillow

            wish = self._wish(page, site, image.file)
            page.memo[_MEMO] = made(site, image, wish, self.system_fonts)
        return cast("Made", page.memo[_MEMO])

    def _wish(self, page: Page, site: Site, path: str) -> "Wish":
        """Collect the author's wishes for a picture, from the options and the page."""
        from smoopt.builtin.pictures.framing import Wish  # noqa: PLC0415
        from smoopt.builtin.pictures.wishes import option_for, shown_focus  # noqa: PLC0415

        focus = option_for(path, self.focus) or shown_focus(page, site, path)
        if matches(self.crop, path):
            return Wish("crop", focus, self._ground)
        return Wish("pad" if matches(self.pad, path) else "auto", focus, self._ground)

    @property
    def _ground(self) -> "Colour | None":
        if not self.ground:
            return None
        red, green, blue = bytes.fromhex(six_digits(self.ground)[1:])
        return red, green, blue


def _is_to_be_made(page: Page, image: Image) -> bool:
    """Return whether a picture is an unsuitable file of the site, and its tag may be changed."""
    if not (image.file and can_be_fetched(image)):
        return False
    if page.framework and page.has_tag(("og:image",)):  # which would be changed back
        return False
    return any(shortcomings(image))
