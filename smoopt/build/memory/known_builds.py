"""Find out from manifests which folders other builds have read and written."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from smoopt.build.memory.manifest import (
    KEPT,
    PLANNED,
    RECORDS,
    SUFFIX,
    as_text,
    beside,
    read_header,
)
from smoopt.build.memory.planned_files import PlannedFiles
from smoopt.build.memory.shelf import Shelf
from smoopt.files.addresses import is_address
from smoopt.files.folder import Folder
from smoopt.files.folder_at import folder_at
from smoopt.files.kept_files import FOLDER, KeptFiles
from smoopt.files.store import Store
from smoopt.model.errors import SiteError


def built_among(folders: Sequence[Path], places: Iterable[Path]) -> list[Path]:
    """Return those of `folders`, which are absolute, that a build has read or written.

    `places` are the folders in which manifests may lie.
    """
    known = {
        folder
        for place in {place.resolve() for place in places}
        for _, where in _manifests(folder_at(place))
        for folder in where
    }
    return [folder for folder in folders if as_text(folder) in known]


def forget_gone(place: Path) -> None:
    """Remove those manifests in a folder's `.smoopt` whose build wrote to a folder that is gone.

    Such a build does everything again in any case.
    """
    store = Store(place)
    for path, (_, written) in [*_manifests(store.opened)]:
        with suppress(OSError, SiteError):
            if not (is_address(written) or os.path.lexists(written)):
                store.remove(path)
                KeptFiles(place, beside(path, KEPT)).keep_only(())
                Shelf(store, beside(path, RECORDS)).keep_only(())
                PlannedFiles(store, beside(path, PLANNED)).clear()


def _manifests(opened: Folder) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the paths of a folder's manifests, with the folders that the builds read and wrote."""
    with suppress(OSError):
        for name in opened.entries(FOLDER).files:
            if name.endswith(SUFFIX):
                path = f"{FOLDER}/{name}"
                with suppress(OSError), opened.open(path) as file:
                    if found := read_header(file):
                        yield path, found[0].where
