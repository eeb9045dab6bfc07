"""Rules on the picture of the cards: og:image, the file behind it, and what tags declare of it."""

import mimetypes
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from smoopt.builtin.sources.meta.media import IMAGES, groups
from smoopt.builtin.tags.rules.picture_tags import (
    OG_IMAGE,
    OG_IMAGE_BROKEN,
    OG_IMAGE_DECLARED,
    OG_IMAGE_FORM,
    OG_IMAGE_LOCAL,
    OG_IMAGE_RELATIVE,
    OG_IMAGE_TINY,
    OG_IMAGE_TYPE,
    declared_fault,
    picture_fault,
)
from smoopt.check.rules.common.scope import is_shared, missing
from smoopt.html.head import HeadTag
from smoopt.html.page import Page
from smoopt.model.facts import Image
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.site.site import Site

_FACEBOOK = "https://developers.facebook.com/docs/sharing/webmasters/images/"
_WHATSAPP = (
    "https://developers.facebook.com/documentation/business-messaging/whatsapp/link-previews/"
)
# JPEG, PNG and GIF are taken by all. https://developers.facebook.com/docs/sharing/webmasters/images/
_SAFE_TYPES = frozenset({"image/jpeg", "image/png", "image/gif"})
_WEBP, _SVG = "image/webp", "image/svg+xml"
# Facebook shows none below the first, a small one below the second. Same page (2026-11-21)
_LEAST, _LARGE = (200, 200), (600, 315)
# Cards are drawn 1.91 wide; outside of this, a good part is cut away. Same page (2026-11-21)
_NARROWEST, _WIDEST = 1.5, 2.4
# https://developers.facebook.com/documentation/business-messaging/whatsapp/link-previews/,
# https://developer.x.com/en/docs/x-for-websites/cards/overview/summary-card-with-large-image,
# https://www.linkedin.com/help/linkedin/answer/a521928, the page above, and
# https://github.com/mastodon/mastodon/blob/main/app/lib/link_details_extractor.rb (2026-11-21)
_MOST_BYTES: Mapping[str, int] = {
    "WhatsApp": 600_000,
    "X": 5_000_000,
    "LinkedIn": 5_000_000,
    "Facebook": 8_000_000,
    "Mastodon": 8_000_000,
}

OG_IMAGE_MISSING = Rule(
    id="og-image-missing",
    severity=Severity.WARNING,
    what="The page has no og:image.",
    why="Cards then show no picture, or whichever a network finds in the page.",
    source="https://ogp.me/",
    fix="Name a picture of 1200×630, one for the whole site at least (`site.image`).",
)
OG_IMAGE_WEBP = Rule(
    id="og-image-webp",
    severity=Severity.INFO,
    what="The picture is WebP.",
    why="Most networks show it by now, but Facebook does not name it among what it takes.",
    source=_FACEBOOK,
    fix="Name a JPEG or PNG to be sure.",
)
OG_IMAGE_SMALL = Rule(
    id="og-image-small",
    severity=Severity.INFO,
    what="The picture is smaller than 600×315.",
    why="It is shown as a small square beside the text; sharp screens show 1200×630 well.",
    source=_FACEBOOK,
    fix="Name a picture of 1200×630, unless a small one is what you want.",
)
OG_IMAGE_RATIO = Rule(
    id="og-image-ratio",
    severity=Severity.INFO,
    what="The picture is far from 1.91 times as wide as high.",
    why="Large cards cut it to that shape.",
    source=_FACEBOOK,
    fix="Name a picture of 1200×630, or keep what matters in the middle.",
)
OG_IMAGE_HEAVY = Rule(
    id="og-image-heavy",
    severity=Severity.WARNING,
    what="The picture's file is larger than some networks take.",
    why="WhatsApp takes less than 600 KB, X and LinkedIn 5 MB, Facebook and Mastodon 8 MB.",
    source=_WHATSAPP,
    fix="Compress it; a JPEG of 1200×630 rarely needs more than 300 KB.",
)
OG_IMAGE_ALT = Rule(
    id="og-image-alt",
    severity=Severity.INFO,
    what="The picture has no og:image:alt.",
    why="Who cannot see the picture is told nothing of it.",
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
    """Judge every address, and the first picture: the others are rarely shown."""
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


def _declared(page: Page, picture: Shown) -> Iterator[Finding]:
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


def kind_of_picture(image: Image) -> str:
    """Give a picture's media type: its file's, else what its name says, or ""."""
    return image.type or mimetypes.guess_type(image.url.partition("?")[0])[0] or ""


def _file(place: Place, image: Image) -> Iterator[Finding]:
    kind, size = kind_of_picture(image), f"{image.width}×{image.height}"
    if kind == _WEBP:
        yield OG_IMAGE_WEBP.at(place, "the picture is WebP; JPEG and PNG are shown everywhere")
    elif image.file and kind and not kind.startswith("image/"):
        yield OG_IMAGE_TYPE.at(place, f"{image.file} is {kind}, and no picture")
    elif image.file and not image.width and kind in _SAFE_TYPES:
        yield OG_IMAGE_TYPE.at(place, f"{image.file} is no {kind} that can be read")
    elif kind.startswith("image/") and kind not in _SAFE_TYPES:
        yield OG_IMAGE_TYPE.at(place, f"the picture is {kind}, which some networks refuse")
    over = [f"{name} ({most:,})" for name, most in _MOST_BYTES.items() if image.size > most]
    if over:
        found = f"the picture has {image.size:,} bytes, more than {', '.join(over)} take"
        yield OG_IMAGE_HEAVY.at(place, found)
    if not (image.width and image.height) or kind == _SVG:
        return
    if image.width < _LEAST[0] or image.height < _LEAST[1]:
        yield OG_IMAGE_TINY.at(place, f"the picture has {size}; Facebook shows 200×200 or more")
    elif image.width < _LARGE[0] or image.height < _LARGE[1]:
        yield OG_IMAGE_SMALL.at(place, f"the picture has {size}; large cards take 600×315 or more")
    elif not _NARROWEST <= image.width / image.height <= _WIDEST:
        yield OG_IMAGE_RATIO.at(place, f"the picture has {size}; cards are cut to 1.91:1")
