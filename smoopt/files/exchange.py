"""Exchanging two files in one step, where the system and the disk can do that."""

import errno
import functools
import os
import sys
from collections.abc import Callable

from smoopt.files.handle import Handle

# https://man7.org/linux/man-pages/man2/rename.2.html (2026-12-01)
_EXCHANGE = 1 << 1
# The errors of a kernel without the call, and of a file system without the flag.
_UNKNOWN = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP}
_Call = Callable[[int, bytes, int, bytes, int], int]


def exchange(folder: Handle, one: str, other: str) -> bool:
    """Swap the names of two files of a folder; raises OSError with both as they were.

    Returns False where this is not supported; Linux supports it on usual file systems.
    """
    call = _call()
    if call is None or folder.fd is None:
        return False
    import ctypes  # noqa: PLC0415 - only who builds in place needs it

    names = os.fsencode(one), os.fsencode(other)
    if call(folder.fd, names[0], folder.fd, names[1], _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNKNOWN:
        return False
    raise OSError(number, os.strerror(number), other)


@functools.cache
def _call() -> _Call | None:
    if sys.platform != "linux":
        return None
    import ctypes  # noqa: PLC0415 - as above

    call: _Call | None = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return call
