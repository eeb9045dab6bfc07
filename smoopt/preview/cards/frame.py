"""`Frame`: which pictures a platform takes, and which of them it shows large."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from smoopt.model.facts import Image
from smoopt.preview.cards.card import Shot
from smoopt.site.public_address import is_local

KB = 1024
MB = 1024 * KB
# What every platform takes, and what most take besides.
SAFE = frozenset({"image/jpeg", "image/png", "image/gif"})
WITH_WEBP = SAFE | {"image/webp"}


class Frame(msgspec.Struct, frozen=True):
    """The pictures of a platform: media types, bytes, and sizes as (width, height) in pixels.

    It refuses pictures of other types, of more than `size` bytes, smaller than `least`, larger than
    `most` or wider than `ratio` times their height; those smaller than `large` it shows small.
    Of `unsafe` types users report trouble. `resolves` says that it reads relative addresses;
    `shrinks` that it makes pictures fit that have too many bytes.
    """

    types: frozenset[str] = WITH_WEBP
    unsafe: frozenset[str] = frozenset()
    size: int = 0
    shrinks: bool = False
    least: tuple[int, int] = (0, 0)
    most: tuple[int, int] = (0, 0)
    large: tuple[int, int] = (0, 0)
    ratio: float = 0
    resolves: bool = False


class FramedPicture(NamedTuple):
    """A picture as a platform takes it: None where it is refused, with notes in words."""

    shot: Shot | None = None
    large: bool = False
    notes: tuple[str, ...] = ()


def frame_picture(frame: Frame, image: Image, written: str, label: str) -> FramedPicture:
    """Judge a picture; `written` is its address as it stands in the page."""
    if refused := next(_refusals(frame, image, written, label), ""):
        return FramedPicture(notes=(refused,))
    shot = Shot(image.url, image.file, image.width, image.height)
    large = not image.width or _holds((image.width, image.height), frame.large)
    notes = list(_reservations(frame, image, label))
    if not large:
        notes.append(
            f"The picture is {_pixels(image.width, image.height)}: {label} shows it small below"
            f" {_pixels(*frame.large)}."
        )
    return FramedPicture(shot, large, tuple(notes))


def _refusals(frame: Frame, image: Image, written: str, label: str) -> Iterator[str]:
    """Say why a platform shows no picture."""
    if image.missing:
        yield f"The site has no file {image.file}: {label} finds no picture."
    if written.startswith("data:"):
        yield f"The picture is written into the page itself: {label} takes an address only."
    if not frame.resolves and not _is_absolute(written):
        yield f"“{written}” is no absolute address: {label} does not find the picture."
    if _is_absolute(written) and is_local(written):
        yield f"Only this computer can reach {written}: {label} finds no picture."
    if image.type and image.type not in frame.types:
        yield f"The picture is {image.type}, which {label} does not take."
    if frame.size and image.size > frame.size and not frame.shrinks:
        yield f"The picture has {_bytes(image.size)}: {label} takes {_bytes(frame.size)} at most."
    yield from _size_refusals(frame, image, label)


def _size_refusals(frame: Frame, image: Image, label: str) -> Iterator[str]:
    size = (image.width, image.height)
    if not all(size):
        return
    found = f"The picture is {_pixels(*size)}: {label}"
    if not _holds(size, frame.least):
        yield f"{found} takes none below {_pixels(*frame.least)}."
    if all(frame.most) and not _holds(frame.most, size):
        yield f"{found} takes none above {_pixels(*frame.most)}."
    if frame.ratio and image.width > frame.ratio * image.height:
        yield f"{found} takes none wider than {frame.ratio:g} times its height."


def _reservations(frame: Frame, image: Image, label: str) -> Iterator[str]:
    """Say what may go wrong with a picture that is taken."""
    if not image.file:
        yield "The picture lies on another host: its type and size in bytes were not checked."
    if image.type in frame.unsafe:
        yield f"The picture is {image.type}, which {label} does not always show."
    if frame.shrinks and frame.size and image.size > frame.size:
        yield (
            f"The picture has {_bytes(image.size)}: {label}'s own app makes it smaller, other"
            f" programs leave out what has more than {_bytes(frame.size)}."
        )


def _holds(size: tuple[int, int], other: tuple[int, int]) -> bool:
    return size[0] >= other[0] and size[1] >= other[1]


def _is_absolute(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _pixels(width: int, height: int) -> str:
    return f"{width} × {height}" if height else f"{width} pixels wide"


def _bytes(size: int) -> str:
    if size < MB:
        return f"{size / KB:.0f} KB" if size >= KB else f"{size} bytes"
    return f"{size / MB:.1f} MB".replace(".0 ", " ")
