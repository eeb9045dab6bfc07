"""A whole file, or nothing, in the place of another, in one step."""

import os
import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from smoopt.files.walk import TEMPORARY_PREFIX, TEMPORARY_SUFFIX

_NEW_FILE_MODE = 0o644


def put(target: str, data: bytes, like: os.stat_result | None) -> bool:
    """Make a file hold `data`, with the mode of `like`, or else its own; see `Store.put`."""
    # A Path would cost as much as the write itself.
    was = _status(target)
    if was is not None and _holds(target, was, data):
        return False
    mode = _mode(target, like or was)
    _replace(target, lambda new: _write(new, data, was, mode))
    return True


def lay(target: str, data: bytes, like: os.stat_result) -> bool:
    """Make a file hold `data`, with the mode and times of `like`; tell whether it was not so."""
    if _is_same(like, was := _status(target)):
        return False

    def make(new: str) -> None:
        _write(new, data, was, stat.S_IMODE(like.st_mode))
        os.utime(new, ns=(like.st_atime_ns, like.st_mtime_ns))

    _replace(target, make)
    return True


def copy(source: Path, target: str) -> bool:
    """Copy a file or link as it is; tell whether it was not so."""
    if source.is_symlink():
        return _copy_link(source, Path(target))
    if _is_same(source.stat(), _status(target)):
        return False
    _replace(target, lambda new: shutil.copy2(source, new))
    return True


def _replace(target: str, make: Callable[[str], object]) -> None:
    """Have a file or link made under another name, and put it in the target's place in one step.

    Its folder is made if it is not there; where anything fails, nothing is left behind.
    """
    folder = target.rpartition("/")[0]
    new = f"{folder}/{TEMPORARY_PREFIX}{os.urandom(4).hex()}{TEMPORARY_SUFFIX}"
    try:
        try:
            make(new)
        except FileNotFoundError:
            Path(folder).mkdir(parents=True, exist_ok=True)
            make(new)
        os.replace(new, target)  # noqa: PTH105 - see put
    except BaseException:
        with suppress(OSError):
            Path(new).unlink()
        raise


def _write(new: str, data: bytes, was: os.stat_result | None, mode: int) -> None:
    """Write a new file, with the mode, and with the owner of what was there."""
    # Windows would write each line feed as two bytes.
    binary = getattr(os, "O_BINARY", 0)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | binary, mode)
    try:
        rest = memoryview(data)
        while rest:  # the system may take it in several parts
            rest = rest[os.write(descriptor, rest) :]
        _match(new, descriptor, was, mode)
    finally:
        os.close(descriptor)


def _status(target: str) -> os.stat_result | None:
    """Give what the system knows of a file, or of the link in its place."""
    try:
        return os.lstat(target)
    except OSError:
        return None


def _mode(target: str, known: os.stat_result | None) -> int:
    """Give a file's permission bits; those of a new file where there is none."""
    try:
        status = os.stat(target) if known is None or stat.S_ISLNK(known.st_mode) else known  # noqa: PTH116
    except OSError:
        return _NEW_FILE_MODE
    return stat.S_IMODE(status.st_mode)


def _match(new: str, descriptor: int, was: os.stat_result | None, mode: int) -> None:
    """Give a new file its mode, and the old one's owner where the system lets us.

    So a site stays its user's when root builds it.
    """
    now = os.fstat(descriptor)
    if was is not None and (was.st_uid, was.st_gid) != (now.st_uid, now.st_gid):
        with suppress(OSError):
            os.fchown(descriptor, was.st_uid, was.st_gid)
    if stat.S_IMODE(now.st_mode) != mode:  # the umask took some of it
        os.chmod(new, mode)  # noqa: PTH101 - see put; Windows has no fchmod


def _holds(target: str, status: os.stat_result, data: bytes) -> bool:
    """Tell whether the file has just these bytes, and is no link."""
    if not stat.S_ISREG(status.st_mode) or status.st_size != len(data):
        return False
    try:
        return Path(target).read_bytes() == data
    except OSError:
        return False


def _is_same(source: os.stat_result, target: os.stat_result | None) -> bool:
    """Tell a copy that is up to date by size, mode and time of change, as rsync does."""
    return target is not None and (source.st_size, source.st_mode, source.st_mtime_ns) == (
        target.st_size,
        target.st_mode,
        target.st_mtime_ns,
    )


def _copy_link(source: Path, target: Path) -> bool:
    """Copy a symbolic link as it is; it is never followed."""
    text = source.readlink()
    if target.is_symlink() and target.readlink() == text:
        return False
    _replace(str(target), lambda new: Path(new).symlink_to(text))
    return True
