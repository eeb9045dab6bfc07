"""The pictures on a card: the site's logo, the author's face, and the one behind the text."""

from collections.abc import Iterator
from typing import NamedTuple

from smoopt.builtin.cards import card_data
from smoopt.builtin.cards.card_data import Asked
from smoopt.builtin.cards.card_options import CardOptions
from smoopt.builtin.cards.embedded_picture import NotShown, Size, embedded
from smoopt.builtin.cards.typesetter import WIDE, DesignFault, refuse_no_picture

_LOGO = _AVATAR = (192, 192)


class Wanted(NamedTuple):
    """A picture of the site: its name in designs, its path, and the size that it needs.

    `is_named` means that the author configured this very picture.
    """

    name: str
    path: str
    size: Size
    is_named: bool = True


def pictures_on_card(
    asked: Asked, options: CardOptions, *, has_photo: bool
) -> tuple[dict[str, str], list[str]]:
    """Return the pictures of a card by name, as SVG, and the faults of those configured."""
    shown: dict[str, str] = {}
    problems: list[str] = []
    for wanted in _wanted(asked, options, has_photo=has_photo):
        try:
            found = embedded(asked.site, wanted.path, wanted.size, covers=wanted.name != "logo")
            refuse_no_picture(found)
            shown[wanted.name] = found
        except (NotShown, DesignFault) as error:
            if wanted.is_named:
                problems.append(f"{wanted.name}: {error}")
    return shown, problems


def _wanted(asked: Asked, options: CardOptions, *, has_photo: bool) -> Iterator[Wanted]:
    logo = options.logo
    if isinstance(logo, str):
        yield Wanted("logo", logo, _LOGO)
    elif logo and (icon := _icon(asked)):
        yield Wanted("logo", icon, _LOGO, is_named=False)
    people = card_data.authors(asked) if "author" in options.show else ()
    if people and (path := options.avatars.get(people[0].name, "")):
        yield Wanted("avatar", path, _AVATAR)
    if has_photo and (photo := wanted_photo(asked, options)) is not None:
        yield photo


def wanted_photo(asked: Asked, options: CardOptions) -> Wanted | None:
    """Return the picture for behind the text: the page's own, else that of the options."""
    images = asked.facts.images if options.over_pictures else None
    if images is not None and (own := images.value[0].file):
        return Wanted("photo", own, WIDE.size, is_named=False)
    return Wanted("photo", options.photo, WIDE.size) if options.photo else None


def _icon(asked: Asked) -> str:
    """Return the site's icon that is sharp on a card, "" if there is none."""
    icons = asked.site.icons(asked.page.path)
    for icon in icons.icons:
        if icon.path.endswith(".svg"):
            return icon.path
    return icons.touch.path if icons.touch else ""
