"""The files that somebody names: one, or all of a kind in a folder."""

import os
from pathlib import Path


def named_files(path: Path, suffix: str) -> list[Path]:
    """Return the file itself, or a folder's files with this suffix, sorted by name.

    Hidden files are left out: what systems put beside a file bears its name, as `._a.json` does.
    """
    if not path.is_dir():
        return [path]
    files = (each for each in path.iterdir() if not each.name.startswith("."))
    return sorted(each for each in files if each.suffix.lower() == suffix)


def with_contents(path: Path) -> list[Path]:
    """Give the file; of a folder, all in it as well: its own time tells what comes and goes."""
    return [path, *sorted(path.iterdir())] if path.is_dir() else [path]


def followed(path: Path) -> Path:
    """Give the file that a path leads to through symbolic links, there or not."""
    return Path(os.path.realpath(path))  # unlike `resolve`, it takes links that go round
