"""Renamed parts of the plugin API, and support for the old names until a later release.

docs/reference/plugin-api.md says what authors may rely on. What is renamed stands here until the
release that no longer knows it; a plugin that was written before goes on as it did, and a
`DeprecationWarning` at its own line says what to write instead.
"""

import inspect
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple


class Renamed(NamedTuple):
    """A renaming: old name, new name and its release, and the release that drops the old name."""

    what: str
    old: str
    new: str
    since: str
    until: str

    def __str__(self) -> str:
        """Say what to write instead, and until when that need not be."""
        return (
            f"the {self.what} {self.old!r} is called {self.new!r} since smoopt {self.since}; "
            f"smoopt {self.until} will not know {self.old!r}"
        )


# By the old name. An argument has one name in all hooks.
HOOKS: Mapping[str, Renamed] = {}
ARGUMENTS: Mapping[str, Renamed] = {}
# Names that `smoopt` exports.
NAMES: Mapping[str, Renamed] = {}


def current(name: str, renamed: Mapping[str, Renamed]) -> str:
    """Return the current name."""
    found = renamed.get(name)
    return name if found is None else found.new


def old_arguments(names: Iterable[str]) -> tuple[str, ...]:
    """Return the old names of arguments that a hook may still ask for."""
    known = set(names)
    return tuple(old for old, each in ARGUMENTS.items() if each.new in known)


def outdated(name: str, method: Callable[..., object]) -> Iterator[Renamed]:
    """Yield the renamings that a plugin's hook needs: of itself, and of its arguments."""
    if name in HOOKS:
        yield HOOKS[name]
    if ARGUMENTS:
        asked = inspect.signature(method).parameters
        yield from (renamed for old, renamed in ARGUMENTS.items() if old in asked)


def warn_of_hook(name: str, method: Callable[..., object]) -> None:
    """Warn of old names at the hook that has them, once for each."""
    for renamed in outdated(name, method):
        function = inspect.unwrap(method)
        code, seen = function.__code__, function.__globals__.setdefault("__warningregistry__", {})
        place = code.co_filename, code.co_firstlineno
        warnings.warn_explicit(str(renamed), DeprecationWarning, *place, registry=seen)


def renamed_name(name: str) -> str | None:
    """Return the new name for an old one of `smoopt`, and warn the importing module."""
    found = NAMES.get(name)
    if found is None:
        return None
    # The levels are this function, `smoopt.__getattr__`, and the importing module.
    warnings.warn(str(found), DeprecationWarning, stacklevel=3)
    return found.new
