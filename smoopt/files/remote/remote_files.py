"""`RemoteFiles`: what lies in an object store or on another machine, as fsspec reads it.

Stores know no folders, links, modes or owners: paths end where slashes do. Changes of a file are
noticed by its ETag, or if there is none, by the time that the store gives it.
"""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from smoopt.files.entries import Entries
from smoopt.files.folder import NO_NAMES, Folder, outside
from smoopt.files.remote.object_lists import entries_in, files_in
from smoopt.files.remote.object_status import is_folder, stamp_in, status_of
from smoopt.files.remote.objects import Objects
from smoopt.files.remote.reading_ahead import ReadingAhead
from smoopt.files.remote.store_answers import asked
from smoopt.files.remote.stores import objects_of, options
from smoopt.files.stamp import Stamp

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem
    from upath import UPath


class RemoteFiles(Folder):
    """The reading part of a folder that fsspec reaches: see `Folder`."""

    def __init__(self, root: Path) -> None:
        """Take an address as `smoopt.files.addresses` makes it; nothing is asked yet."""
        self.root = root
        place = cast("UPath", root)
        self._protocol = place.protocol
        self._options = options(place.protocol, place.storage_options)
        self._base = place.path.rstrip("/")
        self._ahead: ReadingAhead | None = None

    def __reduce__(self) -> tuple[type["RemoteFiles"], tuple[Path]]:
        return type(self), (self.root,)

    @property
    def _files(self) -> "AbstractFileSystem":
        """The connection of this process, which is made if there is none."""
        from fsspec import filesystem  # noqa: PLC0415 - it is an extra's

        return filesystem(self._protocol, **self._options)

    @property
    def _objects(self) -> Objects:
        return objects_of(self._protocol, self._files)

    @property
    def at_a_time(self) -> int:  # type: ignore[override]
        """How many files are best read or written at a time."""
        return self._objects.at_a_time

    def _is_beside(self, other: "RemoteFiles") -> bool:
        """Tell whether another folder is in the same store, which can then copy by itself."""
        return (self._protocol, self._options) == (other._protocol, other._options)

    def _place(self, path: str) -> str:
        """Return the store's own name for a path."""
        names = path.split("/")
        if not NO_NAMES.isdisjoint(names) or "\0" in path:
            raise outside(self.root, path)
        return f"{self._base}/{path}"

    def _folder(self, path: str) -> str:
        return self._place(path) if path else self._base

    def forget(self) -> None:
        """Forget all that was seen before."""
        self._files.invalidate_cache()

    # What is there

    def status(self, path: str) -> os.stat_result | None:
        """Return the status of a file or folder; None if there is none."""
        place = self._place(path)
        try:
            return status_of(self._objects.info(place))
        except OSError:
            return None

    def stamp(self, path: str) -> Stamp | None:
        """Return the stamp of a file; None where there is none."""
        try:
            if self._ahead is not None and (seen := self._ahead.seen(path)):
                return stamp_in(seen[1])
            found = self._objects.look(self._place(path))
        except OSError:
            return None
        return None if found is None else stamp_in(found)

    def regular(self, path: str) -> Stamp | None:
        """Return the stamp of a file; None for all else."""
        return self.stamp(path)

    def has_folder(self, path: str) -> bool:
        """Tell whether anything lies below a path."""
        try:
            return is_folder(self._objects.info(self._folder(path)))
        except OSError:
            return False

    def is_behind_link(self, path: str) -> bool:  # noqa: ARG002 - as the disk is asked
        """Return False: stores have no links."""
        return False

    def read(self, path: str, most: int | None = None) -> bytes:
        """Read a file; raises OSError for one of more than `most` bytes."""
        if most is None:
            return self.read_with_status(path)[0]
        return self._objects.read(self._place(path), most)[0]

    def read_with_status(self, path: str) -> tuple[bytes, os.stat_result]:
        """Read a file; return its status from before the reading, too."""
        ahead = self._ahead.take(path) if self._ahead is not None else None
        data, info = ahead or self._objects.read(self._place(path))
        return data, status_of(info)

    @contextmanager
    def reading_ahead(self, paths: Iterable[str]) -> Iterator[None]:
        """Read files before `read_with_status` asks for them, in this order."""
        if self._ahead is not None or self.at_a_time == 1:
            yield
            return
        self._ahead = ReadingAhead(self._objects, paths, self._place)
        try:
            yield
        finally:
            self._ahead.stop()
            self._ahead = None

    def open(self, path: str) -> BinaryIO:
        """Open a file for reading."""
        return cast("BinaryIO", asked(self._files.open, self._place(path), "rb"))

    def link(self, path: str) -> str:
        """Raise: stores have no links."""
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), path)

    def entries(self, folder: str) -> Entries:
        """Look at what a folder holds."""
        return entries_in(asked(self._files.ls, self._folder(folder), detail=True))

    def names(self, folder: str) -> list[str]:
        """Name all that a folder holds."""
        found = self.entries(folder)
        return [*found.files, *found.folders]

    def everything(self) -> Iterator[tuple[str, Stamp]]:
        """Yield all files, which takes fewer requests than one for each folder."""
        return files_in(self._base, self._objects.below(self._base))
