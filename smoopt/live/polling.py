"""`Polling`: finds out what changed by looking at all files every now and then.

For folders whose changes the system does not tell of (network drives, some containers), and for
systems that let no more folders be watched. A look costs a stat of every file, about 7 µs each;
the pauses are three times as long as a look, so at most a quarter of one core is used.
"""

import time
from collections.abc import Callable
from pathlib import Path

from smoopt.changes import compare
from smoopt.errors import SiteError
from smoopt.live.events import EVERYTHING
from smoopt.walk import Stamp, Walk, walk

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
