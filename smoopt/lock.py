"""One run at a time on a folder: a second one says so, and waits until the first has ended.

The folder itself is locked, so nothing is left behind whatever happens; where the system cannot
lock folders (Windows), runs are not kept apart.
"""

import importlib.util
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_locks = importlib.util.find_spec("fcntl") is not None


@contextmanager
def alone(folder: Path, busy: Callable[[], None]) -> Iterator[None]:
    """Hold the folder; `busy` is called if another run has it and this one must wait."""
    if not _locks or not folder.is_dir():
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system that knows no locks
            _take(descriptor, busy)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, busy: Callable[[], None]) -> None:
    import fcntl  # noqa: PLC0415 - not on Windows

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        busy()
        fcntl.flock(descriptor, fcntl.LOCK_EX)
