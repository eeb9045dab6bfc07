"""Files that an audit writes: refused before the work where that can be told, written after it."""

from collections.abc import Iterable
from pathlib import Path

from smoopt.files.named_files import followed
from smoopt.model.errors import SiteError, reason


def refuse_unwritable(file: Path) -> None:
    """Raise SiteError where a file cannot be written, before a site is checked for nothing."""
    if file.is_dir():
        raise SiteError(f"{file}: is a folder; expected the name of a file to write")
    if not file.parent.is_dir():
        raise SiteError(f"{file}: cannot be written: there is no folder {file.parent}")


def refuse_same(*files: Path | None) -> None:
    """Raise SiteError where one file is to hold two things: the second would replace the first."""
    known = set[Path]()
    for file in filter(None, files):
        if (whole := followed(file)) in known:
            raise SiteError(f"{file}: is named twice; expected a file for each")
        known.add(whole)


def write(file: Path, pieces: Iterable[str]) -> None:
    """Write a report; raises SiteError. What of a name is no text is written as JSON escapes it."""
    try:
        with file.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as opened:
            opened.writelines(pieces)
    except OSError as error:
        raise SiteError(f"{file}: cannot be written: {reason(error)}") from error
