"""Files that are read as data: only regular ones, and only as long as such data may be."""

import errno
import os
import stat
from pathlib import Path

# What people write by hand, in bytes.
HANDWRITTEN = 1_000_000
# What programs write; so long may a sitemap be: https://www.sitemaps.org/protocol.html (2026-11-30)
WRITTEN = 52_428_800


def read_bounded(path: Path, most: int) -> bytes:
    """Read a file; raises OSError, which says so, for a longer one and for a pipe or device."""
    # To open a pipe would wait for whoever writes into it.
    if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
        raise OSError(errno.EINVAL, "it is a pipe or device; expected a file", os.fspath(path))
    with path.open("rb") as file:
        return no_longer(file.read(most + 1), most, os.fspath(path))


def no_longer(data: bytes, most: int, path: str) -> bytes:
    """Return data read up to one byte above the limit; raises OSError if it is too long."""
    refuse_longer(len(data), most, path)
    return data


def refuse_longer(size: object, most: int | None, path: str) -> None:
    """Raise OSError where a size is known and is more than it may be at most."""
    if most is not None and isinstance(size, int) and size > most:
        message = f"it is too large; expected at most {most:,} bytes"
        raise OSError(errno.EFBIG, message, path)
