"""The pictures of a card: which ones a platform accepts and shows large, and the icon."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from smoopt.html.page import Page
from smoopt.model.facts import Image
from smoopt.model.web_address import is_of_the_web
from smoopt.preview.cards.card import CardPicture
from smoopt.preview.cards.page_tags import PageTags
from smoopt.site.site import Site
from smoopt.site.url_checks import is_local

KB = 1024
MB = 1024 * KB
# What every platform accepts, and what most accept as well
SAFE = frozenset({"image/jpeg", "image/png", "image/gif"})
WITH_WEBP = SAFE | {"image/webp"}


class PictureLimits(msgspec.Struct, frozen=True):
    """What a platform accepts: media types, bytes, and sizes as (width, height) in pixels.

    It refuses pictures of other types, of more than `most_bytes`, smaller than `least`, larger
    than `most`, or wider than `widest` times their height; pictures smaller than `large` are
    shown small. Users report trouble with `unsafe` types. `resolves` means that it resolves
    relative addresses; `shrinks` that its app shrinks pictures with too many bytes.
    """

    types: frozenset[str] = WITH_WEBP
    unsafe: frozenset[str] = frozenset()
    most_bytes: int = 0
    shrinks: bool = False
    least: tuple[int, int] = (0, 0)
    most: tuple[int, int] = (0, 0)
    large: tuple[int, int] = (0, 0)
    widest: float = 0
    resolves: bool = False


class JudgedPicture(NamedTuple):
    """A picture as a platform shows it: None where it is refused, with notes in words."""

    picture: CardPicture | None = None
    large: bool = False
    notes: tuple[str, ...] = ()


def judge(limits: PictureLimits, image: Image, written: str, platform: str) -> JudgedPicture:
    """Judge a picture; `written` is its address as written in the page."""
    if refused := next(_refusals(limits, image, written, platform), ""):
        return JudgedPicture(notes=(refused,))
    large = not image.width or _holds((image.width, image.height), limits.large)
    notes = list(_reservations(limits, image, platform))
    if not large:
        notes.append(
            f"The picture is {_pixels(image.width, image.height)}: {platform} shows it small below"
            f" {_pixels(*limits.large)}."
        )
    return JudgedPicture(_shown(image), large, tuple(notes))


def icon(keys: tuple[str, ...], tags: PageTags, page: Page, site: Site) -> CardPicture | None:
    """Return the page's icon: the first that is not missing from the site, or None."""
    for tag in (tag for key in keys for tag in tags.all(key)):
        image = site.image(page, tag.text)
        if tag.text and not image.missing and not tag.text.startswith("data:"):
            return _shown(image)
    return None


def _shown(image: Image) -> CardPicture:
    return CardPicture(image.url, image.file, image.width, image.height)


def _refusals(limits: PictureLimits, image: Image, written: str, platform: str) -> Iterator[str]:
    """Yield the reasons why a platform shows no picture."""
    if image.missing:
        yield f"The site has no file {image.file}: {platform} finds no picture."
    if written.startswith("data:"):
        yield f"The picture is written into the page itself: {platform} takes an address only."
    if not limits.resolves and not is_of_the_web(written):
        yield f"“{written}” is no absolute address: {platform} does not find the picture."
    if is_of_the_web(written) and is_local(written):
        yield f"Only this computer can reach {written}: {platform} finds no picture."
    if image.type and image.type not in limits.types:
        yield f"The picture is {image.type}, which {platform} does not take."
    if limits.most_bytes and image.size > limits.most_bytes and not limits.shrinks:
        most = _bytes(limits.most_bytes)
        yield f"The picture has {_bytes(image.size)}: {platform} takes {most} at most."
    yield from _size_refusals(limits, image, platform)


def _size_refusals(limits: PictureLimits, image: Image, platform: str) -> Iterator[str]:
    size = (image.width, image.height)
    if not all(size):
        return
    found = f"The picture is {_pixels(*size)}: {platform}"
    if not _holds(size, limits.least):
        yield f"{found} takes none below {_pixels(*limits.least)}."
    if all(limits.most) and not _holds(limits.most, size):
        yield f"{found} takes none above {_pixels(*limits.most)}."
    if limits.widest and image.width > limits.widest * image.height:
        yield f"{found} takes none wider than {limits.widest:g} times its height."


def _reservations(limits: PictureLimits, image: Image, platform: str) -> Iterator[str]:
    """Yield what may go wrong with a picture that is accepted."""
    if not image.file:
        yield "The picture lies on another host: its type and size in bytes were not checked."
    if image.type in limits.unsafe:
        yield f"The picture is {image.type}, which {platform} does not always show."
    if limits.shrinks and limits.most_bytes and image.size > limits.most_bytes:
        yield (
            f"The picture has {_bytes(image.size)}: {platform}'s own app makes it smaller, other"
            f" programs leave out what has more than {_bytes(limits.most_bytes)}."
        )


def _holds(size: tuple[int, int], other: tuple[int, int]) -> bool:
    return size[0] >= other[0] and size[1] >= other[1]


def _pixels(width: int, height: int) -> str:
    return f"{width} × {height}" if height else f"{width} pixels wide"


def _bytes(size: int) -> str:
    if size < MB:
        return f"{size / KB:.0f} KB" if size >= KB else f"{size} bytes"
    return f"{size / MB:.1f} MB".replace(".0 ", " ")
