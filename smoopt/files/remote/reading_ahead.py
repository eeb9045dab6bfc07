"""`ReadingAhead`: reads files before they are needed, as long as that saves time."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from functools import partial

from smoopt.files.remote.object_status import Info
from smoopt.files.remote.objects import AT_A_TIME, Objects

Read = tuple[bytes, Info]
# How many bytes may be read ahead.
_MOST_BYTES = 64_000_000
# The assumed size of a file, until a larger one has been read.
_USUAL_BYTES = 1_000_000


class ReadingAhead:
    """Files that are read one after another, in the order of their turns."""

    def __init__(self, objects: Objects, paths: Iterable[str], place: Callable[[str], str]) -> None:
        """Begin to read; `place` returns the store's own name for a path."""
        self._objects = objects
        self._rest = iter(paths)
        self._place = place
        self._reads: dict[str, Future[Read]] = {}
        self._largest = _USUAL_BYTES
        self._go_on()

    def seen(self, path: str) -> Read | None:
        """Return what was read of a file ahead of its turn, or None; raises OSError."""
        known = self._reads.get(path)
        return None if known is None else known.result()

    def take(self, path: str) -> Read | None:
        """Return what was read of a file whose turn it is, or None, and read on; raises OSError."""
        known = self._reads.pop(path, None)
        if known is None:
            return None
        self._go_on()
        data, info = known.result()
        self._largest = max(self._largest, len(data))
        return data, info

    def stop(self) -> None:
        """Read no more."""
        self._rest = iter(())
        for future in self._reads.values():
            future.cancel()
        self._reads.clear()

    def _go_on(self) -> None:
        """Begin to read as many files as there is room for, but at least one."""
        while len(self._reads) < AT_A_TIME and (not self._reads or self._has_room()):
            path = next(self._rest, None)
            if path is None:
                return
            self._reads[path] = self._objects.begin(partial(self._read, path))

    def _read(self, path: str) -> Read:
        return self._objects.read(self._place(path))

    def _has_room(self) -> bool:
        return (len(self._reads) + 1) * self._largest <= _MOST_BYTES
