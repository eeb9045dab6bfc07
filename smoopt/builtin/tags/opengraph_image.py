"""og:image and the properties of its file: https://ogp.me/#structured (2026-11-21)."""

from collections.abc import Callable, Iterator

from smoopt.builtin.sources.meta.media import IMAGES, groups
from smoopt.builtin.tags.rules.address_tags import padded_fault
from smoopt.builtin.tags.rules.picture_tags import (
    OG_IMAGE,
    OG_IMAGE_FORM,
    declared_fault,
    picture_fault,
    unfit_fault,
)
from smoopt.builtin.tags.rules.repeated_tags import repeated_picture_fault
from smoopt.html import markup
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, Span
from smoopt.model.facts import Facts, Image
from smoopt.model.finding import Finding
from smoopt.model.rule import Fault
from smoopt.model.web_address import is_of_the_web
from smoopt.plugin.head_tags import WantedTag, unjudged
from smoopt.plugin.hooks import Shares
from smoopt.plugin.replaced_tags import Right, replaced, rewritten
from smoopt.site.picture_fitness import can_be_fetched
from smoopt.site.site import Site


def image_tags(page: Page, site: Site, facts: Facts, shares: Shares) -> Iterator[WantedTag]:
    """Yield tags for one image (several would be shown side by side) and its properties."""
    there = page.tags("og:image")
    chosen = facts.card_image
    if chosen is None and not there:
        return
    image, why = (chosen.value, chosen.because) if chosen else (Image(""), "")
    public = image.url if is_of_the_web(image.url) else ""

    repeated = repeated_picture_fault(page, site, shares, facts.images)

    def fault(value: str) -> Fault | None:
        found = picture_fault(page, site, value, OG_IMAGE) or repeated(value)
        return found or (unfit_fault(page, site, value, facts) if public else None)

    def tag_fault(key: str) -> Callable[[str], Fault | None]:
        tag = page.tags(key)
        return lambda value: fault(value) or padded_fault(tag[0], OG_IMAGE_FORM)

    of_another = bool(there) and repeated(there[0].value) is not None

    stated = bool(public) and facts.is_picture_stated
    yield WantedTag("property", "og:image", public, why, tag_fault("og:image"), stated=stated)
    for key in ("og:image:url", "og:image:secure_url"):
        if page.tags(key):
            yield WantedTag("property", key, public, why, tag_fault(key), stated=stated)
    # The properties of a picture that the author chose must match that picture.
    if (
        not public
        or len(there) > 1
        or (there and not stated and not fault(there[0].value) and there[0].value != public)
    ):
        return
    for key, value in _structured(image):
        yield WantedTag(
            "property",
            f"og:image:{key}",
            value,
            f"{key} of {image.file or public}",
            _differs(value) if of_another or (key != "alt" and image.file) else unjudged,
            after="og:image",
            stated=stated,
        )


def other_pictures(page: Page, site: Site, facts: Facts) -> Iterator[Edit | Finding]:
    """Correct the addresses of further pictures, and the properties of the first.

    If there are several, the properties after the first one belong to it.
    """
    others = page.tags("og:image")[1:]
    if others and facts.share_image is not None:
        yield from _said_of_first(page, facts.share_image.value)
    for tag in others:
        fault = picture_fault(page, site, tag.value, OG_IMAGE) if tag.value else None
        image = site.image(page, tag.value) if fault else Image("")
        if fault and image.file and can_be_fetched(image):
            right = Right("og:image", image.url, f"address of {image.file}")
            yield from replaced(
                page, tag, right, rewritten(page, tag, {"content": image.url}), fault
            )


def square_picture(page: Page, facts: Facts) -> Iterator[Edit]:
    """Add a square as the second picture: what follows an og:image describes that one.

    All of it is one edit, as some of its tags equal those of the first picture.
    """
    fact, position = facts.share_square, slot(page, "head")
    if fact is None or position is None or page.tags("og:image"):
        return
    values = {"og:image": fact.value.url}
    values |= {f"og:image:{key}": value for key, value in _structured(fact.value)}
    tags = [markup.meta(value, property=key, xhtml=page.xhtml) for key, value in values.items()]
    yield Edit(
        Span(position, position), "\n".join(tags), "og:image", f"as a square: {fact.because}"
    )


def _said_of_first(page: Page, image: Image) -> Iterator[Edit | Finding]:
    """Correct the properties of the first picture, if another was made from it for cards."""
    _, said = next(groups(page, IMAGES))
    for key, value in _structured(image):
        tag = said.get(key)
        fault = declared_fault(tag.value, value) if tag and key != "alt" else None
        if tag and fault:
            right = Right(f"og:image:{key}", value, f"{key} of {image.file}")
            new = rewritten(page, tag, {"content": value})
            yield from replaced(page, tag, right, new, fault)


def _structured(image: Image) -> Iterator[tuple[str, str]]:
    values = {
        "type": image.type,
        "width": str(image.width or ""),
        "height": str(image.height or ""),
        "alt": image.alt,
    }
    return ((key, value) for key, value in values.items() if value)


def _differs(real: str) -> Callable[[str], Fault | None]:
    return lambda value: declared_fault(value, real)
