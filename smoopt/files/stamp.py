"""`Stamp`: size and time of a file, which show without reading whether it was written."""

import os
import stat
from pathlib import Path
from typing import NamedTuple


class Stamp(NamedTuple):
    """The size of a file in bytes, and its time in nanoseconds."""

    size: int
    modified: int


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the stamp of a file with this status."""
    return Stamp(status.st_size, status.st_mtime_ns)


def regular_of(status: os.stat_result | None) -> Stamp | None:
    """Return the stamp of a regular file; None for all else."""
    return stamp_of(status) if status is not None and stat.S_ISREG(status.st_mode) else None


def stamp(file: str | Path) -> Stamp | None:
    """Return the stamp of a file of a project; None if there is none.

    For files in a site or its output, use `Folder`.
    """
    try:
        return stamp_of(os.lstat(file))
    except OSError:
        return None
