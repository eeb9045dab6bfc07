"""Open Graph's structured properties: pictures, videos and sounds that take several tags each."""

from collections.abc import Iterator, Sequence

from smoopt.facts import Fact, Image, Media, T
from smoopt.page import HeadTag, Page
from smoopt.site import Site

# What the first tag of one may be called: https://ogp.me/#structured (2026-11-21)
_NAMES = {
    "images": ("og:image", "og:image:url", "og:image:secure_url"),
    "videos": ("og:video", "og:video:url", "og:video:secure_url"),
    "audios": ("og:audio", "og:audio:url", "og:audio:secure_url"),
}


def structured(page: Page, site: Site) -> Iterator[tuple[str, Fact[tuple[Image | Media, ...]]]]:
    """Read those that are there to be fetched, each with the name of its fact."""
    for field, names in _NAMES.items():
        if not any(map(page.tags, names)):
            continue
        groups = list(_groups(page, names))
        values = [
            _image(page, site, *group) if field == "images" else _media(page, site, *group)
            for group in groups
        ]
        there = [value for value in values if value.url and not getattr(value, "missing", False)]
        if there:
            yield field, tag_fact(page, tuple(there), groups[0][0])


def tag_fact(page: Page, value: T, tag: HeadTag) -> Fact[T]:
    """Make a fact that a tag of the head states."""
    return page.fact(value, f"{tag.element.tag} {tag.keys[0]}", tag.element)


def _groups(page: Page, names: Sequence[str]) -> Iterator[tuple[HeadTag, dict[str, str]]]:
    """Join structured properties to their root: a new root closes the previous one (ogp.me)."""
    root = names[0]
    current: tuple[HeadTag, dict[str, str]] | None = None
    for tag in page.head_tags:
        key = next((key for key in tag.keys if key == root or key.startswith(f"{root}:")), "")
        if not key:
            continue
        if key == root or (current is None and key in names):
            if current is not None:
                yield current
            current = tag, {}
        elif current is not None:
            current[1].setdefault(key.removeprefix(f"{root}:"), tag.value)
    if current is not None:
        yield current


def _image(page: Page, site: Site, tag: HeadTag, more: dict[str, str]) -> Image:
    """Describe an image: what its file says beats what the tags declare."""
    image = site.image(page, tag.value, more.get("alt", ""))
    if image.width or image.missing:
        return image
    sizes = _number(more.get("width")), _number(more.get("height"))
    return Image(image.url, image.alt, *sizes, more.get("type", ""))


def _media(page: Page, site: Site, tag: HeadTag, more: dict[str, str]) -> Media:
    url = site.resolve(page, tag.value) or tag.value
    sizes = _number(more.get("width")), _number(more.get("height"))
    return Media(url, more.get("type", ""), *sizes)


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() else 0
