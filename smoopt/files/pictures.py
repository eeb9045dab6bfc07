"""Size and type of a picture, read from its file's header (imagesize)."""

import mimetypes
import os
from typing import BinaryIO

import msgspec

from smoopt.files.folder import Folder
from smoopt.model.faults import guarded


class Picture(msgspec.Struct, frozen=True):
    """Width and height in pixels (0 where unknown), media type, size in bytes."""

    width: int
    height: int
    type: str
    size: int


# What the file says of itself beats its name; https://mimesniff.spec.whatwg.org/#image-type-pattern-matching-algorithm
_SIGNATURES = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypavif", "image/avif"),
)


def _size(file: BinaryIO) -> tuple[int, int]:
    """Read width and height."""
    import imagesize  # noqa: PLC0415 - loads urllib.request, which most runs do not need

    # An open file, never a string: imagesize would fetch one that looks like an address.
    width, height = imagesize.get(file)
    return int(width), int(height)


def read(opened: Folder, path: str) -> Picture | None:
    """Read a local picture; None if the file cannot be read."""
    try:
        with opened.open(path) as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            return measured(file, path, size)
    except OSError:
        return None


def measured(file: BinaryIO, path: str, size: int) -> Picture:
    """Measure a picture of `size` bytes; its name decides the type if its content does not."""
    start = file.read(32)
    file.seek(0)
    # The library does not document what it raises for a damaged file.
    width, height = guarded(lambda: _size(file), lambda _: (0, 0))
    kind = next(
        (kind for at, magic, kind in _SIGNATURES if start[at:].startswith(magic)),
        named_type(path),
    )
    return Picture(max(width, 0), max(height, 0), kind, size)


def named_type(address: str) -> str:
    """Return the media type by the file name at the end of a path or address, or ""."""
    path = address.partition("?")[0]
    if path.startswith("data:"):
        return path.removeprefix("data:").partition(",")[0].partition(";")[0]
    # Since Python 3.12, whole addresses are parsed, and invalid ones raise ValueError.
    return mimetypes.guess_type(path.rpartition("/")[2])[0] or ""
