"""Types and values in terms of TOML, for error messages."""

import types
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Annotated, Literal, Union, get_args, get_origin

import msgspec

# One, and several of them.
_PLAIN: dict[type, tuple[str, str]] = {
    str: ("text", "text"),
    bool: ("true or false", "true or false"),
    int: ("a whole number", "whole numbers"),
    float: ("a number", "numbers"),
    date: ("a date", "dates"),
    datetime: ("a date with a time", "dates with a time"),
    time: ("a time of day", "times of day"),
    object: ("any value", "any values"),
}
_LISTS = frozenset({list, tuple, set, frozenset})
UNIONS = frozenset({types.UnionType, Union})
_BOUNDS = {
    "ge": "from {}",
    "gt": "above {}",
    "le": "to {}",
    "lt": "below {}",
    "multiple_of": "that is a multiple of {}",
    "min_length": "of length {} or more",
    "max_length": "of length {} or less",
    "pattern": "that matches {!r}",
}


def in_words(kind: object, *, several: bool = False) -> str:
    """Name the values of a type: `a whole number from 1`, `a list of text`."""
    if kind in _PLAIN:
        return _PLAIN[kind][several]
    origin = get_origin(kind)
    arguments = [part for part in get_args(kind) if part not in (Ellipsis, types.NoneType)]
    if origin is Annotated:
        bounds = (words for meta in metas(kind) for words in _bounds(meta))
        return " ".join((in_words(arguments[0], several=several), *bounds))
    if origin is Literal:
        return _either(map(written, arguments))
    if origin in UNIONS:
        return _either(in_words(part, several=several) for part in arguments)
    if is_fixed(kind):
        return f"{'lists' if several else 'a list'} of {' and '.join(map(in_words, arguments))}"
    if origin in _LISTS:
        each = in_words(arguments[0], several=True)
        return f"lists of {each}" if several else f"a list of {each}"
    return "tables" if several else "a table"


def is_fixed(kind: object) -> bool:
    """Tell whether a type is a tuple with a type for each of its items."""
    return get_origin(kind) is tuple and ... not in get_args(kind)


def metas(kind: object) -> list[msgspec.Meta]:
    """Return the msgspec metadata that a type is annotated with."""
    added = get_args(kind)[1:] if get_origin(kind) is Annotated else ()
    return [meta for meta in added if isinstance(meta, msgspec.Meta)]


def _bounds(meta: msgspec.Meta) -> Iterator[str]:
    """Yield the bounds of a type in words."""
    for name, words in _BOUNDS.items():
        bound: object = getattr(meta, name)
        if bound is not None:
            yield words.format(bound)


def _either(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def written(value: object) -> str:
    """Write a value as TOML would have it, near enough to read."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value)
    return msgspec.json.encode(value, enc_hook=repr).decode()
