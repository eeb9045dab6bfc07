"""`Entries`: what a folder holds, listed in one go."""

import os
from array import array
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from smoopt.files import handle as handles
from smoopt.files.handle import Handle


class Entries(NamedTuple):
    """What a folder holds: files and folders by name, and symbolic links with what they say.

    `stamps` has the size and time of each file, alternately.
    """

    files: list[str]
    stamps: "array[int]"
    links: dict[str, str]
    folders: list[str]


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
