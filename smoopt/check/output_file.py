"""Files that an audit writes: refused before the work where that can be told, written after it."""

from collections.abc import Iterable
from pathlib import Path

from smoopt.files.named_files import followed
from smoopt.model.errors import SiteError, reason
from smoopt.model.page_files import has_page_suffix

# How the title of each report ends, and where it stands at the latest, in bytes.
_OWN, _HEAD = " · smoopt ".encode(), 4096


def refuse_unwritable(file: Path, *sites: Path) -> None:
    """Raise SiteError where a file cannot be written, before a site is checked for nothing.

    Nor may it take the place of a page of a site, which `undo` could not give back.
    """
    if any(_is_page_of(site, file) for site in sites):
        raise SiteError(f"{file}: is a page of the site; expected another name to write to")
    if file.is_dir():
        raise SiteError(f"{file}: is a folder; expected the name of a file to write")
    if not file.parent.is_dir():
        raise SiteError(f"{file}: cannot be written: there is no folder {file.parent}")


def _is_page_of(site: Path, file: Path) -> bool:
    """Tell a page of a site from a report that was written there earlier."""
    whole = followed(file)
    if not (has_page_suffix(whole.name) and whole.is_file()):
        return False
    if not whole.is_relative_to(followed(site)):
        return False
    with whole.open("rb") as opened:
        return _OWN not in opened.read(_HEAD)


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
