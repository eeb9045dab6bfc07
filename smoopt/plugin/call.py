"""How a plugin's hook is called: on its own, with what it asks for, and with what may come of it.

pluggy finds and orders the hooks; they are called one by one, so that every answer has its
plugin's name, and an exception is a finding of that plugin and costs the others nothing.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from types import GeneratorType
from typing import NamedTuple, cast

import msgspec

from smoopt.model.edits import Edit, File
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.plugin.networks import Network

PLUGIN_FAILED = Rule(
    id="plugin-failed",
    severity=Severity.ERROR,
    what="A plugin failed on a page or on the site.",
    why="What the plugin would have added or found is missing.",
    source="",
    fix="Report it to the author of the plugin, with the page.",
)
_ITERABLES = (list, tuple, GeneratorType)
# What each hook may return, one or several of it.
_TAKEN: dict[str, tuple[type, ...]] = {
    "address": (str,),
    "facts": (Facts,),
    "derived": (Facts,),
    "edits": (Edit, Finding),
    "files": (File,),
    "site_files": (File,),
    "findings": (Finding,),
    "site_findings": (Finding,),
    "networks": (Network,),
    "rules": (Rule,),
    "survey": (object,),
    "gather": (Mapping,),
}
# Most is of just these types, which is told in one step.
_JUST_TAKEN = {hook: frozenset(taken) for hook, taken in _TAKEN.items()}
# Hooks whose list is the one thing that they return.
_WHOLE = frozenset({"survey"})


class Answer(msgspec.Struct, frozen=True):
    """What one plugin's hook returned, without None; where that was one thing, a list of it."""

    plugin: str
    results: list[object]


class Failure(msgspec.Struct, frozen=True):
    """A plugin's hook raised: what to tell the author."""

    finding: Finding


class Call(NamedTuple):
    """A plugin's hook, the arguments that it takes, and what picks them out of all."""

    plugin: str
    function: Callable[..., object]
    wanted: tuple[str, ...]
    picked: Callable[[Mapping[str, object]], tuple[object, ...]]


def contained(
    name: str,
    hook: str,
    place: Place,
    function: Callable[..., object],
    given: Iterable[object],
) -> Answer | Failure | None:
    """Call what may raise anything; an exception is a finding at that place."""
    try:
        result = function(*given)
        items = [] if result is None else _items(result, hook)
    except Exception as error:  # noqa: BLE001 - a plugin may raise anything
        return Failure(_failed(name, hook, place, error))
    return Answer(name, items) if items else None


def picking(names: Sequence[str]) -> Callable[[Mapping[str, object]], tuple[object, ...]]:
    """Prepare to pick arguments by their names."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda arguments: tuple([arguments[name] for name in names])


def _items(result: object, hook: str) -> list[object]:
    """List what a hook returned; raises TypeError for what the hook does not take."""
    several = isinstance(result, _ITERABLES) and hook not in _WHOLE
    given = list(cast("Iterable[object]", result)) if several else [result]
    if not _JUST_TAKEN[hook].issuperset(map(type, given)):
        taken = _TAKEN[hook]
        for item in given:
            if item is not None and not isinstance(item, taken):
                names = " or ".join(kind.__name__ for kind in taken)
                raise TypeError(f"it gave a {type(item).__name__}; expected {names}")
    return given


def _failed(name: str, hook: str, place: Place, error: Exception) -> Finding:
    """Describe an exception of a plugin, with the line it came from."""
    import inspect  # noqa: PLC0415 - for a mistake only

    frames = inspect.getinnerframes(error.__traceback__) if error.__traceback__ else []
    at = f" ({frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno})" if frames else ""
    problem = f"{type(error).__name__}: {error}{at}"
    message = f"the plugin {name!r} failed in its hook {hook!r}: {problem}"
    return msgspec.structs.replace(PLUGIN_FAILED.at(place, message), plugin=name)


# https://github.com/msgpack/msgpack/blob/master/spec.md (2026-11-21): this byte is never used.
_NOT_MSGPACK = b"\xc1"


def packed(value: object) -> bytes:
    """Write plain data as msgpack; raises TypeError or ValueError for what is none.

    Text that is no UTF-8, such as the name of a file, goes as JSON, behind a byte of no msgpack.
    """
    try:
        return msgspec.msgpack.encode(value, order="deterministic")
    except UnicodeEncodeError:
        return _NOT_MSGPACK + json.dumps(msgspec.to_builtins(value)).encode()


def unpacked(data: bytes) -> object:
    """Read what `packed` wrote."""
    if data.startswith(_NOT_MSGPACK):
        return json.loads(data.removeprefix(_NOT_MSGPACK))
    return msgspec.msgpack.decode(data)
