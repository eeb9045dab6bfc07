"""Checks of the values that plugins return, so that a mistake is reported with its plugin's name.

msgspec checks the fields of what it reads, but not of what is made in Python.
"""

from collections.abc import Callable, Mapping

from msgspec import structs

from smoopt.model.edits import Edit, File, Span
from smoopt.model.facts import (
    Alternate,
    Fact,
    Facts,
    Image,
    Media,
    Member,
    Person,
    Publisher,
)
from smoopt.model.file_edit import FileEdit
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.model.shown_value import shown_value
from smoopt.model.web_address import is_of_the_web, is_shown_whole

_RULE_TEXTS = dict.fromkeys(("id", "what", "why", "source", "fix", "read"), str)
# The types of fields; a `Network` checks its own.
_FIELDS: Mapping[type, Mapping[str, type]] = {
    Edit: {
        "span": Span,
        **dict.fromkeys(("text", "name", "because", "plugin", "closing"), str),
        "order": int,
        "around": tuple,
    },
    File: {"path": str, "content": bytes, "plugin": str, "fixed": bool, "kept": bool},
    FileEdit: {"path": str, "position": int, "text": str, "plugin": str},
    Finding: {
        "severity": Severity,
        "place": Place,
        "mended": bool,
        **dict.fromkeys(("code", "message", "plugin", "details"), str),
    },
    Rule: {"severity": Severity, "of_build": bool, **_RULE_TEXTS},
    Image: {
        **dict.fromkeys(("url", "alt", "type", "file"), str),
        **dict.fromkeys(("width", "height", "size"), int),
        "missing": bool,
    },
    Media: {"url": str, "type": str, "width": int, "height": int},
    Person: {"name": str, "url": str},
    Alternate: {"language": str, "url": str},
    Publisher: {"name": str, "type": str, "id": str, "members": tuple},
    Member: {"name": str, "value": object, "because": str},
    Span: {"start": int, "end": int},
    Place: {"path": str, "line": int, "column": int},
}
# Facts that are not text: the type of the value, or of each of several.
_VALUES: Mapping[str, type] = {
    "words": int,
    "publisher": Publisher,
    "share_image": Image,
    "share_square": Image,
    "player": Media,
}
_SEVERAL: Mapping[str, type] = {
    "images": Image,
    "authors": Person,
    "tags": str,
    "alternates": Alternate,
    "videos": Media,
    "audios": Media,
    "profiles": str,
    "responses": Member,
    "discuss": str,
}
# More text than any page has; what is longer came about by mistake.
_MOST_CHARACTERS = 10_000_000
# What msgpack can hold, https://github.com/msgpack/msgpack/blob/master/spec.md (2026-11-30).
_LARGEST = 2**63
# What no file or folder within a folder is named.
_NO_NAMES = frozenset({"", ".", ".."})


def refuse_wrong(value: object) -> None:
    """Raise TypeError or ValueError for a field with a wrong value, and name the field."""
    if isinstance(value, Facts):
        for field, fact in zip(value.__struct_fields__, structs.astuple(value), strict=True):
            if fact is not None:
                _refuse_wrong_fact(field, fact)
        if value.address is not None:
            _refuse_unless_address(value.address.value, " as Facts.address.value")
        for url in value.profiles.value if value.profiles else ():
            _refuse_unless_address(url, " in Facts.profiles.value", is_shown_whole)
    elif isinstance(value, str):  # the hook `address` gives nothing but one, or ""
        if value:
            _refuse_unless_address(value)
    else:
        _refuse_wrong_fields(value)
        if isinstance(value, Edit) and len(value.text) + len(value.closing) > _MOST_CHARACTERS:
            raise ValueError(
                f"it gave {len(value.text) + len(value.closing):,} characters as Edit.text; "
                f"expected at most {_MOST_CHARACTERS:,}"
            )


def refuse_unplain(value: object, at: str = "it") -> None:
    """Raise TypeError for values that are not plain data, although msgspec could encode them."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            if not isinstance(key, str):
                raise TypeError(f"{at} has the key {shown_value(key)}; expected text")
            refuse_unplain(part, f"{at}[{key!r}]")
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value):
            refuse_unplain(part, f"{at}[{number}]")
    elif not isinstance(value, str | bytes | int | float | None):
        raise TypeError(f"{at} is {shown_value(value)}; expected plain data")
    else:
        _refuse_large(value, at)


def _refuse_large(value: object, at: str) -> None:
    if isinstance(value, int) and not -_LARGEST <= value < _LARGEST:
        raise ValueError(f"{at} is {shown_value(value)}; expected an integer of at most 64 bits")


def _refuse_wrong_fields(value: object) -> None:
    for field, kind in _FIELDS.get(type(value), {}).items():
        _refuse_unless(getattr(value, field), kind, f"{type(value).__name__}.{field}")
    if isinstance(value, Place):
        _refuse_outside(value)
    elif isinstance(value, Publisher):
        for number, member in enumerate(value.members):
            _refuse_unless(member, Member, f"Publisher.members[{number}]")
    elif isinstance(value, Member):
        refuse_unplain(value.value, "Member.value")


def _refuse_outside(place: Place) -> None:
    """Raise ValueError for a place outside of the site; "" is the site as a whole."""
    if place.path and not _is_within(place.path):
        raise ValueError(
            f"it gave {shown_value(place.path)} as Place.path; expected a path within the site "
            "such as 'notes/tea.html', as page.path and site.files have it"
        )
    if min(place.line, place.column) < 0:
        raise ValueError(
            f"it gave line {place.line} and column {place.column} in Place; expected numbers "
            "from 1, or 0 for what is unknown"
        )


def _is_within(path: str) -> bool:
    """Tell whether a path may name something in a folder: bytes that are no text are escaped."""
    try:
        path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return "\0" not in path and _NO_NAMES.isdisjoint(path.split("/"))


def _refuse_wrong_fact(field: str, fact: object) -> None:
    """Raise TypeError or ValueError for a wrong field of `Facts`."""
    name = f"Facts.{field}"
    if type(fact) is not Fact:
        raise _wrong(fact, Fact, name)
    _refuse_unless(fact.rule, str, f"{name}.rule")
    _refuse_unless(fact.plugin, str, f"{name}.plugin")
    if fact.place is not None:
        _refuse_unless(fact.place, Place, f"{name}.place")
    each = _SEVERAL.get(field)
    if each is None:
        _refuse_unless(fact.value, _VALUES.get(field, str), f"{name}.value")
    elif isinstance(fact.value, tuple):
        for number, part in enumerate(fact.value):
            _refuse_unless(part, each, f"{name}.value[{number}]")
    else:
        raise _wrong(fact.value, tuple, f"{name}.value")


def _refuse_unless_address(
    value: str, name: str = "", fits: Callable[[str], bool] = is_of_the_web
) -> None:
    """Raise ValueError unless a text is where a page of the web can be."""
    if not fits(value):
        raise ValueError(
            f"it gave {shown_value(value)}{name}; expected an address like https://example.org/a"
        )


def _refuse_unless(value: object, kind: type, name: str) -> None:
    """Raise TypeError unless a value has the type and is valid itself."""
    if kind not in _FIELDS:
        if not isinstance(value, kind):
            raise _wrong(value, kind, name)
        if kind is int:
            _refuse_large(value, name)
    elif type(value) is kind:
        _refuse_wrong_fields(value)
    else:
        raise _wrong(value, kind, name)


def _wrong(value: object, kind: type, name: str) -> TypeError:
    return TypeError(f"it gave {shown_value(value)} as {name}; expected {kind.__name__}")
