"""A lock on a folder: a second run prints a message, and waits until the first has ended.

The folder itself is locked, so nothing is left behind whatever happens; where the system cannot
lock folders (Windows), and on sites that lie elsewhere, runs are not kept apart.
"""

import importlib.util
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import get_ident

from smoopt.files.addresses import is_remote

# The descriptors of folders that a thread of this process holds; it would wait for itself.
_held: dict[tuple[int, Path], int] = {}
_locks = importlib.util.find_spec("fcntl") is not None


@contextmanager
def alone(busy: Callable[[Path], None], *folders: Path) -> Iterator[None]:
    """Hold folders.

    `busy` is called with one that another run has, so that this one must wait. A folder that is
    not there yet cannot be held: name with it the one that it is made from.
    """
    here = (there for there in folders if _locks and not is_remote(there) and there.is_dir())
    real = {there.resolve(): there for there in here}
    with ExitStack() as held:
        for place in sorted(real):  # in the same order by all, or two might wait for each other
            mine = get_ident(), place
            held.callback(_let_go, mine)
            if mine in _held:  # a request to end came just when it was to be let go
                continue
            descriptor = _held[mine] = os.open(place, os.O_RDONLY)
            if not _taken(descriptor):
                busy(real[place])
                _wait(descriptor)
        yield


def is_held(folder: Path) -> bool:
    """Tell whether another run has a folder at this moment; no where folders cannot be locked."""
    if not _locks:
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        return not _taken(descriptor)
    finally:
        os.close(descriptor)


def _let_go(mine: tuple[int, Path]) -> None:
    descriptor = _held.pop(mine, None)
    if descriptor is not None:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    """Lock a folder; tell whether that could be done at once, or not at all."""
    import fcntl  # noqa: PLC0415 - not on Windows

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system that knows no locks
        return True
    return True


def _wait(descriptor: int) -> None:
    import fcntl  # noqa: PLC0415

    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX)
