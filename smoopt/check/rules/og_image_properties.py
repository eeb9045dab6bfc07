"""Rules on what tags declare of a picture: its size, its type, and words in its place."""

from collections.abc import Iterator
from typing import NamedTuple

from smoopt.builtin.sources.meta.media import IMAGES, groups
from smoopt.html.head import HeadTag
from smoopt.html.page import Page
from smoopt.model.facts import Image
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.site.site import Site

OG_IMAGE_DECLARED = Rule(
    id="og-image-declared",
    severity=Severity.WARNING,
    what="og:image:width, height or type is not what the file says.",
    why="The first share is laid out by what is declared, before the picture is fetched.",
    source="https://developers.facebook.com/docs/sharing/webmasters/images/",
    fix="Declare what the file has, or nothing.",
)
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
        if tag is not None and value and tag.value and not _is(tag.value.lower(), str(value)):
            found = f"og:image:{name} says {tag.value}, the file {value}"
            yield OG_IMAGE_DECLARED.at(page.place(tag.element), found)
    alt = said.get("alt")
    if (alt is None or not alt.value) and not any(
        tag.value for tag in page.tags("twitter:image:alt")
    ):
        place = page.place((alt or picture.tag).element)
        yield OG_IMAGE_ALT.at(place, "nothing says what the picture shows (og:image:alt)")


def _is(said: str, real: str) -> bool:
    """Tell whether a declared value is the file's; image/jpg is a usual name of image/jpeg."""
    return said.replace("image/jpg", "image/jpeg") == real
