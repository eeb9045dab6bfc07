"""Report files: unwritable ones are refused before the check, the others written after it."""

from collections.abc import Iterable
from pathlib import Path

from smoopt.files.named_files import followed
from smoopt.model.errors import SiteError, reason
from smoopt.model.page_files import has_page_suffix

# How the title of each report ends, and within how many bytes it stands
_OWN, _HEAD = " · smoopt ".encode(), 4096


def refuse_unwritable(file: Path, *sites: Path) -> None:
    """Raise SiteError if a file cannot be written, before a site is checked in vain.

    Nor may it replace a page of a site, which `undo` could not restore.
    """
    if any(_is_page_of(site, file) for site in sites):
        raise SiteError(f"{file}: is a page of the site; expected another name to write to")
    if file.is_dir():
        raise SiteError(f"{file}: is a folder; expected the name of a file to write")
    if not file.parent.is_dir():
        raise SiteError(f"{file}: cannot be written: there is no folder {file.parent}")


def _is_page_of(site: Path, file: Path) -> bool:
    """Return whether a file is a page of the site, not a report that was written there earlier."""
    whole = followed(file)
    if not (has_page_suffix(whole.name) and whole.is_file()):
        return False
    if not whole.is_relative_to(followed(site)):
        return False
    with whole.open("rb") as opened:
        return _OWN not in opened.read(_HEAD)


def refuse_same(*files: Path | None) -> None:
    """Raise SiteError if a file is named twice: the second output would replace the first."""
    known = set[Path]()
    for file in filter(None, files):
        if (whole := followed(file)) in known:
            raise SiteError(f"{file}: is named twice; expected a file for each")
        known.add(whole)


def write(file: Path, pieces: Iterable[str]) -> None:
    """Write a report, with bytes of names that are no text as escapes; raises SiteError."""
    try:
        with file.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as opened:
            opened.writelines(pieces)
    except OSError as error:
        raise SiteError(f"{file}: cannot be written: {reason(error)}") from error
