"""How themes name things: by the first or last part of a word in a class, an id or the like.

What merely contains a name (`stock-photo-captioned`, `TOC_TITLE_1`) is something else.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from turbohtml import Element

_PARTS = re.compile(r"[-_]+")


def is_named(element: Element, names: frozenset[str], attributes: Iterable[str]) -> bool:
    """Tell whether a word of one of the attributes has one of the names, or is one."""
    written = " ".join(filter(None, map(element.attr, attributes)))
    return bool(written) and _has_name(written, names)


# Few names make up the classes of a site.
@lru_cache(maxsize=4096)
def _has_name(written: str, names: frozenset[str]) -> bool:
    for word in written.split():
        parts = _PARTS.split(word)
        if not names.isdisjoint((word, parts[0], parts[-1])):
            return True
    return False
