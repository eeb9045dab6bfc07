"""A lock on a folder: a second run prints a message, and waits until the first has ended.

The folder itself is locked, so no lock file can be left behind. Where the system cannot lock
folders (Windows), and for remote folders, runs are not kept apart.
"""

import importlib.util
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import get_ident

from smoopt.files.addresses import is_remote

# The descriptors of the folders that each thread of this process holds: to lock one of them again
# would be to wait for itself.
_held: dict[tuple[int, Path], int] = {}
_locks = importlib.util.find_spec("fcntl") is not None


@contextmanager
def alone(busy: Callable[[Path], None], *folders: Path) -> Iterator[None]:
    """Lock folders, and release them at the end.

    `busy` is called with a folder that another run has locked, before this one waits for it. A
    folder that does not exist yet cannot be locked: name the one that it is made from as well.
    """
    here = (there for there in folders if _locks and not is_remote(there) and there.is_dir())
    real = {there.resolve(): there for there in here}
    with ExitStack() as held:
        for place in sorted(real):  # in one order for all, against deadlocks
            mine = get_ident(), place
            held.callback(_let_go, mine)
            if mine in _held:  # a request to stop came just before its release
                continue
            descriptor = _held[mine] = os.open(place, os.O_RDONLY)
            if not _taken(descriptor):
                busy(real[place])
                _wait(descriptor)
        yield


def is_held(folder: Path) -> bool:
    """Tell whether another run has locked a folder; False where folders cannot be locked."""
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
    """Lock a folder; False if another run has it, True also where it cannot be locked."""
    import fcntl  # noqa: PLC0415 - not on Windows

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def _wait(descriptor: int) -> None:
    import fcntl  # noqa: PLC0415

    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX)
