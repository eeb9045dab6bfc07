"""Errors in settings and options, in the terms of smoopt.toml.

msgspec finds what is wrong, but speaks of arrays, objects and `$.a[...]`. All tables of smoopt.toml
are read with it: those of smoopt's own settings, and those of plugins.
"""

import re
from collections.abc import Mapping
from typing import Annotated, NamedTuple, TypeGuard, TypeVar, get_args, get_origin

import msgspec

from smoopt.model.errors import ConfigError
from smoopt.model.wording import suggestion
from smoopt.site.settings import DEFAULTS, SiteSettings
from smoopt.site.type_words import UNIONS, in_words, is_fixed, written

T = TypeVar("T")
_MOST_CHARACTERS = 60


class _Spot(NamedTuple):
    """A setting: its name, the value found, and the type expected."""

    name: str
    value: object
    kind: object


def convert(value: object, to: type[T], where: str, table: str = "") -> T:
    """Turn the values of a table into `to`; raises ConfigError naming the setting at fault."""
    try:
        return msgspec.convert(value, to)
    except msgspec.ValidationError as error:
        problem, _, path = str(error).partition(" - at `$")
        spot = _spot(_Spot(table, value, to), path.rstrip("`"))
        # What a `__post_init__` says is in words already.
        said = problem if error.__cause__ else _said(problem, spot, table)
        raise ConfigError(": ".join(filter(None, (where, spot.name, said)))) from error


def _said(problem: str, spot: _Spot, table: str) -> str:
    """Say in words what msgspec found at a spot."""
    field = re.search("(unknown|missing required) field `(.*)`", problem)
    fields = {name: kind for one in _members(spot.kind) for name, kind in _fields(one).items()}
    if field and field[1] == "unknown":
        if why := _never(spot.kind).get(field[2]):
            return why
        noun = "option" if table else "setting"
        meant = "" if spot.name else _elsewhere(field[2])
        hint = f" (did you mean `{meant}`?)" if meant else suggestion(field[2], fields)
        return f"there is no {noun} `{field[2]}`{hint}"
    if field:
        return f"`{field[2]}` is missing; expected {in_words(fields.get(field[2], object))}"
    if spot.kind is object or " - at `key`" in problem:
        return problem
    return f"expected {in_words(spot.kind)}, found {_found(spot.value)}"


def _elsewhere(name: str) -> str:
    """Return where a misplaced top-level setting belongs; "" if no setting has its name."""
    if name in SiteSettings.__struct_fields__:
        return f"site.{name}"
    return f"plugins.{name}" if name in DEFAULTS else ""


def _found(value: object) -> str:
    if isinstance(value, Mapping):
        return "a table"
    text = written(value)
    return text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]}…"


def _spot(spot: _Spot, path: str) -> _Spot:
    """Follow a path as msgspec writes it, `.pages[0].rules[...]`, which names no keys."""
    for name, index in re.findall(r"\.([^.\[]+)|\[([^]]*)\]", path):
        ways = (_below(spot, kind, name, index) for kind in _members(spot.kind))
        unknown = _Spot(f"{spot.name}.{name}" if name else f"{spot.name}[{index}]", None, object)
        spot = next(filter(None, ways), unknown)
    return _Spot(spot.name.lstrip("."), *spot[1:])


def _below(spot: _Spot, kind: object, name: str, index: str) -> _Spot | None:
    """Go one step down, if values of this type have such a member."""
    value, arguments = spot.value, get_args(kind)
    if isinstance(value, Mapping) and name in value and name in _fields(kind):
        return _Spot(f"{spot.name}.{name}", value[name], _fields(kind)[name])
    if isinstance(value, Mapping) and not name and get_origin(kind) is dict:
        wrong = (key for key, part in value.items() if not _fits(part, arguments[1]))
        return next((_Spot(f"{spot.name}.{key}", value[key], arguments[1]) for key in wrong), None)
    if isinstance(value, list | tuple) and arguments and index.isdigit():
        number = int(index)
        each = arguments[number if is_fixed(kind) else 0]
        return _Spot(f"{spot.name}[{number}]", value[number], each)
    return None


def _fits(value: object, kind: object) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def _members(kind: object) -> list[object]:
    """Return the members of a union, or the type itself."""
    if get_origin(kind) is Annotated:
        return _members(get_args(kind)[0])
    parts = get_args(kind) if get_origin(kind) in UNIONS else ()
    return [member for part in parts for member in _members(part)] or [kind]


def _fields(kind: object) -> Mapping[str, object]:
    """Return the types of a table's settings by name; none if it is not a table."""
    fields = msgspec.structs.fields(kind) if _is_table(kind) else ()
    return {field.encode_name: field.type for field in fields}


def _never(kind: object) -> Mapping[str, str]:
    """Return the reasons why some settings do not exist, as types state them in `never`."""
    tables = filter(_is_table, _members(kind))
    return {name: why for one in tables for name, why in getattr(one, "never", {}).items()}


def _is_table(kind: object) -> TypeGuard[type[msgspec.Struct]]:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)
