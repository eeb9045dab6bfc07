"""`Handle`: an open folder. Names in it are looked up there, wherever it may be moved to meanwhile.

Where a system cannot look up names in open folders (Windows), the folder's path stands for it, and
links are looked for before each use, which leaves a short race.
"""

import errno
import os
import stat
from collections.abc import Callable

_USED = {os.open, os.stat, os.mkdir, os.rmdir, os.unlink, os.rename, os.symlink, os.readlink}
CAN_HOLD = os.supports_dir_fd >= _USED and os.scandir in os.supports_fd
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = getattr(os, "O_DIRECTORY", 0)
# Enough to look up names, and needs no right to list them; Linux has it.
_NAMES_ONLY = getattr(os, "O_PATH", 0)
_HOLD = (_NAMES_ONLY or os.O_RDONLY) | _FOLDER
# Opening a pipe in place of a file would block; Windows would change line feeds.
_READ = os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class BehindLink(OSError):
    """The path is a symbolic link, or goes through one."""

    def __init__(self) -> None:
        super().__init__(errno.ELOOP, "a symbolic link is on the way, which smoopt does not follow")


class WrittenMeanwhile(OSError):
    """A file is no longer the one that was read; the message is for the site's author."""

    def __init__(self) -> None:
        super().__init__(errno.EBUSY, "another program is writing it")


class Handle:
    """An open folder; what the functions of `os` take is `prefix` and a name, and `dir_fd=fd`.

    It is closed when it is garbage-collected.
    """

    __slots__ = ("fd", "prefix")

    def __init__(self, fd: int | None, prefix: str = "") -> None:
        """Take an open descriptor; or None, and a path that ends in a slash."""
        self.fd = fd
        self.prefix = prefix

    def __del__(self, close: Callable[[int], None] = os.close) -> None:
        if self.fd is not None:
            close(self.fd)

    def is_there(self) -> bool:
        """Tell whether the folder has not been removed since."""
        if self.fd is not None:
            return os.fstat(self.fd).st_nlink > 0
        try:
            return stat.S_ISDIR(os.lstat(self.prefix[:-1]).st_mode)
        except OSError:
            return False


def hold(place: str) -> Handle:
    """Open a folder by its path, wherever links on the way lead to; raises OSError."""
    if CAN_HOLD:
        return Handle(os.open(place, _HOLD))
    real = os.path.realpath(place, strict=True)
    if not os.path.isdir(real):  # noqa: PTH112 - as quick as what it stands for
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), place)
    return Handle(None, f"{real}/")


def inner(outer: Handle, name: str) -> Handle:
    """Open a folder in another; raises OSError, and BehindLink for a link."""
    if outer.fd is not None:
        try:
            return Handle(os.open(name, _HOLD | _NO_LINK, dir_fd=outer.fd))
        except OSError as error:
            if is_link(status(outer, name)):
                raise BehindLink from error
            raise
    found = os.lstat(outer.prefix + name)
    if is_link(found):
        raise BehindLink
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), name)
    return Handle(None, f"{outer.prefix}{name}/")


def listable(handle: Handle) -> int | str:
    """Open a folder once more, for `os.scandir`; the descriptor, if it is one, is to be closed."""
    if handle.fd is None:
        return handle.prefix
    return os.open(".", os.O_RDONLY | _FOLDER, dir_fd=handle.fd)


def changeable(handle: Handle) -> int | str:
    """Return an open folder in the form that `os.chmod` and `os.utime` take."""
    if handle.fd is None:
        return handle.prefix
    # https://man7.org/linux/man-pages/man2/open.2.html (2026-11-30), under O_PATH
    return f"/proc/self/fd/{handle.fd}" if _NAMES_ONLY else handle.fd


def status(handle: Handle, name: str) -> os.stat_result | None:
    """Return the status of a file, folder or link; None where there is none."""
    try:
        return os.stat(handle.prefix + name, dir_fd=handle.fd, follow_symlinks=False)
    except OSError:
        return None


def says(handle: Handle, name: str) -> str:
    """Return what a symbolic link says; raises OSError."""
    return os.readlink(handle.prefix + name, dir_fd=handle.fd)


def is_link(found: os.stat_result | None) -> bool:
    """Tell by its status whether something is a symbolic link."""
    return found is not None and stat.S_ISLNK(found.st_mode)


def open_file(handle: Handle, name: str) -> tuple[int, os.stat_result]:
    """Open a regular file for reading; raises OSError, and BehindLink for a link."""
    if handle.fd is None and is_link(status(handle, name)):
        raise BehindLink
    try:
        descriptor = os.open(handle.prefix + name, _READ, dir_fd=handle.fd)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise BehindLink from error
        raise
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is no regular file")
    return descriptor, found


def read(handle: Handle, name: str) -> tuple[bytes, os.stat_result]:
    """Read a regular file, and its status from before; raises OSError."""
    descriptor, found = open_file(handle, name)
    try:
        data = os.read(descriptor, found.st_size + 1)
        if len(data) != found.st_size:  # somebody writes it, or the system gives it in parts
            while more := os.read(descriptor, max(found.st_size, 4096)):
                data += more
        return data, found
    finally:
        os.close(descriptor)
