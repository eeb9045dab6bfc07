"""`Walk`: everything below a folder, seen once: its files with their stamps, links and folders."""

import os
import re
import stat
from collections.abc import Collection, Iterator
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


def nothing() -> Walk:
    """Give the walk of a folder in which there is nothing."""
    return Walk({}, [], [], [], [])


def walk(root: Path) -> Walk:
    """List everything below `root`; raises SiteError if it cannot be read itself."""
    found = nothing()
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
            except FileNotFoundError:  # it went away meanwhile
                found.folders.remove(path)
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


class Changes(NamedTuple):
    """What is otherwise than a walk has it: files and links, by path."""

    made: set[str]
    written: set[str]
    gone: set[str]

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.made or self.written or self.gone)


def compare(was: Walk, now: Walk) -> Changes:
    """Tell what changed from one walk to another; what a link leads to cannot be told."""
    before, after = {*was.files, *was.links}, {*now.files, *now.links}
    written = {path for path, stamp in now.files.items() if was.files.get(path, stamp) != stamp}
    flipped = {path for path in now.links if path in was.files}
    flipped |= {path for path in was.links if path in now.files}
    return Changes(after - before, written | flipped, before - after)


def look_again(root: Path, was: Walk, paths: Collection[str]) -> tuple[Walk, Changes]:
    """Look at some paths, and below those that are or were folders; a folder may be missing.

    Whatever is named counts as written if it is there: a stamp may be as old as the last look.
    """
    plain = {path for path in paths if path in was.files}
    stamps = {path: seen for path in plain if (seen := _regular(root / path))}
    was.files.update(stamps)
    folders = frozenset(was.folders)
    known = folders.union(was.links, was.leftovers, plain)
    odd = {
        _uppermost(root, folders, path)
        for path in paths
        if path not in stamps and (path in known or os.path.lexists(root / path))
    }
    if not odd:
        return was, Changes(set(), set(stamps), set())
    now = _without(was, odd)
    for path in sorted(odd):
        if not any(parent in odd for parent in _parents(path)):
            _look(root, path, now)
    now = _ordered(now)
    made, written, gone = compare(was, now)
    there = {path for path in stamps if path in now.files} | (odd & set(now.links))
    return now, Changes(made, written | (there - made), gone)


def _regular(file: Path) -> Stamp | None:
    """Give the stamp of a regular file."""
    try:
        status = os.lstat(file)
    except OSError:
        return None
    regular = stat.S_ISREG(status.st_mode)
    return Stamp(status.st_size, status.st_mtime_ns) if regular else None


def _uppermost(root: Path, folders: Collection[str], path: str) -> str:
    """Give the first folder on the way that the walk does not know, or that is one no more."""
    for parent in _parents(path):
        if parent not in folders or (root / parent).is_symlink() or not (root / parent).is_dir():
            return parent
    return path


def _parents(path: str) -> Iterator[str]:
    """Give the folders that a path lies in, from the root's down."""
    for number, character in enumerate(path):
        if character == "/":
            yield path[:number]


def _look(root: Path, path: str, found: Walk) -> None:
    """Add what stands at a path now."""
    target = root / path
    if target.is_symlink():
        found.links.append(path)
    elif target.is_dir():
        found.folders.append(path)
        try:
            _visit(os.fspath(target), f"{path}/", found)
        except OSError:
            found.closed.append(path)
    elif is_temporary(target.name):
        found.leftovers.extend([path] if target.is_file() else [])
    elif seen := _regular(target):
        found.files[path] = seen


def _without(was: Walk, paths: Collection[str]) -> Walk:
    """Give a walk without some paths and all that is below them."""
    inside = tuple(f"{path}/" for path in paths)

    def stays(path: str) -> bool:
        return path not in paths and not path.startswith(inside)

    files = {path: stamp for path, stamp in was.files.items() if stays(path)}
    return Walk(files, *([path for path in names if stays(path)] for names in was[1:]))


def _ordered(found: Walk) -> Walk:
    """Give a walk in the order that a new one would have."""
    files = {path: found.files[path] for path in sorted(found.files, key=_place)}
    return Walk(files, *(sorted(names, key=_place) for names in found[1:]))


def _place(path: str) -> str:
    """Give what sorts a path as a walk does: folder by folder."""
    return path.replace("/", "\0")
