"""A disk that is full, for those who may mount none: writing fails where there is no room."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# Room is given out in blocks, as file systems do.
BLOCK = 64


def used(folder: Path) -> int:
    """Count the bytes that the files in a folder take up."""
    sizes = (path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return sum(-(-size // BLOCK) * BLOCK for size in sizes)


@contextmanager
def small_disk(folder: Path, room: int) -> Iterator[None]:
    """Let a folder have room for so many more bytes, in this process."""
    most, write = used(folder) + room, os.write

    def limited(descriptor: int, data: bytes) -> int:
        left = most - used(folder)
        if left <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, memoryview(data)[:left])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "write", limited)
        yield
