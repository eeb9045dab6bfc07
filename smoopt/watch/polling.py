"""`Polling`: finds out what changed by looking at all files every now and then.

For folders whose changes the system does not tell of (network drives, some containers), and for
systems that let no more folders be watched. A look costs a stat of every file, about 7 µs each;
the pauses are three times as long as a look, so at most a quarter of one core is used.
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
    """Looks at one folder and all below it."""

    def __init__(self, root: Path, known: Callable[[], Walk]) -> None:
        """Compare with `known`: what the last build has seen and written."""
        self._root = root
        self._known = known
        self._last: dict[str, Stamp | None] = {}
        self._cost = 0.0

    def start(self) -> None:
        """Begin anew."""
        self._last = {}

    def stop(self) -> None:
        """Do nothing: there is nothing to end."""

    def is_deaf(self) -> bool:
        """Tell that it is not."""
        return False

    def wait(self, seconds: float) -> set[str]:
        """Wait, then look; give what differs from what is known, unless it did so before.

        While something is about to be built, the pause is as short as is asked for.
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
    """Tell whether a folder has anything in it that is not smoopt's."""
    try:
        with os.scandir(folder) as entries:
            return any(not _is_own(entry.name) for entry in entries)
    except OSError:
        return False


def identity(folder: Path) -> tuple[int, int] | None:
    """Tell a folder from another that takes its place; None where there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _is_own(name: str) -> bool:
    return name == OWN_FOLDER or is_temporary(name)
