"""Brings a picture into the shape of cards: cropped, or whole on a background."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, cast

from PIL import Image, ImageFilter, ImageStat

from smoopt.builtin.pictures.lettering import words
from smoopt.builtin.pictures.salience import Box, around, best_start, holds
from smoopt.site.picture_fitness import BEST, LARGE, NARROWEST, WIDEST

Fit = Literal["auto", "crop", "pad"]
Colour = tuple[int, int, int]
# Finds faces in a picture
FaceFinder = Callable[[Image.Image], Sequence[Box]]
_RATIO = BEST[0] / BEST[1]
# A photo of which less than this would be left is not cut, for what it shows could be cut as well:
# of 4:3 there is 0.7 left, of 5:4 0.66, of a square 0.52. Where faces are known, less is enough.
_LEAST_KEPT, _LEAST_KEPT_WITH_FACES = 0.62, 0.5
# How much larger than its file a photo may be drawn without visible loss
_MOST_ENLARGED = 1.2
# The share of height or width that a picture fills on a background, unless its file is smaller
_FILLED = 0.86
# A picture smaller than this part of the smallest large card would be lost on its background.
_LEAST_FILLED = 1 / 3
# Screenshots, charts, logos and text have most of their area in a few colours, photos have not:
# of 55 pictures, the former have 0.54 or more in their eight most frequent ones (of 32 steps a
# channel), the latter 0.41 at most.
_FEW, _OF_FEW = 8, 0.48
_STEPS, _LOOKED_AT = 8, 256
# Above this brightness (white included), a transparent picture needs a dark background.
_LIGHT = 190
# Pixels less opaque than this (0 to 255) are ignored.
_SEEN = 64
WHITE, DARK = (255, 255, 255), (32, 33, 36)


class Wish(NamedTuple):
    """The author's wishes: `focus` is a point in shares of width and height, if any.

    `ground` is a colour, or None for one that suits the picture.
    """

    fit: Fit = "auto"
    focus: tuple[float, float] | None = None
    ground: Colour | None = None


class Framed(NamedTuple):
    """A picture in its frame, and whether it is drawn, not a photo."""

    picture: Image.Image
    is_graphic: bool


def framed(picture: Image.Image, wish: Wish, faces: FaceFinder | None) -> Framed | None:
    """Bring a picture into a shape that all networks show large; None if it is too small."""
    if picture.mode == "RGB":
        flat, edge = picture, _edge_colour(picture)
    else:
        edge = _contrasting(picture)
        flat = _flattened(picture, wish.ground or edge)
    is_graphic, ratio = _is_graphic(flat), flat.width / flat.height
    if wish.fit != "pad" and (box := _cut(flat, wish, is_graphic, faces)) is not None:
        return Framed(_drawn(flat.crop(box)), is_graphic)
    is_wide = flat.width >= LARGE[0] and flat.height >= LARGE[1]
    if wish.fit != "crop" and is_wide and NARROWEST <= ratio <= WIDEST:
        return Framed(_drawn(flat), is_graphic)
    padded = _padded(flat, wish.ground or edge or (_usual_colour(flat) if is_graphic else None))
    return None if padded is None else Framed(padded, is_graphic)


def _cut(
    picture: Image.Image, wish: Wish, is_graphic: bool, faces: FaceFinder | None
) -> tuple[int, int, int, int] | None:
    """Return the part to keep; None if the picture should stay whole, or is too small."""
    wide, high = picture.size
    upright = wide / high < _RATIO
    share = wide / high / _RATIO if upright else _RATIO / (wide / high)
    if (wide if upright else high * _RATIO) * _MOST_ENLARGED < LARGE[0]:
        return None
    wants = wish.fit == "crop" or wish.focus is not None
    if not wants and (is_graphic or share < _LEAST_KEPT_WITH_FACES):
        return None
    if wish.focus is not None:
        at = wish.focus[1 if upright else 0] - share / 2
        start = min(max(at, 0.0), 1.0 - share)
    else:
        found = [around(face) for face in faces(picture)] if faces else []
        if not wants and share < (_LEAST_KEPT_WITH_FACES if found else _LEAST_KEPT):
            return None
        kept = [*found, *words(picture, upright)]
        start = best_start(picture, share, upright, kept)
        if not wants and not holds(start, share, upright, kept):
            return None
    if upright:
        top = round(start * high)
        return 0, top, wide, min(high, top + round(share * high))
    left = round(start * wide)
    return left, 0, min(wide, left + round(share * wide)), high


def _drawn(picture: Image.Image) -> Image.Image:
    """Reduce it to a card's size; a small one is enlarged to the smallest large card."""
    wide, high = picture.size
    scale = min(1.0, max(BEST[0] / wide, BEST[1] / high))
    if wide * scale < LARGE[0] or high * scale < LARGE[1]:
        scale = max(LARGE[0] / wide, LARGE[1] / high)
    return _resized(picture, scale)


