"""Open Graph's structured properties: pictures, videos and sounds that take several tags each."""

from collections.abc import Iterator, Sequence

import msgspec

from smoopt.builtin.sources.picture_files import pixels
from smoopt.html.head import HeadTag
from smoopt.html.page import Page
from smoopt.model.facts import Fact, Image, Media, T
from smoopt.model.plain_text import tidy
from smoopt.site.picture_fitness import unfitness
from smoopt.site.site import Site

# The names of the root tags: https://ogp.me/#structured (2026-11-21)
IMAGES = ("og:image", "og:image:url", "og:image:secure_url")
_NAMES = {
    "images": IMAGES,
    "videos": ("og:video", "og:video:url", "og:video:secure_url"),
    "audios": ("og:audio", "og:audio:url", "og:audio:secure_url"),
}
# Pictures after so many in a page are not looked at.
_MOST_PICTURES = 60
_ALL_NAMES = frozenset(name for names in _NAMES.values() for name in names)


def structured(
    page: Page, site: Site, *, unfit: bool = False
) -> Iterator[tuple[str, Fact[tuple[Image | Media, ...]]]]:
    """Yield the properties whose files can be fetched, each with the name of its fact.

    Pictures that networks do not show count only if `unfit` ones are requested, too.
    """
    if not page.has_tag(_ALL_NAMES):
        return
    for field, names in _NAMES.items():
        if not page.has_tag(names):
            continue
        found = list(groups(page, names))
        values = [
            _image(page, site, *group) if field == "images" else _media(page, site, *group)
            for group in found
        ]
        there = [value for value in values if value.url and not _is_useless(value, unfit)]
        if there:
            yield field, tag_fact(page, tuple(there), found[0][0])


def tag_fact(page: Page, value: T, tag: HeadTag) -> Fact[T]:
    """Make a fact from a tag of the head."""
    return page.fact(value, f"{tag.element.tag} {tag.keys[0]}", tag.element)


def groups(page: Page, names: Sequence[str]) -> Iterator[tuple[HeadTag, dict[str, HeadTag]]]:
    """Join structured properties to their root: a new root closes the previous one (ogp.me)."""
    root = names[0]
    current: tuple[HeadTag, dict[str, HeadTag]] | None = None
    for tag in page.head_tags:
        key = next((key for key in tag.keys if key == root or key.startswith(f"{root}:")), "")
        if not key:
            continue
        if key == root or (current is None and key in names):
            if current is not None:
                yield current
            current = tag, {}
        elif current is not None:
            current[1].setdefault(key.removeprefix(f"{root}:"), tag)
    if current is not None:
        yield current


def _is_useless(value: Image | Media, unfit: bool) -> bool:
    if not isinstance(value, Image):
        return False
    return value.missing or not (unfit or unfitness(value) == "")


def _image(page: Page, site: Site, tag: HeadTag, more: dict[str, HeadTag]) -> Image:
    """Describe an image: the values of its file override those in the tags."""
    image = site.image(page, tag.value, _text(more, "alt") or _shown_alt(page, site, tag.value))
    if image.width or image.missing:
        return image
    wide, high = _sizes(more)
    kind = image.type or _text(more, "type")
    return msgspec.structs.replace(image, width=wide, height=high, type=kind)


def _shown_alt(page: Page, site: Site, written: str) -> str:
    """Return the page's alternative text for a picture that it shows; "" without one."""
    name = written.rpartition("/")[2]
    for shown in page.document.find_all("img", limit=_MOST_PICTURES):
        place, alt = shown.attr("src") or "", tidy(shown.attr("alt"))
        is_named_so = bool(alt and name) and place.endswith(name)
        if is_named_so and site.resolve(page, place) == site.resolve(page, written):
            return alt
    return ""


def _media(page: Page, site: Site, tag: HeadTag, more: dict[str, HeadTag]) -> Media:
    url = site.resolve(page, tag.value) or tag.value
    return Media(url, _text(more, "type"), *_sizes(more))


def _text(more: dict[str, HeadTag], name: str) -> str:
    return more[name].value if name in more else ""


def _sizes(more: dict[str, HeadTag]) -> tuple[int, int]:
    return pixels(_text(more, "width")), pixels(_text(more, "height"))
