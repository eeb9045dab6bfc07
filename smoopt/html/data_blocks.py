"""Scripts that contain data, such as JSON-LD, and which changes to them are allowed.

https://html.spec.whatwg.org/multipage/scripting.html#data-block (2026-11-21)
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from turbohtml import Token, TokenType

from smoopt.html.markup import safe_url, script_json
from smoopt.model.plain_data import read_json

# Closed: browsers act on import maps and speculation rules, which are no JavaScript either.
_DATA_TYPES = frozenset({"application/json", "application/ld+json"})
# What has an address as its value, here or in a node: https://schema.org/URL (2026-12-01)
ADDRESS_MEMBERS = frozenset(
    {
        *("@id", "contentUrl", "image", "item", "logo", "mainEntityOfPage", "thumbnailUrl"),
        "url",
    }
)
_ABSOLUTE = re.compile(r"https?://[^\s/]+/?\S*")
# In JSON, quotes stand around strings and nowhere else.
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_SCRIPT = [TokenType.START_TAG, TokenType.TEXT, TokenType.END_TAG]


def is_data(type_of_script: str | None) -> bool:
    """Tell by its `type` whether a script is data that may be completed."""
    return (type_of_script or "").strip().lower() in _DATA_TYPES


def completes(old: object, new: object, member: str = "") -> bool:
    """Tell whether JSON `new` has all that `old` has; it may have more members and items.

    Addresses may differ, in members whose value is one.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        return all(key in new and completes(value, new[key], key) for key, value in old.items())
    if isinstance(old, list) and isinstance(new, list):
        pairs = zip(old, new, strict=False)
        return len(old) <= len(new) and all(completes(was, now, member) for was, now in pairs)
    return type(old) is type(new) and (old == new or _are_addresses(member, old, new))


def with_addresses(text: str, right: Mapping[str, str]) -> str:
    """Replace addresses in JSON with the right ones, and leave all else as it is written.

    Raises ValueError for invalid JSON.
    """
    value = json.loads(text, object_pairs_hook=_Members)
    parts, last = [], 0
    for found, (member, said) in zip(_STRING.finditer(text), _strings(value), strict=True):
        if member in ADDRESS_MEMBERS and said in right:
            parts += [text[last : found.start()], script_json(right[said])]
            last = found.end()
    return "".join([*parts, text[last:]])


def is_completed(name: str, old: Sequence[Token], now: Sequence[Token]) -> bool:
    """Tell whether the second script of data is the first one, completed."""
    if name != "script" or any([token.type for token in each] != _SCRIPT for each in (old, now)):
        return False
    types = {dict(each[0].attrs or []).get("type") for each in (old, now)}
    if len(types) > 1 or not all(map(is_data, types)):
        return False
    try:
        return completes(read_json(old[1].data or ""), read_json(now[1].data or ""))
    except ValueError:
        return False


class _Members(list[tuple[str, object]]):
    """The members of an object, in order, with duplicates."""


def _strings(value: object, member: str = "") -> Iterator[tuple[str, str]]:
    """Yield the strings of a value as written, each with the name of its member."""
    if isinstance(value, str):
        yield member, value
    elif isinstance(value, _Members):
        for key, inner in value:
            yield "", key
            yield from _strings(inner, key)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item, member)


def _are_addresses(member: str, old: object, new: object) -> bool:
    """Tell whether both strings are addresses, and neither could run anything."""
    return (
        member in ADDRESS_MEMBERS
        and isinstance(old, str)
        and isinstance(new, str)
        and bool(safe_url(old) and _ABSOLUTE.fullmatch(new))
    )
