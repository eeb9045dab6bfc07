"""A drawn card written as a file: in as few bytes as any network asks for."""

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from smoopt.site.picture_fitness import MOST_BYTES

if TYPE_CHECKING:
    from PIL import Image

# A picture with so many bytes as PNG may be smaller as JPEG; of text on flat colours none is.
_MUCH = 150_000
_QUALITIES = (88, 78, 64, 45, 25)


class Encoded(NamedTuple):
    """A file's content, and the ending of its name."""

    content: bytes
    suffix: str


def encoded(drawing: bytes, beneath: "Image.Image | None") -> Encoded:
    """Write a drawing, which is PNG, as PNG or JPEG; `beneath` is what shows where it is clear."""
    if beneath is None and len(drawing) <= _MUCH:
        return Encoded(drawing, "png")
    from PIL import Image  # noqa: PLC0415 - an extra, for who has cards

    with Image.open(BytesIO(drawing), formats=("PNG",)) as opened:
        if beneath is None:
            picture = opened.convert("RGB")
        else:
            picture = beneath.copy()
            picture.paste(opened, mask=opened)
    content = _jpeg(picture, is_photo=beneath is not None)
    if beneath is None and len(drawing) <= len(content):
        return Encoded(drawing, "png")
    return Encoded(content, "jpg")


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
