"""Copying files other than pages into the output folder, and removing old ones there."""

from collections.abc import Collection, Iterable
from pathlib import Path

from smoopt.build.failures import not_removed, not_written
from smoopt.build.summary import Summary
from smoopt.files.overlapping import overlapping
from smoopt.files.store import Store
from smoopt.model.errors import SiteError
from smoopt.site.site import Site


def copy(site: Site, store: Store, paths: Iterable[str], summary: Summary) -> None:
    """Copy files of the site; links stay links."""
    begun = ((path, store.copying(site.opened, path)) for path in paths)
    for path, copied in overlapping(begun, store.opened.at_a_time):
        try:
            summary.files_copied += copied()
        except (OSError, SiteError) as error:
            summary.findings.append(not_written(path, error))


def match_folders(site: Site, store: Store, summary: Summary) -> None:
    """Set the modes and times of the output's folders as in the site, inner folders first."""
    for path in reversed(site.folders):
        try:
            store.match_folder(site.opened, path)
        except (OSError, SiteError) as error:
            summary.findings.append(not_written(path, error))


def remove(
    store: Store, paths: Iterable[str], summary: Summary, keep: Collection[str] | None = None
) -> None:
    """Remove files that are no longer needed, and with them empty folders not in `keep`."""
    for path in sorted(paths):
        try:
            summary.files_removed += store.remove(path, keep)
        except (OSError, SiteError) as error:
            summary.findings.append(not_removed(path, error))


def usable(output: Path) -> Path:
    """Make the output folder; raises SiteError if it cannot be."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SiteError(
            f"{output}: cannot be made: {error.strerror}; expected a folder to write to"
        ) from error
    return output
