"""Whether networks show a picture, and how well; all limits of networks are kept here."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from smoopt.files.pictures import named_type
from smoopt.model.facts import Facts, Image
from smoopt.model.web_address import is_of_the_web, path_of

# The smallest picture Facebook takes, and the smallest that it shows large:
# https://developers.facebook.com/docs/sharing/webmasters/images/ (2026-11-21)
LEAST_SIDE = 200
LARGE = (600, 315)
# What it asks for; cards are drawn as wide as this is. Outside of the two other ratios, a good part
# is cut away. Same page (2026-11-21)
BEST = (1200, 630)
NARROWEST, WIDEST = 1.5, 2.4
# JPEG, PNG and GIF are taken by all. Same page (2026-11-21)
_SAFE_TYPES = frozenset({"image/jpeg", "image/png", "image/gif"})
_WEBP, _SVG = "image/webp", "image/svg+xml"
# https://developers.facebook.com/documentation/business-messaging/whatsapp/link-previews/,
# https://developer.x.com/en/docs/x-for-websites/cards/overview/summary-card-with-large-image,
# https://www.linkedin.com/help/linkedin/answer/a521928, the page above, and
# https://github.com/mastodon/mastodon/blob/main/app/lib/link_details_extractor.rb (2026-11-21)
MOST_BYTES: Mapping[str, int] = {
    "WhatsApp": 600_000,
    "X": 5_000_000,
    "LinkedIn": 5_000_000,
    "Facebook": 8_000_000,
    "Mastodon": 8_000_000,
}
# The least width and height that are shown at all; the same pages, and
# https://developer.x.com/en/docs/x-for-websites/cards/overview/summary (2026-12-01)
_LEAST_SIZES = {"X": (144, 144), "Facebook": (LEAST_SIDE,) * 2, "WhatsApp": (300, 1)}
# X and Discord show no SVG, and few show the others.
# https://developer.x.com/en/docs/x-for-websites/cards/overview/summary-card-with-large-image
# (2026-11-21)
_UNSHOWN = frozenset({_SVG, "image/avif", "image/x-icon", "image/vnd.microsoft.icon"})
_PLACEHOLDER = re.compile(
    r"(?:^|[-_./])(?:placeholder|spacer|blank|no-?image|1x1|trans(?:parent)?)\b", re.IGNORECASE
)
Kind = Literal["webp", "type", "heavy", "tiny", "small", "ratio"]


class Shortcoming(NamedTuple):
    """What keeps networks from showing a picture, or from showing it well, in words."""

    kind: Kind
    message: str


def shortcomings(image: Image) -> Iterator[Shortcoming]:
    """Yield the reasons why networks may not show a picture well, as far as file or tags tell."""
    kind = kind_of_picture(image)
    if kind == _WEBP:
        yield Shortcoming("webp", "the picture is WebP; JPEG and PNG are shown everywhere")
    elif image.file and kind and not kind.startswith("image/"):
        yield Shortcoming("type", f"{image.file} is {kind}, and no picture")
    elif image.file and not image.width and kind in _SAFE_TYPES:
        yield Shortcoming("type", f"{image.file} is no {kind} that can be read")
    elif kind.startswith("image/") and kind not in _SAFE_TYPES:
        yield Shortcoming("type", f"the picture is {kind}, which some networks refuse")
    over = [f"{name} ({most:,})" for name, most in MOST_BYTES.items() if image.size > most]
    if over:
        found = f"the picture has {image.size:,} bytes, more than {', '.join(over)} take"
        yield Shortcoming("heavy", found)
    if image.width and image.height and kind != _SVG:
        yield from _of_size(image)


def _of_size(image: Image) -> Iterator[Shortcoming]:
    size = f"the picture has {image.width}×{image.height}"
    if min(image.width, image.height) < LEAST_SIDE:
        least = f"{LEAST_SIDE}×{LEAST_SIDE}"
        yield Shortcoming("tiny", f"{size}; Facebook shows {least} or more")
    elif image.width < LARGE[0] or image.height < LARGE[1]:
        yield Shortcoming("small", f"{size}; large cards take {LARGE[0]}×{LARGE[1]} or more")
    elif not NARROWEST <= image.width / image.height <= WIDEST:
        yield Shortcoming("ratio", f"{size}; cards are cut to 1.91:1")


def kind_of_picture(image: Image) -> str:
    """Return a picture's media type: its file's, else what its name says, or ""."""
    return image.type or named_type(image.url)


def shown_by(width: int, height: int) -> tuple[str, ...]:
    """Name the networks that show so small a picture, among those that document it."""
    return tuple(
        name for name, (wide, high) in _LEAST_SIZES.items() if width >= wide and height >= high
    )


def unfitness(image: Image) -> str:
    """Return the reason why a picture is unfit, as far as its file or name tells; or ""."""
    path = path_of(image.url)
    if not is_shown(image.type or named_type(path)):
        return "few networks show such a file"
    if image.width and min(image.width, image.height) < LEAST_SIDE:
        return f"{image.width}×{image.height} is too small to be shown"
    return "by its name it holds a place only" if _PLACEHOLDER.search(path) else ""


def can_be_fetched(image: Image) -> bool:
    """Tell whether others can fetch a picture, as far as that can be known."""
    return not image.missing and is_of_the_web(image.url)


def first_picture(facts: Facts) -> Image | None:
    """Return the page's first picture; None unless others can fetch it."""
    image = facts.images.value[0] if facts.images and facts.images.value else None
    return image if image is not None and can_be_fetched(image) else None


def is_shown(kind: str | None) -> bool:
    """Tell whether most networks show pictures of a media type; unknown types count as shown."""
    return kind not in _UNSHOWN
