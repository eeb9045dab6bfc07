"""`Polling`: finds changes by looking at all files at intervals.

It serves folders whose changes the system does not report (network drives, some containers), and
systems that allow no more folders to be watched. A scan costs one stat per file, about 7 µs each;
the pauses are three times as long as a scan, so at most a quarter of one core is used.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

from smoopt.files.changes import compare
from smoopt.files.stamp import Stamp
from smoopt.files.temporary_names import is_temporary
from smoopt.files.walk import Walk, walk
from smoopt.model.edits import OWN_FOLDER
from smoopt.model.errors import SiteError
from smoopt.watch.events import EVERYTHING

_PAUSE = 0.5
_IDLE_LOOKS = 3


class Polling:
    """Looks for changes in a folder and everything below it."""

    def __init__(self, root: Path, known: Callable[[], Walk]) -> None:
        """Compare with the result of `known`: what the last build has seen and written."""
        self._root = root
        self._known = known
        self._last: dict[str, Stamp | None] = {}
        self._cost = 0.0

    def start(self) -> None:
        """Forget the differences found by the last scan."""
        self._last = {}

    def stop(self) -> None:
        """Do nothing: nothing is running."""

    def is_deaf(self) -> bool:
        """Return False: there is no thread that could have died."""
        return False

    def wait(self, seconds: float) -> set[str]:
        """Wait, then scan; return the paths that differ from the known state, if any has changed.

        After a scan that found differences, the pause is as short as requested, but no
        shorter than a scan takes.
        """
        idle = max(_PAUSE, _IDLE_LOOKS * self._cost)
        time.sleep(max(seconds, self._cost) if self._last else idle)
        began = time.monotonic()
        try:
            now = walk(self._root)
        except SiteError:
            return {EVERYTHING}
        changes = compare(self._known(), now)
        self._cost = time.monotonic() - began
        paths = changes.made | changes.written | changes.gone
        last, self._last = self._last, {path: now.files.get(path) for path in paths}
        return paths if last != self._last else set()


def is_there(folder: Path) -> bool:
    """Return whether a folder contains anything that is not smoopt's."""
    try:
        with os.scandir(folder) as entries:
            return any(not _is_own(entry.name) for entry in entries)
    except OSError:
        return False


def identity(folder: Path) -> tuple[int, int] | None:
    """Return device and inode, by which a replaced folder is noticed; None where there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _is_own(name: str) -> bool:
    return name == OWN_FOLDER or is_temporary(name)
