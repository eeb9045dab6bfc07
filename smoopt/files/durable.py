"""Flushing written files from memory to the disk, in case of a power cut."""

import os
import sys
from pathlib import Path


def sync(folder: Path) -> None:
    """Flush the file system of a folder to the disk.

    For thousands of files that takes a hundredth of what `fsync` of each does
    (benchmarks/durability.py). Raises OSError where the disk fails.
    """
    if sys.platform == "linux":
        _sync_linux(folder)
    elif hasattr(os, "sync"):  # not on Windows, which writes by itself soon
        os.sync()


def _sync_linux(folder: Path) -> None:
    # https://man7.org/linux/man-pages/man2/syncfs.2.html (2026-11-30); other disks need not wait.
    import ctypes  # noqa: PLC0415 - a run that writes nothing needs it not

    library = ctypes.CDLL(None, use_errno=True)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if library.syncfs(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))
    finally:
        os.close(descriptor)
