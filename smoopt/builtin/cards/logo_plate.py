"""A plate behind the logo where the background would make it hard to see."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from io import BytesIO

from smoopt.builtin.cards.palette import NIGHT, WHITE, Color, color, contrast
from smoopt.builtin.cards.typesetter import sketch

# The contrast needed to recognise graphics:
# https://www.w3.org/TR/WCAG22/#non-text-contrast (2026-12-01)
_CONTRAST = 3.0
# The share of a logo that must have that contrast
_ENOUGH = 0.5
# The brightness of a white photo under its shade
_BRIGHTEST = 0.42
_OPAQUE = 250
_PLATES = (WHITE, NIGHT)

# Colours, and the share of the logo that each covers
_Colors = list[tuple[Color, float]]


def plates(logo: str, colors: Mapping[str, str]) -> dict[str, str]:
    """Return the colours of plates by the palette's names of backgrounds; "" if none is needed.

    `logo` is SVG. Raises DesignFault.
    """
    return _plates(logo, colors["background"], colors["from"], colors["shade"])


@lru_cache(maxsize=32)
def _plates(logo: str, background: str, start: str, shade: str) -> dict[str, str]:
    shown = _colors(sketch(logo))
    dark = _color(shade)
    grounds = {
        "background": (_color(background),),
        "from": (_color(start),),
        # A photo may be dark or bright there.
        "shade": (dark, dark.mixed(WHITE, _BRIGHTEST)),
    }
    return {name: _plate(shown, behind) for name, behind in grounds.items()}


def _color(written: str) -> Color:
    return color(written) or WHITE


def _plate(shown: _Colors, behind: Sequence[Color]) -> str:
    """Return a colour on which a logo is seen, white if possible; "" if none is needed."""
    seen = min(_seen(shown, ground) for ground in behind)
    if seen >= _ENOUGH:
        return ""
    best = max(_PLATES, key=lambda plate: min(_seen(shown, plate), _ENOUGH))
    return str(best) if _seen(shown, best) > seen else ""


def _seen(shown: _Colors, ground: Color) -> float:
    """Return the visible share of a logo on a background; 1 if nothing is drawn."""
    whole = sum(part for _, part in shown)
    seen = sum(part for one, part in shown if contrast(one, ground) >= _CONTRAST)
    return seen / whole if whole else 1.0


def _colors(drawing: bytes) -> _Colors:
    """Count a logo's colours; none if it fills its corners, as it then has its own background."""
    from PIL import Image  # noqa: PLC0415 - an extra, for who has cards

    with Image.open(BytesIO(drawing), formats=("PNG",)) as opened:
        picture = opened.convert("RGBA")
    alpha = picture.getchannel("A")
    left, top, right, bottom = alpha.getbbox() or (0, 0, 1, 1)
    # The outermost pixels may be blurred.
    ends = [(x, y) for x in (left + 1, right - 2) for y in (top + 1, bottom - 2)]
    inside = alpha.crop((left, top, right, bottom))
    if min(inside.size) > 2 and all(_is_opaque(alpha, end) for end in ends):  # noqa: PLR2004
        return []
    counted = picture.getcolors(picture.width * picture.height) or []
    return [
        (Color(*(part / 255 for part in pixel[:3])), count * pixel[3] / 255)
        for count, pixel in counted
        if isinstance(pixel, tuple) and pixel[3]
    ]


def _is_opaque(alpha: object, place: tuple[int, int]) -> bool:
    value = alpha.getpixel(place)  # type: ignore[attr-defined]
    return isinstance(value, int) and value >= _OPAQUE
