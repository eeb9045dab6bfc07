"""Replacing a file atomically.

Whoever runs smoopt may have more rights than those who write the site. So a rewritten file stays as
readable as it was, and a new file goes to nobody but the owner of the old one.
"""

import os
import stat
from collections.abc import Callable
from contextlib import suppress

from smoopt.files import handle as handles
from smoopt.files.folder import Written
from smoopt.files.handle import Handle
from smoopt.files.in_place_of import InPlaceOf, InPlaceOfRead
from smoopt.files.stamp import Stamp, stamp_of

_NEW_FILE_MODE = 0o644
# Who may read, write and run a file. The setuid and setgid bits are left out: that right would pass
# on to the file's new content.
_PERMISSIONS = 0o777
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_COPIED_BYTES = 1 << 20
# Writes a new file by its descriptor.
_Fill = Callable[[int], object]


def put(folder: Handle, name: str, data: bytes, like: os.stat_result | None) -> Written:
    """Make a file hold `data`, with the mode of `like`, or else its own; see `Store.put`."""
    was = handles.status(folder, name)
    if same := _holding(folder, name, was, data):
        return same
    known = was if was is not None and stat.S_ISREG(was.st_mode) else None
    shown = like or known
    mode = _NEW_FILE_MODE if shown is None else shown.st_mode & _PERMISSIONS
    owner = known if known is not None and _is_its_folders(folder, known) else None
    return Written(
        _replace(InPlaceOf(folder, name), mode, owner, lambda new: _write(new, data)), True
    )


def rewrite(
    folder: Handle, name: str, data: bytes, was: os.stat_result, modified: int | None = None
) -> Written:
    """Make a file hold `data`, with owner and mode of the one that was read; see `Store.renew`."""
    if same := _holding(folder, name, handles.status(folder, name), data):
        return same
    times = None if modified is None else (modified, modified)
    place, mode = InPlaceOfRead(folder, name, was), was.st_mode & _PERMISSIONS
    return Written(_replace(place, mode, was, lambda new: _write(new, data), times), True)


def lay(folder: Handle, name: str, data: bytes, like: os.stat_result) -> Written:
    """Make a file hold `data`, with the mode and times of `like`."""
    if _is_same(like, handles.status(folder, name)):
        return Written(stamp_of(like), False)
    mode, times = like.st_mode & _PERMISSIONS, _times(like)
    place = InPlaceOf(folder, name)
    return Written(_replace(place, mode, None, lambda new: _write(new, data), times), True)


def copy(source: tuple[Handle, str], folder: Handle, name: str) -> bool:
    """Copy a file or link as it is; tell whether anything had to be written."""
    if handles.is_link(handles.status(*source)):
        return _copy_link(source, folder, name)
    descriptor, like = handles.open_file(*source)
    try:
        if _is_same(like, handles.status(folder, name)):
            return False
        mode = like.st_mode & _PERMISSIONS
        _replace(
            InPlaceOf(folder, name),
            mode,
            None,
            lambda new: _copy_bytes(descriptor, new),
            _times(like),
        )
        return True
    finally:
        os.close(descriptor)


def _replace(
    place: InPlaceOf,
    mode: int,
    owner: os.stat_result | None,
    fill: _Fill,
    times: tuple[int, int] | None = None,
) -> Stamp:
    """Write a new file under another name, and put it in the old one's place in one step.

    Returns the stamp of the new file; another program may have replaced that file by then.
    """
    with place as new:
        descriptor = os.open(new, _NEW, mode, dir_fd=place.folder.fd)
        try:
            fill(descriptor)
            _match(new, descriptor, mode, owner, times)
            return stamp_of(os.fstat(descriptor))
        finally:
            os.close(descriptor)


def match_folder(source: tuple[Handle, str], target: tuple[Handle, str]) -> None:
    """Set a folder's mode and times to those of another; raises OSError, BehindLink for links."""
    wanted, there = handles.status(*source), handles.status(*target)
    if wanted is None or there is None or not stat.S_ISDIR(wanted.st_mode):
        return  # something else has taken its place
    if (wanted.st_mode, wanted.st_mtime_ns) == (there.st_mode, there.st_mtime_ns):
        return
    folder = handles.inner(*target)
    place = handles.changeable(folder)
    os.chmod(place, stat.S_IMODE(wanted.st_mode))  # noqa: PTH101 - it may be a descriptor
    os.utime(place, ns=(wanted.st_atime_ns, wanted.st_mtime_ns))


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:  # the system may take it in several parts
        rest = rest[os.write(descriptor, rest) :]


def _copy_bytes(source: int, target: int) -> None:
    while data := os.read(source, _COPIED_BYTES):
        _write(target, data)


def _match(
    new: str,
    descriptor: int,
    mode: int,
    owner: os.stat_result | None,
    times: tuple[int, int] | None,
) -> None:
    """Set a new file's mode and times, and its owner where the system allows that.

    So a site still belongs to its user when root builds it.
    """
    now = os.fstat(descriptor)
    if owner is not None and (owner.st_uid, owner.st_gid) != (now.st_uid, now.st_gid):
        with suppress(OSError):
            os.fchown(descriptor, owner.st_uid, owner.st_gid)
    if stat.S_IMODE(now.st_mode) != mode:  # the umask took some of it
        os.chmod(descriptor if os.chmod in os.supports_fd else new, mode)  # noqa: PTH101
    if times is not None:
        os.utime(descriptor if os.utime in os.supports_fd else new, ns=times)


def _times(like: os.stat_result) -> tuple[int, int]:
    return like.st_atime_ns, like.st_mtime_ns


def _is_its_folders(folder: Handle, was: os.stat_result) -> bool:
    """Tell whether a file and its folder have the same owner.

    Somebody else's file may be a trap, to get at what only smoopt's user may read.
    """
    return folder.fd is not None and was.st_uid == os.fstat(folder.fd).st_uid


def _holding(folder: Handle, name: str, was: os.stat_result | None, data: bytes) -> Written | None:
    """Return the stamp of a regular file that has just these bytes already; else None."""
    if was is not None and stat.S_ISREG(was.st_mode) and was.st_size == len(data):
        with suppress(OSError):
            if handles.read(folder, name)[0] == data:
                return Written(stamp_of(was), False)
    return None


def _is_same(source: os.stat_result, target: os.stat_result | None) -> bool:
    """Tell whether a copy is up to date, by size, mode and modification time, as rsync does."""
    return target is not None and _marks(source) == _marks(target)


def _marks(status: os.stat_result) -> tuple[int, int, int, int]:
    mode = status.st_mode
    return status.st_size, stat.S_IFMT(mode), mode & _PERMISSIONS, status.st_mtime_ns


def _copy_link(source: tuple[Handle, str], folder: Handle, name: str) -> bool:
    """Copy a symbolic link as it is; it is never followed."""
    text = handles.says(*source)
    if handles.is_link(handles.status(folder, name)) and handles.says(folder, name) == text:
        return False
    with InPlaceOf(folder, name) as new:
        os.symlink(text, new, dir_fd=folder.fd)
    return True
