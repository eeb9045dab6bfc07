"""Whether networks show a picture, and whether it shows anything."""

import mimetypes
import re

from smoopt.model.facts import Image
from smoopt.model.web_address import path_of

# The smallest picture Facebook takes:
# https://developers.facebook.com/docs/sharing/webmasters/images/ (2026-11-21)
LEAST_SIDE = 200
# X and Discord show no SVG, and few show the others.
# https://developer.x.com/en/docs/x-for-websites/cards/overview/summary-card-with-large-image
# (2026-11-21)
_UNSHOWN = frozenset({"image/svg+xml", "image/avif", "image/x-icon", "image/vnd.microsoft.icon"})
_PLACEHOLDER = re.compile(
    r"(?:^|[-_./])(?:placeholder|spacer|blank|no-?image|1x1|trans(?:parent)?)\b", re.IGNORECASE
)


def unfitness(image: Image) -> str:
    """Say why a picture does not serve, as far as its file or its name tells; "" where it does."""
    path = path_of(image.url)
    if not is_shown(image.type or mimetypes.guess_type(path)[0]):
        return "few networks show such a file"
    if image.width and min(image.width, image.height) < LEAST_SIDE:
        return f"{image.width}×{image.height} is too small to be shown"
    return "by its name it holds a place only" if _PLACEHOLDER.search(path) else ""


def is_shown(kind: str | None) -> bool:
    """Tell whether most networks show pictures of a media type; what is not known may be."""
    return kind not in _UNSHOWN
