"""`RemoteFolder`: a site in an object store or on another machine, by fsspec.

Stores replace a file in one step. Each write takes some time, so many are under way at a time.
"""

import errno
import os
import shutil
from collections.abc import Callable
from functools import partial
from threading import Semaphore
from typing import TypeVar

from smoopt.files.folder import Folder, Written
from smoopt.files.remote.object_status import is_folder, stamp_by, stamp_in, status_of
from smoopt.files.remote.objects import Held
from smoopt.files.remote.remote_files import RemoteFiles
from smoopt.files.remote.store_answers import asked, patiently

T = TypeVar("T")
# Files up to this size are copied in one piece; larger ones two at a time, because libraries hold
# several parts of each in memory.
_ONE_PIECE = 8_000_000
_LARGE = Semaphore(2)


class RemoteFolder(RemoteFiles):
    """A folder that fsspec reaches: see `Folder`."""

    def _begun(self, work: Callable[[], T], size: int = 0) -> Callable[[], T]:
        """Begin a request, if the store takes several at a time."""
        objects = self._objects
        return work if objects.at_a_time == 1 else objects.begin(work, size).result

    def put(self, path: str, data: bytes, like: os.stat_result | None) -> Written:
        """Make a file hold `data`; see `Store.put`."""
        return self.putting(path, data, like)()

    def putting(
        self,
        path: str,
        data: bytes,
        like: os.stat_result | None,  # noqa: ARG002 - none has a mode
    ) -> Callable[[], Written]:
        """Begin to do what `put` does."""
        objects = self._objects
        return self._begun(lambda: _written(objects.hold(self._place(path), data)), len(data))

    def rewrite(
        self, path: str, data: bytes, was: os.stat_result, modified: int | None = None
    ) -> Written:
        """Make a file hold `data` in place of what was read; see `Store.renew`."""
        return self.rewriting(path, data, was, modified)()

    def rewriting(
        self,
        path: str,
        data: bytes,
        was: os.stat_result,
        modified: int | None = None,  # noqa: ARG002 - that is the store's to say
    ) -> Callable[[], Written]:
        """Begin to do what `rewrite` does."""
        objects, read = self._objects, stamp_by(was)
        return self._begun(
            lambda: _written(objects.replace(self._place(path), data, read)), len(data)
        )

    def lay(self, path: str, data: bytes, like: os.stat_result) -> Written:
        """Make a file hold `data`."""
        return self.put(path, data, like)

    def laying(self, path: str, data: bytes, like: os.stat_result) -> Callable[[], Written]:
        """Begin to do what `lay` does."""
        return self.putting(path, data, like)

    def copy(self, source: Folder, path: str, to: str) -> bool:
        """Copy a file of another folder; tell whether it had to be written.

        A file of the same size counts as a copy if it has the same ETag, or was written later, by a
        second at least.
        """
        seen, place, objects = source.status(path), self._place(to), self._objects
        there = objects.look(place)
        if seen is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        if there is not None and self._is_copy(status_of(there), source, seen):
            return False
        if isinstance(source, RemoteFolder) and source._is_beside(self):
            patiently(lambda: self._files.cp_file(source._place(path), place))
            return True
        if seen.st_size <= _ONE_PIECE:
            return objects.hold(place, source.read(path)).is_new
        with _LARGE:
            patiently(lambda: self._streamed(source, path, place))
        return True

    def _is_copy(self, there: os.stat_result, source: Folder, seen: os.stat_result) -> bool:
        if there.st_size != seen.st_size:
            return False
        stores = isinstance(source, RemoteFolder) and source._objects.tells_contents
        is_same = stores and self._objects.tells_contents and there.st_ino == seen.st_ino
        # Some stores give whole seconds.
        return is_same or int(there.st_mtime) > int(seen.st_mtime)

    def copying(self, source: Folder, path: str, to: str) -> Callable[[], bool]:
        """Begin to do what `copy` does."""
        return self._begun(partial(self.copy, source, path, to))

    def _streamed(self, source: Folder, path: str, place: str) -> None:
        objects = self._objects
        with (
            source.open(path) as read,
            objects.writing.opened(place, objects.headers(place)) as written,
        ):
            shutil.copyfileobj(read, written)

    def remove(self, path: str) -> None:
        """Remove a file."""
        place = self._place(path)
        if is_folder(self._objects.info(place)):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        asked(self._files.rm_file, place)

    def match_folder(self, source: Folder, path: str) -> None:  # noqa: ARG002 - none has a mode
        """Make a folder, where there are any."""
        asked(self._objects.writing.make_folder, self._folder(path))

    def remove_folder(self, folder: str) -> None:
        """Remove an empty folder, where there are any."""
        asked(self._objects.writing.remove_folder, self._place(folder))

    def sync(self) -> None:
        """Do nothing: stores answer only when data is safe."""


def _written(held: Held) -> Written:
    return Written(stamp_in(held.info), held.is_new)
