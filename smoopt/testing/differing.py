"""Where two texts differ, in words short enough for a message."""

from collections.abc import Mapping
from itertools import zip_longest

# How much of a line is shown, and how much of that stands before the difference.
_SHOWN, _BEFORE = 120, 40


def first_difference(one: str, other: str) -> str:
    """Return the first line in which two texts differ, as it is in each."""
    lines = zip_longest(one.splitlines(), other.splitlines())
    for number, (here, there) in enumerate(lines, 1):
        if here != there:
            start = _alike(here or "", there or "") - _BEFORE
            return f"line {number} was {_shown(here, start)}, and is {_shown(there, start)}"
    return "the lines end otherwise"


def differing_files(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> str:
    """Say which file differs first, and where; "" if none does."""
    for path in sorted(before.keys() | after.keys()):
        if path not in after:
            return f"{path}: it is gone"
        if path not in before:
            return f"{path}: it was not there"
        if before[path] != after[path]:
            was, now = _text(before[path]), _text(after[path])
            return f"{path}: {first_difference(was, now)}"
    return ""


def _text(content: bytes) -> str:
    return content.decode("utf-8", "backslashreplace")


def _alike(one: str, other: str) -> int:
    """Count the characters at the beginning that are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _shown(line: str | None, start: int) -> str:
    """Show a line from a little before the place where it differs."""
    if line is None:
        return "not there"
    start = max(start, 0)
    part = line[start : start + _SHOWN]
    before, after = "…" if start else "", "…" if len(line) > start + _SHOWN else ""
    return f"`{before}{part}{after}`"
