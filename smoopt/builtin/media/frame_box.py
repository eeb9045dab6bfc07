"""`Box`: the space that a frame takes, for what replaces it."""

import re
from typing import Literal, NamedTuple

from turbohtml import Element

from smoopt.html.page import Page
from smoopt.site.element_styles import ElementStyle, style_of
from smoopt.site.site import Site

# The size of a frame without a stated one:
# https://www.w3.org/TR/CSS22/visudet.html#inline-replaced-width (2026-12-01)
_WIDTH, _HEIGHT = 300, 150
_LARGEST = 10_000
_PIXELS = re.compile(r"\+?(\d{1,5})(?:\.\d*)?(?:px)?")
_RATIO = re.compile(r"(?:auto\s*)?(\d+(?:\.\d+)?)(?:\s*/\s*(\d+(?:\.\d+)?))?(?:\s*auto)?")
_OUT_OF_FLOW = frozenset({"absolute", "fixed"})
# Padding gives an element a height in proportion to its width without `aspect-ratio`.
_PADDED = re.compile(r"padding(?:-bottom|-top)?\s*:\s*[^;]*\d%", re.IGNORECASE)
# Class names of frames that fill such an element, if its style sheet is elsewhere:
# https://getbootstrap.com/docs/4.6/utilities/embed/ (2026-12-01)
_FILLING = frozenset({"embed-responsive-item"})


class Box(NamedTuple):
    """The space of a frame.

    `fill`: that of the element around it; `fixed`: a size in pixels, reduced in proportion on
    narrow screens; `wide`: the whole width, in that proportion; `tall`: the whole width, a
    height in pixels.
    """

    kind: Literal["fill", "fixed", "wide", "tall"]
    width: int = 0
    height: int = 0


def box_of(page: Page, site: Site, frame: Element) -> Box | None:
    """Return the space of a frame; None if it is too small to be seen."""
    style = style_of(page, site, frame)
    if not _is_shown(style, frame):
        return None
    if style.of("position").value in _OUT_OF_FLOW or _fills(frame):
        return Box("fill")
    width = _measure(style, frame, "width") or str(_WIDTH)
    height = _measure(style, frame, "height") or str(_HEIGHT)
    ratio = _RATIO.fullmatch(style.of("aspect-ratio").value)
    pixels = _PIXELS.fullmatch(width), _PIXELS.fullmatch(height)
    high = _number(pixels[1], _HEIGHT)
    if pixels[0] is not None:
        return Box("fixed", _number(pixels[0], _WIDTH), high)
    if ratio is not None and style.of("height").value in {"", "auto"}:
        return Box("wide", *_proportion(float(ratio[1]), float(ratio[2] or 1)))
    return Box("tall", 1, high)


def _is_shown(style: ElementStyle, frame: Element) -> bool:
    if style.of("display").value == "none" or "hidden" in frame.attrs:
        return False
    sizes = (_PIXELS.fullmatch(_measure(style, frame, name)) for name in ("width", "height"))
    return all(size is None or int(size[1]) > 1 for size in sizes)


def _measure(style: ElementStyle, frame: Element, name: str) -> str:
    """Return the width or height as stated by style, else by the attribute."""
    said = style.of(name).value
    return said if said and said != "auto" else (frame.attr(name) or "").strip()


def _fills(frame: Element) -> bool:
    """Return whether a frame is in an element whose padding sets its height by its width."""
    around = frame.parent
    if isinstance(around, Element) and _PADDED.search(around.attr("style") or ""):
        return frame.attr("width") == frame.attr("height") == "100%"
    return not _FILLING.isdisjoint((frame.attr("class") or "").split())


def _number(found: re.Match[str] | None, default: int) -> int:
    return min(int(found[1]), _LARGEST) if found is not None and int(found[1]) else default


def _proportion(width: float, height: float) -> tuple[int, int]:
    """Return a proportion in whole numbers."""
    if not width or not height:
        return 16, 9
    if width.is_integer() and height.is_integer():
        return int(width), int(height)
    return 1000, round(1000 * height / width) or 1
