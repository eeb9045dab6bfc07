"""Attributes that may be added to an element of the author's, and what shows that smoopt did it.

An element that smoopt adds or changes in the body bears SIGN. A list of words (`class`, `rel`) may
gain words; every other attribute here may be added where the element has none. None of them links,
loads or runs anything, so removing them again is harmless, too.
"""

import re
from collections.abc import Mapping

SIGN = "data-smoopt"
OWN_ATTRIBUTE = f"{SIGN}-"
WORD_LISTS = frozenset({"class", "rel"})
_ADDABLE = frozenset(
    {
        *("alt", "decoding", "dir", "fetchpriority", "height", "hidden", "id", "itemid"),
        *("itemprop", "itemref", "itemscope", "itemtype", "lang", "loading", "role"),
        *("tabindex", "title", "translate", "width"),
    }
)
_FAMILIES = re.compile(r"(?:aria|data)-[a-z0-9._-]+")


def is_addable(name: str) -> bool:
    """Tell whether an attribute, by its name in lower case, may be added to an element."""
    if name in _ADDABLE or name in WORD_LISTS:
        return True
    return _FAMILIES.fullmatch(name) is not None and not name.startswith((SIGN, OWN_ATTRIBUTE))


def has_gained(had: Mapping[str, str | None], has: Mapping[str, str | None]) -> bool:
    """Tell whether a start tag has gained the sign and addable attributes, and lost nothing."""
    if SIGN in had or not has.get(SIGN) or had.keys() - has.keys():
        return False
    return all(
        had[name] == value or (name in WORD_LISTS and _words(had[name]) <= _words(value))
        if name in had
        else name == SIGN or is_addable(name)
        for name, value in has.items()
    )


def _words(value: str | None) -> set[str]:
    return set((value or "").split())
