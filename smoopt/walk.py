"""`Walk`: everything below a folder, seen once: its files with their stamps, links and folders."""

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from smoopt.errors import SiteError

# What a file is called until it is whole. An author's `.smoopt-notes` is none of these.
TEMPORARY_PREFIX, TEMPORARY_SUFFIX = ".smoopt-", ".part"
# The eight characters are those that store.py writes: an author's own name is not taken for one.
_TEMPORARY = re.compile(
    rf"{re.escape(TEMPORARY_PREFIX)}[a-z0-9_]{{8}}{re.escape(TEMPORARY_SUFFIX)}"
)


class Stamp(NamedTuple):
    """What tells without reading whether a file was written: bytes, and time in nanoseconds."""

    size: int
    modified: int


class Walk(NamedTuple):
    """What lies below a folder; paths are relative to it, with forward slashes, in order.

    `links` are symbolic links, which are never followed, `closed` the folders that may not be
    read, `leftovers` what an interrupted run left behind under a temporary name.
    """

    files: dict[str, Stamp]
    links: list[str]
    folders: list[str]
    closed: list[str]
    leftovers: list[str]


def walk(root: Path) -> Walk:
    """List everything below `root`; raises SiteError if it cannot be read itself."""
    found = Walk({}, [], [], [], [])
    try:
        _visit(os.fspath(root), "", found)
    except OSError as error:
        raise SiteError(f"{root}: cannot be read: {error.strerror}") from error
    return found


def _visit(place: str, folder: str, found: Walk) -> None:
    """Add what a folder holds; `place` is where it lies, `folder` its path and a slash, or ""."""
    with os.scandir(place) as listing:
        entries = sorted(listing, key=_name)
    for entry in entries:
        path = folder + entry.name
        if entry.is_symlink():
            found.links.append(path)
        elif entry.is_dir(follow_symlinks=False):
            found.folders.append(path)
            try:
                _visit(entry.path, f"{path}/", found)
            except OSError:
                found.closed.append(path)
        elif entry.is_file(follow_symlinks=False):
            if is_temporary(entry.name):
                found.leftovers.append(path)
            elif stamp := _stamp(entry):
                found.files[path] = stamp


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _stamp(entry: os.DirEntry[str]) -> Stamp | None:
    """Give a file's stamp; None if it went away meanwhile."""
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    return Stamp(status.st_size, status.st_mtime_ns)


def stamp(file: str | Path) -> Stamp | None:
    """Give the stamp of a file; None if there is none."""
    try:
        status = os.lstat(file)
    except OSError:
        return None
    return Stamp(status.st_size, status.st_mtime_ns)


def is_temporary(name: str) -> bool:
    """Tell whether a file is one that an interrupted run left behind, by its name."""
    return name.startswith(TEMPORARY_PREFIX) and _TEMPORARY.fullmatch(name) is not None


def look_again(root: Path, found: Walk, path: str) -> None:
    """Bring a walk up to date at one path, and below it where that is or was a folder."""
    if path not in found.files or not (root / path).is_file():
        _forget_folder(found, path)
    found.files.pop(path, None)
    for names in (found.links, found.folders, found.closed):
        if path in names:
            names.remove(path)
    target = root / path
    if target.is_symlink():
        found.links.append(path)
    elif target.is_dir():
        found.folders.append(path)
        with suppress(OSError):
            _visit(os.fspath(target), f"{path}/", found)
    elif target.is_file() and not is_temporary(target.name) and (seen := stamp(target)):
        found.files[path] = seen


def _forget_folder(found: Walk, path: str) -> None:
    inside = f"{path}/"
    for old in [old for old in found.files if old.startswith(inside)]:
        del found.files[old]
    for names in (found.links, found.folders, found.closed):
        names[:] = [old for old in names if not old.startswith(inside)]
