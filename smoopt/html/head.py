"""The metas and links of a page's head, with the keys by which they are looked up."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec
from turbohtml import Element, Node

from smoopt.model.plain_text import tidy

# The prefix of the metas by which authors give values to smoopt.
OVERRIDE = "smoopt:"
# The prefixes of the tags that networks read.
SOCIAL = ("og:", "twitter:", "article:", "fediverse:")
_KEYS = ("property", "name", "itemprop", "http-equiv")


class HeadTag(msgspec.Struct, frozen=True):
    """A `<meta>` or `<link>` of the head.

    `keys` are its property, name, itemprop, http-equiv or rel words, in lower case; `value` is
    its content or address with blanks folded.
    """

    element: Element
    keys: tuple[str, ...]
    value: str


def head_tags(head: Element) -> Iterator[HeadTag]:
    """Read every meta and link that stands directly in the head, in order."""
    return tags_among(head.children)


def tags_among(nodes: Iterable[Node]) -> Iterator[HeadTag]:
    """Read the metas and links among nodes, in order."""
    for element in nodes:
        if not isinstance(element, Element):
            continue
        tag, given = element.tag, element.attr
        if tag == "link":
            yield HeadTag(element, _words(given("rel") or ""), tidy(given("href")))
        elif tag == "meta":
            names = filter(None, map(given, _KEYS))
            yield HeadTag(element, _once(" ".join(names)), tidy(given("content")))


# Few names make up the heads of a site.
@lru_cache(maxsize=1024)
def _words(names: str) -> tuple[str, ...]:
    return tuple(names.lower().split())


@lru_cache(maxsize=1024)
def _once(names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names.lower().split()))
