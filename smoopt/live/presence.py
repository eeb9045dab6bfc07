"""Whether the site's folder is there, and is the one that it was.

Generators delete the folder to make it anew, or put another in its place: events tell of neither
for sure.
"""

import os
from pathlib import Path

from smoopt.edits import OWN_FOLDER
from smoopt.walk import is_temporary


def is_there(folder: Path) -> bool:
    """Tell whether a folder has anything in it that is not smoopt's."""
    try:
        with os.scandir(folder) as entries:
            return any(not _is_own(entry.name) for entry in entries)
    except OSError:
        return False


def identity(folder: Path) -> tuple[int, int] | None:
    """Tell a folder from another that takes its place; None where there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _is_own(name: str) -> bool:
    return name == OWN_FOLDER or is_temporary(name)