def _padded(picture: Image.Image, ground: Colour | None) -> Image.Image | None:
    """Put it whole on a background: a colour, or itself enlarged and blurred."""
    wide, high = picture.size
    margin = 1.0 if ground is None else _FILLED
    # The smallest card that holds it unscaled, within limits
    scale = max(wide / margin / BEST[0], high / margin / BEST[1])
    card = min(max(scale, LARGE[0] / BEST[0]), 1.0)
    size = round(BEST[0] * card), round(BEST[1] * card)
    fit = min(1.0, size[0] * margin / wide, size[1] * margin / high)
    if max(wide * fit / LARGE[0], high * fit / LARGE[1]) < _LEAST_FILLED:
        return None
    shown = _resized(picture, fit)
    canvas = _blurred(picture, size) if ground is None else Image.new("RGB", size, ground)
    canvas.paste(shown, ((size[0] - shown.width) // 2, (size[1] - shown.height) // 2))
    return canvas


def _blurred(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Fill a card with a picture so blurred and darkened that only colours remain."""
    eighth = size[0] // 8, size[1] // 8
    scale = max(eighth[0] / picture.width, eighth[1] / picture.height)
    small = _resized(picture, scale)
    left, top = (small.width - eighth[0]) // 2, (small.height - eighth[1]) // 2
    small = small.crop((left, top, left + eighth[0], top + eighth[1]))
    small = small.filter(ImageFilter.GaussianBlur(eighth[1] / 12)).point(lambda value: value * 0.7)
    return small.resize(size, Image.Resampling.BICUBIC)


def _resized(picture: Image.Image, scale: float) -> Image.Image:
    if scale == 1:
        return picture
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


# Properties of a picture


def _is_graphic(picture: Image.Image) -> bool:
    """Return whether a picture is drawn (a logo, chart, screenshot or text), not a photo."""
    small = picture.copy()
    small.thumbnail((_LOOKED_AT, _LOOKED_AT), Image.Resampling.NEAREST)
    steps = small.point(lambda value: value // _STEPS)
    counts = sorted(count for count, _ in _colours(steps))
    return sum(counts[-_FEW:]) >= _OF_FEW * small.width * small.height


def _edge_colour(picture: Image.Image) -> Colour | None:
    """Return the colour of the whole edge of a picture, if it is a single one."""
    wide, high = picture.size
    sides = ((0, 0, wide, 1), (0, high - 1, wide, high), (0, 0, 1, high), (wide - 1, 0, wide, high))
    found = [ImageStat.Stat(picture.crop(side)) for side in sides]
    if any(deviation > _STEPS for one in found for deviation in one.stddev):
        return None
    first, *others = [one.median for one in found]
    if any(abs(a - b) > _STEPS for one in others for a, b in zip(one, first, strict=True)):
        return None
    red, green, blue = first
    return int(red), int(green), int(blue)


def _contrasting(picture: Image.Image) -> Colour:
    """Return a background on which a transparent picture is visible, light or dark."""
    seen = picture.getchannel("A").point(lambda value: 255 * (value > _SEEN))
    found = ImageStat.Stat(picture.convert("L"), seen)
    return DARK if found.count[0] and found.mean[0] > _LIGHT else WHITE


def _usual_colour(picture: Image.Image) -> Colour:
    """Return the most frequent colour of a picture, with colours grouped in steps."""
    small = picture.copy()
    small.thumbnail((_LOOKED_AT, _LOOKED_AT), Image.Resampling.NEAREST)
    steps = small.point(lambda value: value // _STEPS * _STEPS + _STEPS // 2)
    _, found = max(_colours(steps))
    red, green, blue = (255 if part > 255 - _STEPS else part for part in found)
    return red, green, blue


def _colours(picture: Image.Image) -> list[tuple[int, Colour]]:
    """Return the colours of an RGB picture, each with its number of pixels."""
    return cast("list[tuple[int, Colour]]", picture.getcolors(picture.width * picture.height))


def _flattened(picture: Image.Image, ground: Colour) -> Image.Image:
    """Put transparent parts on a background."""
    flat = Image.new("RGB", picture.size, ground)
    flat.paste(picture, mask=picture.getchannel("A"))
    return flat
