"""Chooses the part of a picture to keep when it is cropped: where most is to be seen."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageFilter

# What is looked at: the picture this small.
_SIDE = 192
# As exact as that is.
_ROUNDED = 1 / _SIDE
# People and what they look at stand above the middle of a picture more often than below. So of the
# windows that show about as much, the one wins that leaves this share of what is cut above itself;
# to move by a whole picture counts as much as this share of all there is to see.
_USUAL, _LEANING = 0.33, 0.35
# How much a face needs around it, in its own height: hair above, a chin below.
_ABOVE, _BELOW, _BESIDE = 0.55, 0.3, 0.25


class Box(NamedTuple):
    """A part of a picture, in shares of its width and height from 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float


def around(face: Box) -> Box:
    """Return a face with its surroundings, such as hair."""
    wide, high = face.right - face.left, face.bottom - face.top
    return Box(
        max(0.0, face.left - _BESIDE * wide),
        max(0.0, face.top - _ABOVE * high),
        min(1.0, face.right + _BESIDE * wide),
        min(1.0, face.bottom + _BELOW * high),
    )


def best_start(picture: Image.Image, share: float, upright: bool, kept: Sequence[Box]) -> float:
    """Return where the window that shows most begins: 0 to 1 - `share` of the height or width.

    The window is `share` of the height if the picture is too high (`upright`), else of the
    width. It contains what is to be `kept`, if that fits.
    """
    lines = _lines(picture, upright)
    window = max(1, round(len(lines) * share))
    sums = [0.0, *accumulate(lines)]
    total, slack = sums[-1] or 1.0, len(lines) - window
    usual = (_USUAL if upright else 0.5) * slack

    def worth(start: int) -> float:
        seen = (sums[start + window] - sums[start]) / total
        return seen - _LEANING * abs(start - usual) / len(lines)

    starts: Sequence[int] = range(slack + 1)
    if kept:
        first, last = (end * len(lines) for end in _ends(kept, upright))
        middle = (first + last - window) / 2
        holding = [at for at in starts if at <= first and last <= at + window]
        starts = holding or [min(starts, key=lambda at: abs(at - middle))]
    return max(starts, key=worth) / len(lines)


def holds(start: float, share: float, upright: bool, kept: Sequence[Box]) -> bool:
    """Return whether a window contains everything that is to be kept."""
    if not kept:
        return True
    first, last = _ends(kept, upright)
    return start - _ROUNDED <= first and last <= start + share + _ROUNDED


def _ends(kept: Sequence[Box], upright: bool) -> tuple[float, float]:
    """Return where the first of several parts begins and the last one ends."""
    if upright:
        return min(part.top for part in kept), max(part.bottom for part in kept)
    return min(part.left for part in kept), max(part.right for part in kept)


def _lines(picture: Image.Image, upright: bool) -> list[float]:
    """Return how much is to be seen in each row, or column, of a small copy.

    Edges and colours count: letters are all edges, and the subject of a photo is sharper and
    more colourful than its surroundings.
    """
    small = picture.convert("RGB")
    small.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
    edges = small.convert("L").filter(ImageFilter.FIND_EDGES)
    ImageDraw.Draw(edges).rectangle((0, 0, small.width - 1, small.height - 1), outline=0)
    _, saturation, value = small.convert("HSV").split()
    seen = ImageChops.add(edges, ImageChops.multiply(saturation, value), scale=2.0)
    size = (1, seen.height) if upright else (seen.width, 1)
    return [float(value) for value in seen.resize(size, Image.Resampling.BOX).tobytes()]
