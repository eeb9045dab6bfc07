"""The metas and links of a page's head, with the words by which they are asked for."""

from collections.abc import Iterator, Mapping

import msgspec
from turbohtml import Element

from smoopt.model.plain_text import tidy

# How the metas begin by which authors speak to smoopt.
OVERRIDE = "smoopt:"
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
    for element in head.children:
        if not isinstance(element, Element):
            continue
        attributes = element.attrs
        if element.tag == "link":
            # Lists of words come as lists.
            keys = tuple([word.lower() for word in attributes.get("rel") or ()])
            yield HeadTag(element, keys, tidy(_text(attributes, "href")))
        elif element.tag == "meta":
            given = [_text(attributes, name) for name in _KEYS if name in attributes]
            words = " ".join(given).lower().split()
            keys = tuple(words if len(words) < 2 else dict.fromkeys(words))  # noqa: PLR2004
            yield HeadTag(element, keys, tidy(_text(attributes, "content")))


def _text(attributes: Mapping[str, str | list[str] | None], name: str) -> str:
    """Give an attribute's value as it is written, "" for one that is not there or has none."""
    value = attributes.get(name)
    return value if isinstance(value, str) else " ".join(value or ())
