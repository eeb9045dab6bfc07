"""Chooses the best file of a picture, which themes offer in several sizes, link or lazy-load."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from turbohtml import Element

from smoopt.html.page import Page
from smoopt.model.facts import Image
from smoopt.model.plain_text import tidy
from smoopt.model.web_address import path_of
from smoopt.site.picture_fitness import LEAST_SIDE, is_shown, unfitness
from smoopt.site.site import Site

# A picture that fills a large card.
# https://developers.facebook.com/docs/sharing/webmasters/images/ (2026-11-21)
_LARGE = 1200
# Wider pictures are banners or buttons, higher ones bars.
_WIDEST, _HIGHEST = 4.0, 3.0
# A picture drawn smaller is a face or a sign, however large its file is.
_LEAST_DRAWN = 100
# Attributes in which scripts for lazy loading store addresses
_SOURCES = ("src", "data-src", "data-lazy-src", "data-original", "data-lazy", "data-full-src")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_CANDIDATE = re.compile(r"([^\s,]\S*)(?:\s+([\d.]{1,9})([wx])\b)?")
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif)$", re.IGNORECASE)
# No width or height has more digits.
_DIGITS = 6
Size = tuple[float, float]


class PictureFile(NamedTuple):
    """A picture, and its width in pixels, which may only be declared."""

    image: Image
    width: float


def best_file(page: Page, site: Site, element: Element) -> PictureFile | None:
    """Choose among a picture's files: the smallest that fills a large card, or the widest.

    None if no file is fit, or if the picture is drawn as small as a sign.
    """
    declared = pixels(element.attr("width") or ""), pixels(element.attr("height") or "")
    full = _full(element)
    if not full and 0 < min(filter(None, declared), default=0) < _LEAST_DRAWN:
        return None
    alt = tidy(element.attr("alt"))
    best: PictureFile | None = None
    for address, width in dict.fromkeys([*full, *_addresses(element, declared[0])]):
        found = _fit(site.image(page, address, alt), declared, width)
        if found is not None and (best is None or _is_better(found, best)):
            best = found
    return best


def measured_file(image: Image) -> PictureFile | None:
    """Return a file of the site if it is fit; None for any other."""
    return _fit(image, (0, 0), 0)


def _is_better(one: PictureFile, other: PictureFile) -> bool:
    if min(one.width, other.width) >= _LARGE:
        return one.width < other.width
    return one.width > other.width


def _fit(image: Image, declared: Size, width: float) -> PictureFile | None:
    """Measure a file, or use the declared size of one elsewhere; None if it is not fit."""
    if image.missing or unfitness(image):
        return None
    size: Size = image.width, image.height
    if not image.file:
        if not all(declared):
            return None
        size = width, width * declared[1] / declared[0]
    if min(size) < LEAST_SIDE or not 1 / _HIGHEST <= size[0] / size[1] <= _WIDEST:
        return None
    return PictureFile(image, size[0])


def _full(element: Element) -> list[tuple[str, float]]:
    """Return the picture that a small one links to."""
    link = element.closest("a")
    written = "" if link is None else link.attr("href") or ""
    return [(written, _LARGE)] if is_picture_file(written) else []


def _addresses(element: Element, width: float) -> Iterator[tuple[str, float]]:
    """Yield the addresses of a picture's files, each with its width if declared."""
    for name in _SOURCES:
        address = (element.attr(name) or "").strip()
        if address and not address.startswith("data:"):
            yield address, width
    holder = element.parent
    is_choice = isinstance(holder, Element) and holder.tag == "picture"
    others = holder.find_all("source") if holder is not None and is_choice else []
    for place in (element, *others):
        if not is_shown(place.attr("type")):
            continue
        for found in _CANDIDATE.finditer(" ".join(place.attr(name) or "" for name in _SETS)):
            address, size, unit = found.groups()
            if not address.startswith("data:"):
                yield address.rstrip(","), _width(size, unit, width)


def is_picture_file(reference: str) -> bool:
    """Return whether a reference is to a picture's file."""
    return _PICTURE_FILE.search(path_of(reference)) is not None


def pixels(written: str) -> int:
    """Parse a number of pixels; 0 if it is none, or has more digits than any picture's."""
    number = written.strip().removesuffix("px")
    return int(number) if number.isascii() and number.isdigit() and len(number) <= _DIGITS else 0


def _width(size: str | None, unit: str | None, drawn: float) -> float:
    try:
        number = float(size or 1)
    except ValueError:
        return 0
    return number if unit == "w" else number * drawn
