"""Convert what plugins return to exactly the known types, for other processes know no others.

A subclass of a plugin's own (a string enumeration, lxml's strings) also has its own methods, which
would run wherever smoopt compares, writes or sends the value.
"""

from collections.abc import Mapping
from operator import is_
from types import NoneType
from typing import TypeVar, cast

from msgspec import Struct, structs

from smoopt.model.edits import Span
from smoopt.model.finding import Place, Severity

T = TypeVar("T")

_EXACT = frozenset({str, bytes, int, bool, float, NoneType, Severity})


def exact(value: T) -> T:
    """Convert instances of subclasses of Python's built-in types to these types.

    Other values stay as they are. Raises TypeError for values that only claim to be of such a type.
    `Markup` becomes plain text, too: smoopt trusts it to be whole, which a third-party plugin could
    claim of any text, so its text is tried out instead.
    """
    return cast("T", _exact(value))


def _exact(value: object) -> object:
    if type(value) in _EXACT:
        return value
    if isinstance(value, Struct):
        fields = ((name, getattr(value, name)) for name in value.__struct_fields__)
        changed = {name: new for name, old in fields if (new := _exact(old)) is not old}
        return structs.replace(value, **changed) if changed else value
    if isinstance(value, tuple):
        return _exact_tuple(value)
    if isinstance(value, list):
        return [_exact(part) for part in list.__iter__(value)]
    if isinstance(value, Mapping):
        return {_exact(key): _exact(part) for key, part in value.items()}
    return _exact_atom(value)


def _exact_tuple(value: tuple[object, ...]) -> tuple[object, ...]:
    parts = [_exact(part) for part in tuple.__iter__(value)]
    kind = type(value) if type(value) in {Span, Place} else tuple
    if type(value) is kind and all(map(is_, parts, tuple.__iter__(value))):
        return value
    return tuple.__new__(kind, parts)


def _exact_atom(value: object) -> object:
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, bytes):
        return b"".join((value,))
    if isinstance(value, int):
        return int.__int__(value)
    return float.__float__(value) if isinstance(value, float) else value
