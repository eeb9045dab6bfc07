"""Encodes a picture as JPEG, or as PNG if it is drawn, which every network accepts."""

from contextlib import suppress
from io import BytesIO
from typing import NamedTuple

from PIL import Image

from smoopt.site.picture_fitness import MOST_BYTES

# Below what the strictest network takes, which asks for less than that.
_MOST_BYTES = min(MOST_BYTES.values()) - 1
# A drawn picture with so many bytes as PNG is not as plain as it seemed.
_MOST_OF_PNG = 250_000
_QUALITIES = (86, 78, 68, 56, 40, 20)


class Encoded(NamedTuple):
    """A file's content, and its suffix."""

    content: bytes
    suffix: str


def encoded(picture: Image.Image, is_graphic: bool) -> Encoded:
    """Encode an RGB picture below every network's limit, with the same bytes each time."""
    if is_graphic:
        drawn = _saved(picture, "PNG", compress_level=6)
        if len(drawn) <= _MOST_OF_PNG:
            return Encoded(drawn, "png")
    # Drawn edges fray with subsampled chroma.
    subsampling = 0 if is_graphic else 2
    for quality in _QUALITIES:
        with suppress(OSError):  # Pillow has no room for a file with more bytes than pixels
            content = _saved(
                picture,
                "JPEG",
                quality=quality,
                subsampling=subsampling,
                optimize=True,
                progressive=True,
            )
            if len(content) <= _MOST_BYTES:
                return Encoded(content, "jpg")
    raise ValueError("it cannot be written in as few bytes as networks take")


def _saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()
