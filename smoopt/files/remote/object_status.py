"""What stores tell of a file, as the disk would tell it."""

import os
import stat
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import xxhash

from smoopt.files.stamp import Stamp

_FILE, _FOLDER = stat.S_IFREG | 0o644, stat.S_IFDIR | 0o755
# What fsspec's file systems call the time at which a file was written, and its version.
_TIMES = ("LastModified", "last_modified", "mtime", "updated", "modified", "created")
_VERSIONS = ("ETag", "etag", "content_settings_md5", "md5Hash")
_SECOND = 1_000_000_000


def is_folder(info: Mapping[str, object]) -> bool:
    """Tell a folder, or what lies before the slash in names, from a file."""
    return info.get("type") == "directory"


def status_of(info: Mapping[str, object]) -> os.stat_result:
    """Give what is known of a file or folder; its time tells it from another version of it."""
    size, time = stamp_in(info)
    mode = _FOLDER if is_folder(info) else _FILE
    seconds = time // _SECOND
    values = (mode, 0, 0, 1, 0, 0, size, seconds, seconds, seconds)
    return os.stat_result(values, {"st_mtime_ns": time, "st_atime_ns": time})


def stamp_in(info: Mapping[str, object]) -> Stamp:
    """Give the size of a file and its time; with an ETag, that is the parts of a second."""
    size = info.get("size")
    time = _nanoseconds(_first(info, _TIMES))
    if version := _first(info, _VERSIONS):
        time += xxhash.xxh3_64_intdigest(str(version)) % _SECOND - time % _SECOND
    return Stamp(size if isinstance(size, int) else 0, time)


def _first(info: Mapping[str, object], names: Iterable[str]) -> object:
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
