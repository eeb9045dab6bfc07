"""How a plugin's hook is called: separately, with the arguments it takes, prepared for any outcome.

pluggy finds and orders the hooks; they are called one by one, so that every answer has its plugin's
name, and an exception becomes a finding about that plugin and does not affect the others.
"""

import inspect
import json
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import msgspec

from smoopt.model.errors import SmooptError
from smoopt.model.faults import MOST_FRAMES, described, guarded, traced
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.model.stopped import asks_to_stop
from smoopt.plugin.returned import Line, Refused, items_of, looked_at
from smoopt.plugin.time_limit import OutOfTime, too_long
from smoopt.plugin.watching import watching

PLUGIN_FAILED = Rule(
    id="plugin-failed",
    severity=Severity.ERROR,
    what="A plugin failed on a page or on the site.",
    why="Whatever the plugin would have added or found is missing.",
    source="",
    fix="Report it to the author of the plugin, and attach the page.",
)
# A hook that has timed out this often in a row is no longer called.
_MOST_LATE = 3
_PACKAGE = Path(__file__).parents[1]


class Answer(msgspec.Struct, frozen=True):
    """What one plugin's hook returned, as a list without None."""

    plugin: str
    results: list[object]


class Failure(msgspec.Struct, frozen=True):
    """A plugin's hook raised: what to tell the author."""

    finding: Finding


def _nothing(_: Mapping[str, object]) -> tuple[object, ...]:
    return ()


class Call(NamedTuple):
    """A hook to be called, with what picks its arguments out of all, and its time limit.

    `is_own` says that it is one of smoopt's own, which are typed and tested: their results are not
    checked, and they have no time limit. `seconds` is 0 for no limit; `late` are the places at
    which the hook has timed out in a row.
    """

    plugin: str
    hook: str
    function: Callable[..., object]
    wanted: tuple[str, ...] = ()
    picked: Callable[[Mapping[str, object]], tuple[object, ...]] = _nothing
    is_own: bool = True
    seconds: float = 0.0
    late: list[Place] = []  # noqa: RUF012 - each that may be late has a list of its own


def contained(call: Call, place: Place, given: Iterable[object]) -> Answer | Failure | None:
    """Call a hook, which may raise anything; an exception becomes a finding at that place.

    Only a request to stop is raised.
    """
    try:
        if call.is_own:
            result = call.function(*given)
            if result is None:  # most have nothing to say
                return None
            items = items_of(result, call.hook)
        else:
            items = _watched(call, place, given)
    except Refused as refused:
        return Failure(_told(call, place, refused.problem, refused.line))
    except BaseException as error:
        if asks_to_stop(error):
            raise
        return Failure(_told(call, place, error))
    return Answer(call.plugin, items) if items else None


def _told(call: Call, place: Place, error: BaseException, line: Line | None = None) -> Finding:
    """Describe a plugin's exception; a third-party one runs its own code here, so it is watched."""
    if call.is_own:
        return _failed(call, place, error)

    def told() -> Finding:
        with watching(call.plugin, call.hook, call.seconds):
            return _failed(call, place, error, line)

    # On a busy machine there may be no time left to say where it was.
    is_late = issubclass(type(error), OutOfTime)
    problem = too_long(call.seconds) if is_late else "what it raised cannot be described"
    untold = failed(call.plugin, call.hook, place, problem)
    began = time.monotonic()
    finding = guarded(told, lambda _: untold)
    if 0 < call.seconds <= time.monotonic() - began:
        call.late.append(place)
    return finding


def _watched(call: Call, place: Place, given: Iterable[object]) -> list[object]:
    """Call a third-party hook: its time is limited, and its result is checked."""
    if len(call.late) >= _MOST_LATE:
        raise OutOfTime(
            f"it took longer than {call.seconds:g} s several times; it is no longer called"
        )
    try:
        with watching(call.plugin, call.hook, call.seconds):
            items = looked_at(call.function(*given), call.hook)
    except OutOfTime:
        call.late.append(place)
        raise
    call.late.clear()
    return items


def picking(names: Sequence[str]) -> Callable[[Mapping[str, object]], tuple[object, ...]]:
    """Prepare to pick arguments by their names."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda arguments: tuple([arguments[name] for name in names])


def _failed(call: Call, place: Place, error: BaseException, line: Line | None = None) -> Finding:
    """Describe an exception of a plugin, with the line it came from and how it came there.

    `line` is what gave something wrong, if a generator did; else it is where the hook stands.
    """
    frames = traceback.extract_tb(error.__traceback__, limit=-MOST_FRAMES)
    lines = [(frame.filename, frame.lineno) for frame in frames]
    code = getattr(inspect.unwrap(call.function), "__code__", None)
    lines = [*([(code.co_filename, code.co_firstlineno)] if code else ()), *lines]
    theirs = [each for each in lines if _PACKAGE not in Path(each[0]).parents]
    theirs += [line] if line else []
    at = f" ({Path(theirs[-1][0]).name}:{theirs[-1][1]})" if theirs else ""
    kind = type(error)
    said = str(error) if issubclass(kind, OutOfTime | SmooptError) else described(error)
    return failed(call.plugin, call.hook, place, f"{said}{at}", traced(error))


def failed(name: str, hook: str, place: Place, problem: str, details: str = "") -> Finding:
    """Say that a plugin's hook failed; `details` is the traceback."""
    message = f"the plugin {name!r} failed in its hook {hook!r}: {problem}"
    finding = PLUGIN_FAILED.at(place, message)
    return msgspec.structs.replace(finding, plugin=name, details=details)


# https://github.com/msgpack/msgpack/blob/master/spec.md (2026-11-21): this byte is never used.
_NOT_MSGPACK = b"\xc1"


def packed(value: object) -> bytes:
    """Write plain data as msgpack; raises TypeError or ValueError for other values.

    Text that is not UTF-8, such as a file name, is written as JSON, after a byte that msgpack never
    uses.
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
