"""`Entries`: what a folder holds, listed in one go."""

import os
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from smoopt.files import handle as handles
from smoopt.files.handle import Handle
from smoopt.files.stamp import Stamp


class Entries(NamedTuple):
    """What a folder holds: files and folders by name, and symbolic links with what they say.

    `stamps` has the size and time of each file, alternately.
    """

    files: list[str]
    stamps: "array[int]"
    links: dict[str, str]
    folders: list[str]


def entries_of(files: Mapping[str, Stamp], folders: Iterable[str]) -> Entries:
    """Return the entries of a folder, from stamps of files by name, in any order."""
    names = sorted(files)
    stamps = array("q", [value for name in names for value in files[name]])
    return Entries(names, stamps, {}, sorted(folders))


def by_folder(files: Iterable[tuple[str, Stamp]]) -> dict[str, Entries]:
    """Return what each folder holds, by its path, from all files below a place."""
    found: defaultdict[str, dict[str, Stamp]] = defaultdict(dict)
    folders: defaultdict[str, set[str]] = defaultdict(set)
    for path, stamp in files:
        folder, _, name = path.rpartition("/")
        is_new = folder not in found
        found[folder][name] = stamp
        while is_new and folder:
            outer, _, inner = folder.rpartition("/")
            is_new = inner not in folders[outer]
            folders[outer].add(inner)
            folder = outer
    everywhere = found.keys() | folders.keys()
    return {folder: entries_of(found[folder], folders[folder]) for folder in everywhere}


def seen(listing: Iterable["os.DirEntry[str]"], handle: Handle) -> Entries:
    """Look at all that a folder holds."""
    files: list[tuple[str, tuple[int, int]]] = []
    links: dict[str, str] = {}
    folders: list[str] = []
    for entry in listing:
        try:
            if entry.is_file(follow_symlinks=False):
                # In an open folder the system need not find the way to each file anew, which takes
                # a third of the time (2026-11-21). Windows tells all of a file with its name.
                if handle.fd is None:
                    status = entry.stat(follow_symlinks=False)
                else:
                    status = os.stat(entry.name, dir_fd=handle.fd, follow_symlinks=False)
                files.append((entry.name, (status.st_size, status.st_mtime_ns)))
            elif entry.is_symlink():
                links[entry.name] = handles.says(handle, entry.name)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
        except PermissionError:  # of this folder names may be read, and nothing else
            raise
        except OSError:  # it went away meanwhile
            continue
    files.sort()
    stamps = array("q", chain.from_iterable([seen for _, seen in files]))
    return Entries([name for name, _ in files], stamps, links, sorted(folders))
