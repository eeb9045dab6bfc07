"""`PageTags`: the tags of a finished page in the order in which a platform reads them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

from turbohtml import Element

from smoopt.html.page import Page
from smoopt.model.finding import Place
from smoopt.model.plain_text import tidy
from smoopt.model.wording import in_words
from smoopt.preview.cards.json_ld_tags import json_ld_tags
from smoopt.site.titles import title_element

TITLE = "<title>"
H1 = "<h1>"


class PageTag(NamedTuple):
    """A text in a page: its key such as `og:title`, its value, and its place.

    `at` is the offset in bytes from the beginning of the file.
    """

    key: str
    text: str
    place: Place
    at: int = 0


class PageTags:
    """Some tags of a page; `unread` are those beyond the bytes that the platform reads."""

    def __init__(self, tags: tuple[PageTag, ...], unread: tuple[PageTag, ...] = ()) -> None:
        """Take tags in the order of the page."""
        self.tags = tags
        self.unread = unread

    def within(self, size: int) -> "PageTags":
        """Return the tags of a platform that reads only the first `size` bytes; 0 reads all."""
        if not size:
            return self
        near = tuple(tag for tag in self.tags if tag.at < size)
        return PageTags(near, tuple(tag for tag in self.tags if tag.at >= size))

    def all(self, key: str) -> list[PageTag]:
        """Return all tags of a key."""
        return [tag for tag in self.tags if tag.key == key]

    def first(self, *keys: str, empty: bool = False) -> PageTag | None:
        """Return the first tag of the first key that has one; empty ones count if `empty`."""
        return next((tag for key in keys for tag in self.all(key) if empty or tag.text), None)

    def earliest(self, *keys: str) -> PageTag | None:
        """Return the first tag in the page that has one of the keys and is not empty."""
        return next((tag for tag in self.tags if tag.key in keys and tag.text), None)

    def text(self, *keys: str) -> str:
        """Return the text of the first tag, or ""."""
        found = self.first(*keys)
        return "" if found is None else found.text

    def last(self, key: str) -> str:
        """Return the text of the last tag of a key, or ""."""
        found = self.all(key)
        return found[-1].text if found else ""


def read_tags(page: Page) -> PageTags:
    """Read the page's metas, links, title, first heading and JSON-LD, once for all cards."""
    if "cards" not in page.memo:
        page.memo["cards"] = PageTags(tuple(sorted(_tags(page), key=lambda tag: tag.at)))
    return cast("PageTags", page.memo["cards"])


def readable(key: str) -> str:
    """Return a key as authors know it: `og:title`, `meta description`."""
    plain = ":" in key or key.startswith(("<", "link ", "JSON-LD "))
    return key.removeprefix("link ") if plain else f"meta {key}"


def listed(keys: Iterable[str], last: str = "and") -> str:
    """Return keys as part of a sentence: `a, b and c`."""
    return in_words(map(readable, keys), last)


def _tags(page: Page) -> Iterator[PageTag]:
    """Yield the tags, including those outside the head, which platforms do not tell apart."""
    for meta in page.document.select("meta[content]"):
        keys = f"{meta.attr('property') or ''} {meta.attr('name') or ''}".lower().split()
        for key in dict.fromkeys(keys):
            yield _tag(page, meta, key, tidy(meta.attr("content")))
    for link in page.document.select("link[rel][href]"):
        for key in (link.attr("rel") or "").lower().split():
            oembed = key == "alternate" and "oembed" in (link.attr("type") or "").lower()
            name = "oembed" if oembed else f"link {key}"
            yield _tag(page, link, name, (link.attr("href") or "").strip())
    title = title_element(page)
    if title.element is not None:
        yield _tag(page, title.element, TITLE, title.text)
    if page.heading is not None:
        yield _tag(page, page.heading, H1, tidy(page.heading.text))
    for key, text, script in json_ld_tags(page):
        yield _tag(page, script, f"JSON-LD {key}", text)


def _tag(page: Page, element: Element, key: str, text: str) -> PageTag:
    span = page.start_tag(element)
    at = 0 if span is None else page.source.byte_offsets([span.start])[0]
    return PageTag(key, text, page.place(element), at)
