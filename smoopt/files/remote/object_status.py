"""What stores tell of a file, as the disk would tell it."""

import os
import stat
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import xxhash

from smoopt.files.stamp import Stamp

Info = Mapping[str, object]
_FILE, _FOLDER = stat.S_IFREG | 0o644, stat.S_IFDIR | 0o755
# Names that fsspec's file systems use for a file's modification time and its version.
_TIMES = ("LastModified", "last_modified", "mtime", "updated", "modified", "created")
_TAG = "ETag"
_VERSIONS = (_TAG, "etag", "content_settings_md5", "md5Hash")
_SECOND = 1_000_000_000
# The largest value that a stamp has in place of a time.
_LARGEST = 2**63 - 1


def is_folder(info: Info) -> bool:
    """Tell whether this is a folder, or a prefix before a slash, and not a file."""
    return info.get("type") == "directory"


def status_of(info: Info) -> os.stat_result:
    """Return a file's or folder's status, with its version in place of the inode number.

    The fraction of a second in its time is made from its version, so that a local copy with that
    time is not taken for a copy of another version.
    """
    size, version = stamp_in(info)
    mode = _FOLDER if is_folder(info) else _FILE
    time = _nanoseconds(_first(info, _TIMES))
    if _first(info, _VERSIONS):
        time += version % _SECOND - time % _SECOND
    seconds = time // _SECOND
    values = (mode, version, 0, 1, 0, 0, size, seconds, seconds, seconds)
    return os.stat_result(values, {"st_mtime_ns": time, "st_atime_ns": time})


def stamp_in(info: Info) -> Stamp:
    """Return the size of a file and its version.

    S3's ETag changes with the content, and a write returns it. The version that other stores give
    may say less, so it is combined with the time of the last write.
    """
    size = info.get("size")
    known = _nanoseconds(_first(info, _TIMES))
    if tag := info.get(_TAG):
        known = _sum(str(tag).strip('"'))
    elif version := _first(info, _VERSIONS):
        known = _sum(f"{version} {known}")
    return Stamp(size if isinstance(size, int) else 0, known)


def stamp_by(status: os.stat_result) -> Stamp:
    """Return the stamp in a status that `status_of` made."""
    return Stamp(status.st_size, status.st_ino)


def _sum(version: str) -> int:
    return xxhash.xxh3_64_intdigest(version) & _LARGEST


def _first(info: Info, names: Iterable[str]) -> object:
    return next((info[name] for name in names if info.get(name)), None)


def _nanoseconds(time: object) -> int:
    if isinstance(time, str):
        try:
            time = datetime.fromisoformat(time)
        except ValueError:
            return 0
    if isinstance(time, datetime):
        zoned = time if time.tzinfo else time.replace(tzinfo=UTC)
        since = zoned - datetime.fromtimestamp(0, UTC)
        return ((since.days * 86400 + since.seconds) * 1_000_000 + since.microseconds) * 1000
    # In whole microseconds, as where the same time is written as a date.
    return round(time * 1_000_000) * 1000 if isinstance(time, int | float) else 0
