"""Names that are no plain file names on Windows: a way out of the folder, a stream, a device."""

import os
import re
from collections.abc import Iterable

from smoopt.model.errors import SiteError

ON_WINDOWS = os.name == "nt"
# https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file (2026-12-01): a backslash
# divides a path, a colon begins a stream or ends a drive, dots and blanks at the end are dropped,
# and devices have any ending.
_UNFIT = re.compile(
    r'[\\/:*?"<>|\x00-\x1f]|[. ]\Z'
    r"|\A(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?= *(?:\.|\Z))",
    re.IGNORECASE,
)


def unfit(names: Iterable[str]) -> str:
    """Return the first name that no file or folder can have on Windows, or ""."""
    return next(filter(_UNFIT.search, names), "")


def refuse_unfit(path: str, *names: str) -> None:
    """Raise SiteError for names that would lead elsewhere on Windows, if this is Windows."""
    if ON_WINDOWS and (name := unfit(names)):
        raise SiteError(f"{path}: no file on Windows is named {name!r}; give it another name")
