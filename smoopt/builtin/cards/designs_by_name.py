"""The designs of cards: those of smoopt, and the author's own, which take precedence."""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from smoopt.builtin.cards.typesetter import DESIGNS, DesignFault
from smoopt.model.wording import suggestion

_SUFFIX = ".typ"
# The module that designs share
_SHARED = "card"
_IS_DESIGN = b"design"


def names(own: Mapping[str, bytes]) -> list[str]:
    """Return the names of all designs, without the modules that they import."""
    designs = [file for file, data in own.items() if _IS_DESIGN in data]
    there = {file.removesuffix(_SUFFIX) for file in (*_shipped(), *designs)}
    return sorted(there - {_SHARED})


def sources(name: str, own: Mapping[str, bytes]) -> Mapping[str, str]:
    """Return the files that a design may need, by name; raises DesignFault if it does not exist."""
    known = names(own)
    if name not in known and f"{name}{_SUFFIX}" not in own:
        raise DesignFault(f"there is no design {name!r}{suggestion(name, known)}")
    return _sources(name, tuple(own.items()))


@lru_cache(maxsize=64)
def _sources(name: str, own: tuple[tuple[str, bytes], ...]) -> Mapping[str, str]:
    shared, design = f"{_SHARED}{_SUFFIX}", f"{name}{_SUFFIX}"
    given = {file: data.decode("utf-8", "replace") for file, data in own if file != shared}
    return {
        shared: _shipped()[shared],
        **({} if design in given else {design: _shipped()[design]}),
        **given,
    }


@cache
def _shipped() -> Mapping[str, str]:
    files = sorted(Path(DESIGNS).glob(f"*{_SUFFIX}"))
    return {file.name: file.read_text("utf-8") for file in files}
