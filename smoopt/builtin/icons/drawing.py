"""Draws icons in all sizes from one logo, by Pillow: the same bytes for the same logo."""

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

import msgspec

from smoopt.files.folder import Folder
from smoopt.model.faults import described, guarded
from smoopt.site.site import Site

if TYPE_CHECKING:
    from PIL import Image

FAVICON, FAVICON_SIDES = "favicon.ico", (16, 32, 48)
# https://developer.apple.com/library/archive/documentation/AppleApplications/Reference/SafariWebContent/ConfiguringWebApplications/ConfiguringWebApplications.html
# (2026-12-01)
TOUCH, TOUCH_SIDE = "apple-touch-icon.png", 180
# https://web.dev/articles/add-manifest#icons (2026-12-01)
IN_MANIFEST = {"icon-192.png": 192, "icon-512.png": 512}
# The side that a logo must have for each, in pixels
_SIDES = {FAVICON: max(FAVICON_SIDES), TOUCH: TOUCH_SIDE, **IN_MANIFEST}
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
_MOST_BYTES = 20_000_000
_MOST_PIXELS = 50_000_000


class Drawn(msgspec.Struct, frozen=True):
    """The icons drawn from a logo, by name, and why there are none or fewer."""

    pictures: Mapping[str, bytes] = {}
    problem: str = ""


# The last icons drawn, by the logo's digest and the background: every page needs them.
_last: dict[tuple[str, str], Drawn] = {}


def is_svg(logo: str) -> bool:
    """Return whether a logo is SVG, which browsers show at any size and Pillow cannot read."""
    return logo.lower().endswith(".svg")


def drawn(site: Site, logo: str, background: str) -> Drawn:
    """Draw the icons for which a logo is large enough."""
    digest = site.digest(logo)
    if not digest:
        return Drawn(problem=f"the site has no file {logo}")
    if is_svg(logo):
        return Drawn(problem=f"{logo} is SVG: it is linked itself, and no other icons are made")
    key = digest, background
    if key not in _last:
        _last.clear()
        _last[key] = guarded(
            lambda: _drawn(site.opened, logo, background),
            lambda error: Drawn(problem=f"{logo} cannot be read: {described(error)}"),
        )
    return _last[key]


def _drawn(opened: Folder, logo: str, background: str) -> Drawn:
    from PIL import Image  # noqa: PLC0415 - an extra, for who asks for it

    with Image.open(BytesIO(opened.read(logo, _MOST_BYTES)), formats=_FORMATS) as file:
        if file.width * file.height > _MOST_PIXELS:
            return Drawn(problem=f"{logo} has more than {_MOST_PIXELS:,} pixels")
        picture = file.convert("RGBA")
    side = max(picture.size)
    square = Image.new("RGBA", (side, side))
    square.paste(picture, ((side - picture.width) // 2, (side - picture.height) // 2))

    def sized(to: int) -> "Image.Image":
        return square.resize((to, to), Image.Resampling.LANCZOS)

    def written(name: str) -> bytes:
        if name == FAVICON:
            *smaller, largest = map(sized, FAVICON_SIDES)
            sizes = [(one, one) for one in FAVICON_SIDES]
            return _saved(largest, "ICO", sizes=sizes, append_images=smaller)
        icon = sized(_SIDES[name])
        if name == TOUCH:  # iOS fills transparent parts with black.
            ground = Image.new("RGBA", icon.size, background)
            ground.alpha_composite(icon)
            icon = ground.convert("RGB")
        return _saved(icon, "PNG", optimize=True)

    pictures = {name: written(name) for name, needed in _SIDES.items() if side >= needed}
    if len(pictures) == len(_SIDES):
        return Drawn(pictures)
    missing = ", ".join(name for name in _SIDES if name not in pictures)
    why = f"{logo} is {side} pixels wide, which is too few for {missing}"
    return Drawn(pictures, f"{why}; {max(_SIDES.values())} are enough for all")


def _saved(picture: "Image.Image", kind: str, **options: object) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()
