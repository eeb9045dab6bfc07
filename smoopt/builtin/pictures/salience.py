"""Which part of a picture to keep where it has to be cut: where most is to be seen, and faces."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from PIL import Image, ImageChops, ImageFilter

# What is looked at: the picture this small.
_SIDE = 192
# People and what they look at stand above the middle of a picture more often than below: between
# windows that show about as much, the one that is nearest to this wins, and counts so much more.
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
    """Give a face with what belongs to it."""
    wide, high = face.right - face.left, face.bottom - face.top
    return Box(
        max(0.0, face.left - _BESIDE * wide),
        max(0.0, face.top - _ABOVE * high),
        min(1.0, face.right + _BESIDE * wide),
        min(1.0, face.bottom + _BELOW * high),
    )


def best_start(picture: Image.Image, share: float, upright: bool, faces: Sequence[Box]) -> float:
    """Say where the window begins that shows most: 0 to 1 - `share` of the height, or the width.

    The window is `share` of the height where the picture is too high (`upright`), else of the
    width. It holds the faces where they fit.
    """
    lines = _lines(picture, upright)
    window = max(1, round(len(lines) * share))
    sums = [0.0, *accumulate(lines)]
    starts = range(len(lines) - window + 1)
    if faces:
        first = min(face.top if upright else face.left for face in faces)
        last = max(face.bottom if upright else face.right for face in faces)
        holding = [
            start
            for start in starts
            if start <= first * len(lines) and start + window >= last * len(lines)
        ]
        middle = (first + last) / 2 * len(lines) - window / 2
        starts_held = holding or [min(starts, key=lambda start: abs(start - middle))]
    else:
        starts_held = [*starts]
    usual = (_USUAL if upright else 0.5) * (len(lines) - window)
    total = sums[-1] or 1.0

    def worth(start: int) -> float:
        seen = (sums[start + window] - sums[start]) / total
        return seen - _LEANING * abs(start - usual) / len(lines)

    return max(starts_held, key=worth) / len(lines)


def holds(share: float, start: float, upright: bool, faces: Sequence[Box]) -> bool:
    """Tell whether a window holds all faces."""
    ends = [(face.top, face.bottom) if upright else (face.left, face.right) for face in faces]
    return all(start - 0.01 <= first and last <= start + share + 0.01 for first, last in ends)


def _lines(picture: Image.Image, upright: bool) -> list[float]:
    """Measure how much is to be seen in each row, or column, of a small copy.

    Edges count, and colours: letters are all edges, and what a photo is of is sharp and has
    colours where what is around it has not.
    """
    small = picture.convert("RGB")
    small.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
    edges = small.convert("L").filter(ImageFilter.FIND_EDGES)
    edges = edges.crop((1, 1, edges.width - 1, edges.height - 1)).resize(small.size)
    colours = small.convert("HSV")
    _, saturation, value = colours.split()
    seen = ImageChops.add(edges, ImageChops.multiply(saturation, value), scale=2.0)
    size = (1, seen.height) if upright else (seen.width, 1)
    return [float(value) for value in seen.resize(size, Image.Resampling.BOX).tobytes()]
