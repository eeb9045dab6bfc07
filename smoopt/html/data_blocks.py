"""Scripts that are data, JSON-LD say: one may be completed, if it still says all it said.

https://html.spec.whatwg.org/multipage/scripting.html#data-block (2026-11-21)
"""

from collections.abc import Sequence

from turbohtml import Token, TokenType

from smoopt.model.plain_data import read_json

# Closed: browsers act on import maps and speculation rules, which are no JavaScript either.
_DATA_TYPES = frozenset({"application/json", "application/ld+json"})
_SCRIPT = [TokenType.START_TAG, TokenType.TEXT, TokenType.END_TAG]


def is_data(type_of_script: str | None) -> bool:
    """Tell by its `type` whether a script is data that may be completed."""
    return (type_of_script or "").strip().lower() in _DATA_TYPES


def completes(old: object, new: object) -> bool:
    """Tell whether a value of JSON says all that another says: members and items may be more."""
    if isinstance(old, dict) and isinstance(new, dict):
        return all(key in new and completes(value, new[key]) for key, value in old.items())
    if isinstance(old, list) and isinstance(new, list):
        return len(old) <= len(new) and all(map(completes, old, new))
    return type(old) is type(new) and old == new


def is_completed(name: str, old: Sequence[Token], now: Sequence[Token]) -> bool:
    """Tell whether one script of data has become another that completes it."""
    if name != "script" or any([token.type for token in each] != _SCRIPT for each in (old, now)):
        return False
    types = {dict(each[0].attrs or []).get("type") for each in (old, now)}
    if len(types) > 1 or not all(map(is_data, types)):
        return False
    try:
        return completes(read_json(old[1].data or ""), read_json(now[1].data or ""))
    except ValueError:
        return False
