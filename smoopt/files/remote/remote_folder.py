"""`RemoteFolder`: a site in an object store or on another machine, by fsspec.

Stores replace a file in one step and know no folders, links, modes or owners: paths end where
slashes do. What tells whether a file was written is the time that the store gives it, which counts
seconds, and its ETag: that stands in for the parts of a second.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from smoopt.files.entries import Entries
from smoopt.files.folder import NO_NAMES, Folder, Written, outside
from smoopt.files.handle import WrittenMeanwhile
from smoopt.files.remote.object_lists import entries_of, everything
from smoopt.files.remote.object_status import is_folder, status_of
from smoopt.files.remote.store_answers import asked
from smoopt.files.remote.writing import Writing
from smoopt.files.stamp import stamp_of

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem
    from upath import UPath


class RemoteFolder(Folder):
    """A folder that fsspec reaches: see `Folder`."""

    def __init__(self, root: Path) -> None:
        """Take an address as `smoopt.files.addresses` makes it; nothing is asked yet."""
        self.root = root
        place = cast("UPath", root)
        self._protocol = place.protocol
        self._options = {**place.storage_options, "use_listings_cache": False}
        self._base = place.path.rstrip("/")
        self._listed: dict[str, Entries] | None = None

    def __reduce__(self) -> tuple[type["RemoteFolder"], tuple[Path]]:
        return RemoteFolder, (self.root,)

    @property
    def _files(self) -> "AbstractFileSystem":
        """Connect, or give the connection that this process has."""
        from fsspec import filesystem  # noqa: PLC0415 - it is an extra's

        return filesystem(self._protocol, **self._options)

    def _is_beside(self, other: "RemoteFolder") -> bool:
        """Tell whether another folder is of the same store, which then copies by itself."""
        return (self._protocol, self._options) == (other._protocol, other._options)

    def _place(self, path: str) -> str:
        """Give the store's own name for a path."""
        names = path.split("/")
        if not NO_NAMES.isdisjoint(names) or "\0" in path:
            raise outside(self.root, path)
        return f"{self._base}/{path}"

    def _folder(self, path: str) -> str:
        return self._place(path) if path else self._base

    def forget(self) -> None:
        """Trust nothing that was seen before."""
        self._files.invalidate_cache()

    # What is there

    def status(self, path: str) -> os.stat_result | None:
        """Give what is known of a file or folder; None where nothing is reached."""
        place = self._place(path)
        try:
            return status_of(asked(self._files.info, place))
        except OSError:
            return None

    def has_folder(self, path: str) -> bool:
        """Tell whether anything lies below a path."""
        try:
            return is_folder(asked(self._files.info, self._folder(path)))
        except OSError:
            return False

    def is_behind_link(self, path: str) -> bool:  # noqa: ARG002 - as the disk is asked
        """Tell that it is not: stores have no links."""
        return False

    def read_with_status(self, path: str) -> tuple[bytes, os.stat_result]:
        """Read a file; give its status from before that, too."""
        place, files = self._place(path), self._files
        info = asked(files.info, place)
        if is_folder(info):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        return asked(files.cat_file, place), status_of(info)

    def open(self, path: str) -> BinaryIO:
        """Open a file for reading."""
        return cast("BinaryIO", asked(self._files.open, self._place(path), "rb"))

    def link(self, path: str) -> str:
        """Raise: stores have no links."""
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), path)

    def entries(self, folder: str) -> Entries:
        """Look at what a folder holds."""
        if self._listed is not None:
            return self._listed.get(folder) or entries_of(())
        return entries_of(asked(self._files.ls, self._folder(folder), detail=True))

    def names(self, folder: str) -> list[str]:
        """Name all that a folder holds."""
        found = self.entries(folder)
        return [*found.files, *found.folders]

    @contextmanager
    def all_at_once(self) -> Iterator[None]:
        """Ask for a list of all files once, and not for one of each folder."""
        found = asked(self._files.find, self._base, detail=True)
        self._listed = everything(self._base, found)
        try:
            yield
        finally:
            self._listed = None

    # What is to be there

    @property
    def _writing(self) -> Writing:
        return Writing(self._protocol, self._files)

    def put(self, path: str, data: bytes, like: os.stat_result | None) -> Written:  # noqa: ARG002
        """Make a file hold `data`; see `Store.put`."""
        return self._hold(path, data, self.status(path))

    def _hold(self, path: str, data: bytes, was: os.stat_result | None) -> Written:
        if was is not None and was.st_size == len(data) and self.read(path) == data:
            return Written(stamp_of(was), False)
        place = self._place(path)
        asked(self._writing.write, place, data)
        info = asked(self._files.info, place)
        return Written(stamp_of(status_of(info)), True)

    def rewrite(
        self,
        path: str,
        data: bytes,
        was: os.stat_result,
        modified: int | None = None,  # noqa: ARG002 - that is the store's to say
    ) -> Written:
        """Make a file hold `data` in place of what was read; see `Store.renew`."""
        now = self.status(path)
        if now is None or stamp_of(now) != stamp_of(was):
            raise WrittenMeanwhile
        return self._hold(path, data, now)

    def lay(self, path: str, data: bytes, like: os.stat_result) -> bool:
        """Make a file hold `data`; tell whether it was not so."""
        return self.put(path, data, like).is_new

    def copy(self, source: Folder, path: str, to: str) -> bool:
        """Copy a file of another folder; tell whether it was not so.

        One of the same size that was written later, if only by a second, is a copy.
        """
        seen, there = source.status(path), self.status(to)
        if seen is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        if there is not None and there.st_size == seen.st_size and _is_later(there, seen):
            return False
        place = self._place(to)
        if isinstance(source, RemoteFolder) and source._is_beside(self):
            asked(self._files.cp_file, source._place(path), place)
            return True
        with source.open(path) as read, self._writing.opened(place) as written:
            shutil.copyfileobj(read, written)
        return True

    def remove(self, path: str) -> None:
        """Remove a file."""
        place = self._place(path)
        if is_folder(asked(self._files.info, place)):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        asked(self._files.rm_file, place)

    def match_folder(self, source: Folder, path: str) -> None:  # noqa: ARG002 - none has a mode
        """Make a folder, where there are any."""
        asked(self._writing.make_folder, self._folder(path))

    def remove_folder(self, folder: str) -> None:
        """Remove an empty folder, where there are any."""
        asked(self._writing.remove_folder, self._place(folder))

    def sync(self) -> None:
        """Do nothing: stores answer when what they were given is safe."""


def _is_later(one: os.stat_result, other: os.stat_result) -> bool:
    """Tell what was surely written after another: stores give whole seconds."""
    return int(one.st_mtime) > int(other.st_mtime)
