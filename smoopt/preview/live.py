"""`Live`: the preview follows its site and settings as `smoopt watch` does, in a thread."""

import threading
import time
from pathlib import Path

from smoopt.errors import SmooptError
from smoopt.live.upkeep import Door
from smoopt.live.watch import Watch
from smoopt.preview.keeper import Keeper

# How often settings are looked at, in seconds: somebody is waiting for what they bring about.
_GLANCE = 0.05


class Live(Watch):
    """Tells a keeper what has changed, until it is stopped."""

    def __init__(self, root: Path, door: Door, keeper: Keeper, *, poll: bool = False) -> None:
        """Prepare to follow a site that the keeper has read."""
        super().__init__(root, door, None, poll=poll, upkeep=keeper)
        self._keeper = keeper
        self._renew = False
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._follow, daemon=True)

    def start(self) -> None:
        """Begin to follow."""
        self._thread.start()

    def stop(self) -> None:
        """Follow no more."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        self.close()

    def _follow(self) -> None:
        try:
            self.run()
        except (SmooptError, OSError) as error:
            self._keeper.fail(f"what changes is no longer shown: {error}")

    def _step(self) -> None:
        self._glance_at = min(self._glance_at, time.monotonic() + _GLANCE)
        super()._step()

    def _left(self) -> float:
        return min(super()._left(), _GLANCE)

    def _code(self) -> int | None:
        return 0 if self._stopping.is_set() else None

    def _finish(self, code: int) -> int:
        return code
