"""The designs of cards: those that come with smoopt, and the author's own, which go first."""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from smoopt.builtin.cards.typesetter import DESIGNS
from smoopt.model.wording import suggestion

_SUFFIX = ".typ"
# What designs share is no design.
_SHARED = "card"


def names(own: Mapping[str, bytes]) -> list[str]:
    """Name all designs."""
    there = {file.removesuffix(_SUFFIX) for file in (*_shipped(), *own)}
    return sorted(there - {_SHARED})


def sources(name: str, own: Mapping[str, bytes]) -> Mapping[str, str]:
    """Give the files that a design may need, by name; raises ValueError where there is no such."""
    known = names(own)
    if name not in known:
        raise ValueError(f"there is no design {name!r}{suggestion(name, known)}")
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
