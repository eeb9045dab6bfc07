"""The results of earlier checks of a site: one line each, in a small file that the author keeps."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec

from smoopt.files.record_file import VERSION, RecordFile

_ABOUT = "What checks of this site came to, the oldest first; smoopt report --history adds to it."
_Count = Annotated[int, msgspec.Meta(ge=0)]
_Score = Annotated[int, msgspec.Meta(ge=0, le=100)]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The result of one check: findings by severity, and scores by platform where there is one.

    `label` is the author's name for this state of the site, such as a release.
    """

    day: date
    pages: _Count
    findings: dict[str, _Count]
    scores: dict[str, _Score]
    label: str = ""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """The file's content."""

    version: int
    entries: tuple[Entry, ...]
    about: str = ""


def read(file: Path) -> tuple[Entry, ...]:
    """Read a history, the oldest first; empty where there is no file. Raises ConfigError."""
    found = _kept(file).read(_File)
    return tuple(sorted(found.entries, key=_day)) if found else ()


def with_entry(entries: Iterable[Entry], new: Entry) -> tuple[Entry, ...]:
    """Add an entry, replacing one of the same day and label."""
    others = [one for one in entries if (one.day, one.label) != (new.day, new.label)]
    return tuple(sorted((*others, new), key=_day))


def write(file: Path, entries: Iterable[Entry]) -> None:
    """Write a history, one line per entry, so that it can be merged; raises ConfigError."""
    head = json.dumps({"about": _ABOUT, "version": VERSION})
    lines = (json.dumps(msgspec.to_builtins(each), ensure_ascii=False) for each in entries)
    body = ",\n".join(lines)
    _kept(file).write(f'{head[:-1]}, "entries": [\n{body}\n]}}\n')


def _day(entry: Entry) -> date:
    return entry.day


def _kept(file: Path) -> RecordFile:
    return RecordFile(file, "history", "correct it, or remove it to begin a new one")
