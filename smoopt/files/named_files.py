"""The files that somebody names: one, or all of a kind in a folder.

A name that is too long for any file counts as one that does not exist.
"""

import os
import stat
from pathlib import Path


def named_files(path: Path, suffix: str) -> list[Path]:
    """Return the file itself, or a folder's files with this suffix, sorted by name.

    Hidden files are left out: what systems put beside a file bears its name, as `._a.json` does.
    """
    if not is_folder(path):
        return [path]
    files = (each for each in path.iterdir() if not each.name.startswith("."))
    return sorted(each for each in files if each.suffix.lower() == suffix)


def with_contents(path: Path) -> list[Path]:
    """Return a path, and if it is a folder, all in it; the folder's own time shows additions."""
    return [path, *sorted(path.iterdir())] if is_folder(path) else [path]


def is_file(path: Path) -> bool:
    """Tell whether there is such a file; raises nothing, as `Path.is_file` from Python 3.14 on."""
    return stat.S_ISREG(_mode(path))


def is_folder(path: Path) -> bool:
    """Tell whether there is such a folder, as `is_file` does."""
    return stat.S_ISDIR(_mode(path))


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def followed(path: Path) -> Path:
    """Return the file that a path leads to through symbolic links, there or not."""
    return Path(os.path.realpath(path))  # unlike `resolve`, it takes links that go round
