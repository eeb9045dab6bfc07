"""Rules on the picture of the cards: og:image, the file behind it, and what tags declare of it."""

from collections.abc import Iterator
from typing import NamedTuple

from smoopt.builtin.sources.meta.media import IMAGES, groups
from smoopt.builtin.tags.rules.picture_tags import (
    OF_FILES,
    OG_IMAGE,
    OG_IMAGE_BROKEN,
    OG_IMAGE_DECLARED,
    OG_IMAGE_FORM,
    OG_IMAGE_HEAVY,
    OG_IMAGE_LOCAL,
    OG_IMAGE_RATIO,
    OG_IMAGE_RELATIVE,
    OG_IMAGE_SMALL,
    OG_IMAGE_TINY,
    OG_IMAGE_TYPE,
    OG_IMAGE_WEBP,
    declared_fault,
    picture_fault,
)
from smoopt.check.rules.common.scope import is_shared, missing
from smoopt.html.head import HeadTag
from smoopt.html.page import Page
from smoopt.model.facts import Image
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.site.picture_fitness import shortcomings
from smoopt.site.site import Site

OG_IMAGE_MISSING = Rule(
    id="og-image-missing",
    severity=Severity.WARNING,
    what="The page has no og:image.",
    why="Cards then show no picture, or one that the network picks from the page.",
    source="https://ogp.me/",
    fix="Name a picture of 1200×630, at least one for the whole site (`site.image`).",
)
OG_IMAGE_ALT = Rule(
    id="og-image-alt",
    severity=Severity.INFO,
    what="The picture has no og:image:alt.",
    why="Screen readers have no alt text to read out.",
    source="https://ogp.me/#structured",
    fix="Say in a sentence what the picture shows.",
)
RULES = (
    OG_IMAGE_MISSING,
    OG_IMAGE_RELATIVE,
    OG_IMAGE_LOCAL,
    OG_IMAGE_BROKEN,
    OG_IMAGE_FORM,
    OG_IMAGE_TYPE,
    OG_IMAGE_WEBP,
    OG_IMAGE_TINY,
    OG_IMAGE_SMALL,
    OG_IMAGE_RATIO,
    OG_IMAGE_HEAVY,
    OG_IMAGE_DECLARED,
    OG_IMAGE_ALT,
)


def pictures(page: Page, site: Site) -> Iterator[Finding]:
    """Judge every picture's address, but only the file of the first: others are rarely shown."""
    found = list(groups(page, IMAGES))
    roots = [tag for tag, _ in found]
    others = [said[name] for _, said in found for name in ("url", "secure_url") if name in said]
    tags = [tag for tag in (*roots, *others) if tag.value]
    if not tags:
        if not roots and is_shared(page):
            yield missing(OG_IMAGE_MISSING, page, "the page has no og:image")
        return
    faults = [
        fault.at(page.place(tag.element), tag.keys[0], tag.value)
        for tag in tags
        if (fault := picture_fault(page, site, tag.value, OG_IMAGE))
    ]
    yield from faults
    if not faults and (picture := shown(page, site)) is not None:
        yield from _file(page.place(picture.tag.element), picture.image)
        yield from _declared(page, picture)


class Shown(NamedTuple):
    """The picture that cards show: its tag, its file, and the tags that describe it."""

    tag: HeadTag
    image: Image
    declared: dict[str, HeadTag]


def shown(page: Page, site: Site) -> Shown | None:
    """Return the first og:image that is not empty, with the properties that belong to it."""
    for tag, said in groups(page, IMAGES):
        if tag.value:
            return Shown(tag, site.image(page, tag.value), said)
    return None


def _declared(page: Page, picture: Shown) -> Iterator[Finding]:
    """Compare the declared size and type with the file, and look for an alternative text."""
    image, said = picture.image, picture.declared
    real = {"width": image.width, "height": image.height, "type": image.type}
    for name, value in real.items():
        tag = said.get(name)
        if tag is None or not value or not tag.value:
            continue
        if fault := declared_fault(tag.value, str(value)):
            yield fault.at(page.place(tag.element), f"og:image:{name}", tag.value)
    alt = said.get("alt")
    if (alt is None or not alt.value) and not any(
        tag.value for tag in page.tags("twitter:image:alt")
    ):
        place = page.place((alt or picture.tag).element)
        yield OG_IMAGE_ALT.at(place, "nothing says what the picture shows (og:image:alt)")


def _file(place: Place, image: Image) -> Iterator[Finding]:
    for found in shortcomings(image):
        yield OF_FILES[found.kind].at(place, found.message)
