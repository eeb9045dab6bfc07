"""A drawn card written as a file: in as few bytes as any network asks for."""

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from smoopt.builtin.cards.typesetter import Shape
from smoopt.site.picture_fitness import MOST_BYTES

if TYPE_CHECKING:
    from PIL import Image

# A picture with so many bytes as PNG may be smaller as JPEG; of text on flat colours none is.
_MUCH = 150_000
_QUALITIES = (88, 78, 64, 45, 25)
# As in card.typ, in points: a card's margins, what stands at its top, and the room around a part.
_SIDE, _ABOVE, _BELOW, _TOP, _OVERLAP = 76, 68, 62, 52, 24
# How far below its top part an overlay is parted: marks of some scripts stand high above a title.
_PARTED = 8


class Encoded(NamedTuple):
    """A file's content, and the ending of its name."""

    content: bytes
    suffix: str


class Beneath(NamedTuple):
    """What a drawing is laid over: a picture in a shape of cards, and from which side texts run."""

    picture: "Image.Image"
    shape: Shape
    is_rtl: bool


def encoded(drawing: bytes, beneath: Beneath | None) -> Encoded:
    """Write a drawing, which is PNG, as PNG or JPEG; `beneath` is there where it is an overlay."""
    if beneath is None and len(drawing) <= _MUCH:
        return Encoded(drawing, "png")
    from PIL import Image  # noqa: PLC0415 - an extra, for who has cards

    with Image.open(BytesIO(drawing), formats=("PNG",)) as opened:
        picture = opened.convert("RGB") if beneath is None else _laid(opened, beneath)
    content = _jpeg(picture, is_photo=beneath is not None)
    if beneath is None and len(drawing) <= len(content):
        return Encoded(drawing, "png")
    return Encoded(content, "jpg")


def _laid(overlay: "Image.Image", beneath: Beneath) -> "Image.Image":
    """Lay the two parts of an overlay over a picture: at its top and its bottom."""
    picture, shape, is_rtl = beneath
    made = picture.copy()
    wide, high = overlay.size
    side, above, below = (shape.pixels(one - _OVERLAP) for one in (_SIDE, _ABOVE, _BELOW))
    top = shape.pixels(_OVERLAP + _TOP + _PARTED)
    x = made.width - side - wide if is_rtl else side
    for part, y in (
        (overlay.crop((0, 0, wide, top)), above),
        (overlay.crop((0, top, wide, high)), made.height - below - (high - top)),
    ):
        made.paste(part, (x, y), mask=part)
    return made


def _jpeg(picture: "Image.Image", *, is_photo: bool) -> bytes:
    """Write it in less than the strictest network takes."""
    content = b""
    for quality in _QUALITIES:
        file = BytesIO()
        # All text on photos is white: colours may have half the pixels.
        picture.save(file, "JPEG", quality=quality, subsampling=2 if is_photo else 0)
        content = file.getvalue()
        if len(content) < min(MOST_BYTES.values()):
            break
    return content
