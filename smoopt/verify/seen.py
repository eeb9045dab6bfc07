"""What a crawler reads in a page that it was sent: title, description, picture."""

from typing import NamedTuple

from smoopt.html.page import Page
from smoopt.model.faults import guarded
from smoopt.model.web_address import is_of_the_web, joined
from smoopt.preview.cards import card_texts
from smoopt.preview.cards.page_tags import TITLE, PageTag, PageTags, read_tags
from smoopt.preview.cards.platform import Platform


class SeenPicture(NamedTuple):
    """A picture that a page names: its absolute address, the address as written, the stated size.

    `stated` are width and height as they are written, "" where they are not.
    """

    url: str
    written: str
    stated: tuple[str, str]


class Seen(NamedTuple):
    """What a platform reads in a page; `far` are tags beyond the bytes that it reads."""

    title: str = ""
    description: str = ""
    picture: SeenPicture | None = None
    far: tuple[str, ...] = ()


def parsed(url: str, data: bytes) -> Page | None:
    """Parse a page as it was sent; None if that fails."""

    def read() -> Page:
        page = Page(url, data, built=True)
        read_tags(page)
        return page

    return guarded(read, lambda _: None)


def seen_by(platform: Platform, page: Page) -> Seen:
    """Read a page as a platform does; addresses are resolved against where it was found."""
    tags = read_tags(page).within(platform.reads)
    return Seen(
        card_texts.title(platform, tags).text,
        card_texts.description(platform, tags).text,
        _picture(platform, tags, page.path),
        _far(platform, tags),
    )


def _picture(platform: Platform, tags: PageTags, url: str) -> SeenPicture | None:
    find = tags.earliest if platform.takes_earliest else tags.first
    tag: PageTag | None = find(*platform.images)
    if tag is None:
        return None
    is_found = platform.pictures.resolves or is_of_the_web(tag.text)
    address = joined(url, tag.text) if is_found else None
    stated = tags.text("og:image:width"), tags.text("og:image:height")
    return SeenPicture(address or "", tag.text, stated)


def _far(platform: Platform, tags: PageTags) -> tuple[str, ...]:
    """Return tags the platform looks for but does not reach, where it finds none of their kind."""
    wanted = (platform.titles, platform.descriptions, platform.images)
    far = (
        tag.key
        for keys in wanted
        if tags.first(*keys) is None
        for tag in tags.unread
        if tag.key in keys and tag.key != TITLE
    )
    return tuple(dict.fromkeys(far))
