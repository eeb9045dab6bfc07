"""Encodes a drawn card in fewer bytes than the limit of any network."""

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from smoopt.builtin.cards.typesetter import Shape
from smoopt.site.picture_fitness import MOST_BYTES

if TYPE_CHECKING:
    from PIL import Image

# A PNG of so many bytes may be smaller as JPEG; text on flat colours never is.
_MUCH = 150_000
_QUALITIES = (88, 78, 64, 45, 25)
# As in card.typ, in points: margins, the height of the top part, and the space around a part
_SIDE, _ABOVE, _BELOW, _TOP, _OVERLAP = 76, 68, 62, 52, 24
# How far below its top part an overlay is split: marks of some scripts rise high above a title.
_PARTED = 8


class Encoded(NamedTuple):
    """A file's content, and its suffix."""

    content: bytes
    suffix: str


class Beneath(NamedTuple):
    """The picture beneath a drawing, the card's shape, and the direction of its texts."""

    picture: "Image.Image"
    shape: Shape
    is_rtl: bool


def encoded(drawing: bytes, beneath: Beneath | None) -> Encoded:
    """Encode a drawing (PNG) as PNG or JPEG; with `beneath`, it is an overlay."""
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
    """Paste the two parts of an overlay, top and bottom, onto a picture."""
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
    """Encode as JPEG in fewer bytes than the strictest network allows."""
    content = b""
    for quality in _QUALITIES:
        file = BytesIO()
        # All text on photos is white, so chroma may be subsampled.
        picture.save(file, "JPEG", quality=quality, subsampling=2 if is_photo else 0)
        content = file.getvalue()
        if len(content) < min(MOST_BYTES.values()):
            break
    return content
