"""What a run writes beside the pages: plugins' files, and in another folder all that is no page."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import msgspec

from smoopt.build.failures import FILE_REFUSED, not_removed, not_written
from smoopt.build.summary import Summary
from smoopt.files.store import Store
from smoopt.model.edits import File, is_own_file
from smoopt.model.errors import SiteError
from smoopt.model.finding import Place
from smoopt.plugin.call import Failure
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site


class Added:
    """The files that plugins give in a run, each written once."""

    def __init__(self, store: Store, summary: Summary, *, dry: bool = False) -> None:
        """Write to `store`, unless `dry`, and report to `summary`."""
        self._store = store
        self._summary = summary
        self._dry = dry
        self._refused: set[str] = set()

    def put(self, file: File, page: str) -> None:
        """Write a file, unless it is one that undo could not tell from the author's."""
        if not is_own_file(file.path, file.content):
            self._refuse(file, page)
            return
        if self._dry:
            return
        try:
            self._summary.files_written += self._store.put(file.path, file.content)
        except (OSError, SiteError) as error:
            self._summary.findings.append(not_written(file.path, error))

    def _refuse(self, file: File, page: str) -> None:
        if file.path in self._refused:
            return
        self._refused.add(file.path)
        message = (
            f"the plugin {file.plugin!r} wants to write {file.path!r}, which could not be told "
            "from a file of the site; plugins must name their files with `own_file`"
        )
        finding = FILE_REFUSED.at(Place(page), message)
        self._summary.findings.append(msgspec.structs.replace(finding, plugin=file.plugin))


def site_files(site: Site, registry: Registry, summary: Summary) -> Iterator[File]:
    """Give the files of the site as a whole; what fails is added to the summary."""
    for answer in registry.base.call_each("site_files", site.place, site=site):
        if isinstance(answer, Failure):
            summary.findings.append(answer.finding)
            continue
        for file in answer.results:
            if isinstance(file, File):
                yield msgspec.structs.replace(file, plugin=answer.plugin)


def copy(site: Site, store: Store, paths: Iterable[str], summary: Summary) -> None:
    """Copy files of the site; links stay links."""
    for path in paths:
        try:
            summary.files_copied += store.copy(site.root / path, path)
        except (OSError, SiteError) as error:
            summary.findings.append(not_written(path, error))


def match_folders(site: Site, store: Store, summary: Summary) -> None:
    """Give the output's folders their modes and times, those inside first."""
    for path in sorted(site.folders, reverse=True):
        try:
            store.match_folder(site.root / path, path)
        except (OSError, SiteError) as error:
            summary.findings.append(not_written(path, error))


def remove(
    store: Store, paths: Iterable[str], summary: Summary, keep: Collection[str] | None = None
) -> None:
    """Remove files that are needed no more, and with them folders that are not to be kept."""
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
