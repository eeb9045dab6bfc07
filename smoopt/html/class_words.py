"""Names that themes give: the first or last part of a word in a class, an id or the like.

What merely contains a name (`stock-photo-captioned`, `TOC_TITLE_1`) is something else.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from turbohtml import Element

_PARTS = re.compile(r"[-_]+")
# relatedStories
_CAMEL = re.compile(r"[a-z]+(?:[A-Z][a-z]+)+")
_CAPITAL = re.compile(r"(?=[A-Z])")


def is_named(element: Element, names: frozenset[str], attributes: Iterable[str]) -> bool:
    """Tell whether a word of one of the attributes has one of the names, or is one."""
    return any(_have_name(written, names) for written in map(element.attr, attributes) if written)


# Few words make up the classes of a site, in few ways.
@lru_cache(maxsize=4096)
def _have_name(words: str, names: frozenset[str]) -> bool:
    return any(_has_name(word, names) for word in words.split())


@lru_cache(maxsize=4096)
def _has_name(word: str, names: frozenset[str]) -> bool:
    if _CAMEL.fullmatch(word):
        parts = [part.lower() for part in _CAPITAL.split(word)]
    else:
        parts = _PARTS.split(word)
    return not names.isdisjoint((word, parts[0], parts[-1]))
