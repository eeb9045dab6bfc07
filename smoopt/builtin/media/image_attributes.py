"""Adds to pictures of a page what they lack: their size, and lazy loading."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from turbohtml import Element

from smoopt.builtin.media.picture_room import is_kept_in_shape
from smoopt.html.page import Page
from smoopt.model.edits import Edit
from smoopt.site.site import Site

ImageGain = Literal["size", "lazy", "decoding"]
# How many of a page's first pictures are loaded at once: as many as with WordPress, where that was
# measured: https://developer.wordpress.org/reference/functions/wp_omit_loading_attr_threshold/
# (2026-12-01)
_FIRST = 3
# Pictures after so many in a page are not looked at.
_MOST = 200
_PIXELS = re.compile(r"[1-9]\d{0,4}", re.ASCII)
_VECTORS = "image/svg+xml"


class _Gain(NamedTuple):
    """Attributes for a picture, and the reason."""

    attributes: dict[str, str | bool]
    because: str


def image_edits(page: Page, site: Site, gains: Sequence[ImageGain]) -> Iterator[Edit]:
    """Add missing attributes to the pictures of the content."""
    if not gains or not page.document.find_all("img", limit=1):
        return
    content = page.content
    if content is None:
        return
    inside = set(content.find_all("img"))
    preloaded = {tag.value for tag in page.tags("preload") if tag.element.attr("as") == "image"}
    for number, image in enumerate(page.document.find_all("img", limit=_MOST)):
        if image not in inside or image.closest("template, noscript, svg") is not None:
            continue
        if any(name.startswith("data-") and "src" in name for name in image.attrs):
            continue  # A script shows another file.
        is_first = number < _FIRST or (image.attr("src") or "") in preloaded
        gain = _gain(page, site, image, gains, is_first=is_first)
        if gain.attributes:
            try:
                yield page.add_attributes(
                    image, gain.attributes, name="media", because=gain.because
                )
            except ValueError:  # the picture stays as it is
                continue


def _gain(
    page: Page, site: Site, image: Element, gains: Sequence[ImageGain], *, is_first: bool
) -> _Gain:
    """Return what a picture lacks; it may wait only if its size is known, so that no text jumps."""
    attributes: dict[str, str | bool] = {}
    reasons = []
    if "size" in gains and (size := _size(page, site, image)):
        attributes |= size
        reasons.append("the size of its file")
    sizes = ((image.attr(name) or attributes.get(name)) for name in ("width", "height"))
    has_room = all(isinstance(size, str) and _PIXELS.fullmatch(size) for size in sizes)
    if "lazy" in gains and has_room and not is_first and _may_wait(image):
        attributes["loading"] = "lazy"
        reasons.append(f"{_FIRST} pictures come before it")
    if attributes and "decoding" in gains and "decoding" not in image.attrs:
        attributes["decoding"] = "async"
        reasons.append("the text is shown without waiting for it")
    return _Gain(attributes, "; ".join(reasons))


def _size(page: Page, site: Site, image: Element) -> dict[str, str | bool]:
    """Return the size attributes that a picture lacks, unless they would change its look.

    Where a page offers several files (`srcset`), which one is shown, and how large, is another
    matter.
    """
    source = (image.attr("src") or "").strip()
    width = image.attr("width")
    if "height" in image.attrs or "srcset" in image.attrs or not source:
        return {}
    if width is not None and not _PIXELS.fullmatch(width):
        return {}
    if source.startswith("data:") or image.closest("picture") is not None:
        return {}
    file = site.image(page, source)
    if not (file.width and file.height) or file.type == _VECTORS:
        return {}
    if not is_kept_in_shape(page, site, image):
        return {}
    if width is not None:
        return {"height": str(round(int(width) * file.height / file.width) or 1)}
    return {"width": str(file.width), "height": str(file.height)}


def _may_wait(image: Element) -> bool:
    return "loading" not in image.attrs and image.attr("fetchpriority") != "high"
