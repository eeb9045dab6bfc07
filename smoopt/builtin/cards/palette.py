"""The colours of a card, derived from a brand's so that all text is legible."""

import colorsys
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from smoopt.site.icon_files import six_digits

# https://www.w3.org/TR/WCAG22/#contrast-minimum (2026-12-01)
CONTRAST = 4.5
# Even decoration must be visible.
_SEEN = 1.4
_STEPS = 40
# Colours of less saturation count as grey.
_LEAST_SATURATION = 0.18
# The opacity of faint text on a gradient, as in gradient.typ.
_FAINT = 0.82


class Color(NamedTuple):
    """A colour in sRGB; each component is from 0 to 1."""

    red: float
    green: float
    blue: float

    def mixed(self, other: "Color", part: float) -> "Color":
        """Return it mixed with another colour, of which `part` (0 to 1) is taken."""
        return Color(*(a + (b - a) * part for a, b in zip(self, other, strict=True)))

    def __str__(self) -> str:
        return "#" + "".join(f"{round(255 * part):02x}" for part in self)

    @property
    def luminance(self) -> float:
        """Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance (2026-12-01)."""
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
            for part in self
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    @property
    def is_grey(self) -> bool:
        """Whether it has hardly any hue, or is too dark or too bright for one to be seen."""
        _, lightness, saturation = colorsys.rgb_to_hls(*self)
        return saturation < _LEAST_SATURATION or not 0.1 < lightness < 0.93  # noqa: PLR2004


WHITE, BLACK = Color(1, 1, 1), Color(0, 0, 0)
_INK = Color(0.07, 0.09, 0.13)
NIGHT = Color(0.06, 0.08, 0.115)


def color(written: str) -> Color | None:
    """Parse `#rrggbb` or `#rgb`; None for anything else."""
    digits = six_digits(written)
    if not digits:
        return None
    return Color(*(int(digits[at : at + 2], 16) / 255 for at in (1, 3, 5)))


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio (2026-12-01)."""
    low, high = sorted((one.luminance, other.luminance))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=64)
def palette(brand: str, ground: str) -> dict[str, str]:
    """Return a card's colours by name, for a brand's colour on a background.

    `ground` is "light", "dark" or a colour; both must be colours that `color` parses.
    """
    own = color(brand) or _INK
    below = {"light": WHITE, "dark": NIGHT}.get(ground) or color(ground) or WHITE
    ink = _better(below, _INK.mixed(own, 0.06), Color(0.96, 0.97, 0.985))
    muted = _until(ink.mixed(below, 0.4), ink, lambda one: contrast(one, below) >= CONTRAST)
    accent = _until(own, ink, lambda one: contrast(one, below) >= _SEEN)
    text = _until(own, ink, lambda one: contrast(one, below) >= CONTRAST)
    first, last, on_gradient = _gradient(own)
    made = {
        "background": below,
        "ink": ink,
        "muted": muted,
        "line": ink.mixed(below, 0.82),
        "accent": accent,
        "accent-text": text,
        "on-accent": _better(accent, WHITE, BLACK),
        "from": first,
        "to": last,
        "on-gradient": on_gradient,
        "shade": own.mixed(Color(0.02, 0.03, 0.05), 0.9),
    }
    return {name: str(one) for name, one in made.items()}


def _better(ground: Color, one: Color, other: Color) -> Color:
    """Return the colour of the two that is more legible on a background."""
    return one if contrast(one, ground) >= contrast(other, ground) else other


def _until(start: Color, towards: Color, is_fit: Callable[[Color], bool]) -> Color:
    """Move from a colour towards another one until `is_fit` accepts it."""
    steps = (start.mixed(towards, step / _STEPS) for step in range(_STEPS + 1))
    return next(filter(is_fit, steps), towards)


def _gradient(own: Color) -> tuple[Color, Color, Color]:
    """Return both ends of a gradient, and a text colour that is legible all over it."""
    if own.is_grey:
        own = own.mixed(Color(0.13, 0.16, 0.22), 0.85)
    hue, lightness, saturation = colorsys.rgb_to_hls(*own)
    other = Color(*colorsys.hls_to_rgb((hue + 0.09) % 1, lightness * 0.78, saturation))

    def fit(ink: Color) -> Callable[[Color], bool]:
        return lambda one: contrast(one.mixed(ink, _FAINT), one) >= CONTRAST

    # A bright brand colour, such as yellow, would turn brown before white is legible on it.
    if contrast(WHITE, own) < 2.2:  # noqa: PLR2004
        bright = Color(*colorsys.hls_to_rgb((hue - 0.04) % 1, lightness, saturation))
        ink = _INK
        return _until(own, WHITE, fit(ink)), _until(bright, WHITE, fit(ink)), ink
    return _until(own, BLACK, fit(WHITE)), _until(other, BLACK, fit(WHITE)), WHITE
