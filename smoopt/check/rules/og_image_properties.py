"""Rules on what tags declare of a picture: its size, its type, and words in its place."""

from collections.abc import Iterator
from typing import NamedTuple

from smoopt.builtin.sources.meta.media import IMAGES, groups
from smoopt.builtin.tags.faults.picture_tags import OG_IMAGE_DECLARED, declared_fault
from smoopt.html.head import HeadTag
from smoopt.html.page import Page
from smoopt.model.facts import Image
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.site.site import Site

OG_IMAGE_ALT = Rule(
    id="og-image-alt",
    severity=Severity.INFO,
    what="The picture has no og:image:alt.",
    why="Who cannot see the picture is told nothing of it.",
    source="https://ogp.me/#structured",
    fix="Say in a sentence what the picture shows.",
)
RULES = (OG_IMAGE_DECLARED, OG_IMAGE_ALT)


class Shown(NamedTuple):
    """The picture that cards show: its tag, what its file says, what the tags declare."""

    tag: HeadTag
    image: Image
    declared: dict[str, HeadTag]


def shown(page: Page, site: Site) -> Shown | None:
    """Read the first og:image, with the properties that follow it up to the next one."""
    for tag, said in groups(page, IMAGES):
        if tag.value:
            return Shown(tag, site.image(page, tag.value), said)
    return None


def declared(page: Page, picture: Shown) -> Iterator[Finding]:
    """Compare with the file, and look for words in place of the picture."""
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
