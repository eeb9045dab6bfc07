"""`Folder`: the interface by which a site and its output are read and written, wherever they are.

The disk (`DiskFolder`) is one such place, an object store (`remote/`) another. All access to files
goes through it, so whatever works on a site works on all of them.
"""

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO

import msgspec

from smoopt.files.bounded import no_longer
from smoopt.files.entries import Entries
from smoopt.files.stamp import Stamp, regular_of, stamp_of
from smoopt.model.errors import SiteError

# What no file or folder in another is called.
NO_NAMES = frozenset({"", ".", ".."})


class Written(msgspec.Struct, frozen=True):
    """The stamp of a file with the wanted content, and whether it had to be written."""

    stamp: Stamp
    is_new: bool


class Folder(ABC):
    """What lies below a folder, by paths relative to it with forward slashes.

    It need not exist. All methods may be called from any thread, and in forked processes. All that
    read, open or write raise OSError with nothing lost, BehindLink where a symbolic link is on the
    way, and SiteError for a path that leads out.
    """

    root: Path
    # How many files are best read or written at a time.
    at_a_time = 1

    @abstractmethod
    def forget(self) -> None:
        """Forget all that was seen before: something else may have taken its place since."""

    # What is there

    @abstractmethod
    def status(self, path: str) -> os.stat_result | None:
        """Return the status of a file, folder or link; None if there is none."""

    def stamp(self, path: str) -> Stamp | None:
        """Return the stamp of a file or link; None where there is none."""
        found = self.status(path)
        return None if found is None else stamp_of(found)

    def regular(self, path: str) -> Stamp | None:
        """Return the stamp of a regular file; None for all else."""
        return regular_of(self.status(path))

    @abstractmethod
    def has_folder(self, path: str) -> bool:
        """Tell whether there is a folder, and no link to one."""

    @abstractmethod
    def is_behind_link(self, path: str) -> bool:
        """Tell whether a folder on the way to a path is a symbolic link, or has become one."""

    def read(self, path: str, most: int | None = None) -> bytes:
        """Read a regular file; raises OSError for one of more than `most` bytes."""
        if most is None:
            return self.read_with_status(path)[0]
        with self.open(path) as file:
            return no_longer(file.read(most + 1), most, path)

    @abstractmethod
    def read_with_status(self, path: str) -> tuple[bytes, os.stat_result]:
        """Read a regular file; return its status from before the reading, too."""

    @abstractmethod
    def open(self, path: str) -> BinaryIO:
        """Open a regular file for reading."""

    @abstractmethod
    def link(self, path: str) -> str:
        """Return what a symbolic link says."""

    @abstractmethod
    def entries(self, folder: str) -> Entries:
        """Look at what a folder holds."""

    @abstractmethod
    def names(self, folder: str) -> list[str]:
        """Name all that a folder holds, without a look at any of it."""

    def everything(self) -> Iterator[tuple[str, Stamp]] | None:
        """Yield all files with their stamps, in any order; None where only folders can be listed.

        Raises OSError, in the middle, too.
        """
        return None

    @contextmanager
    def reading_ahead(self, paths: Iterable[str]) -> Iterator[None]:  # noqa: ARG002 - stores do
        """Read files before `read_with_status` asks for them, in this order, in a store."""
        yield

    # Writing. Where it is best to write several files at a time, the methods in `-ing` begin, and
    # the function returned waits for the end; elsewhere, that function does all the work.

    @abstractmethod
    def put(self, path: str, data: bytes, like: os.stat_result | None) -> Written:
        """Make a file hold `data`, with the mode of `like`, or else its own; see `Store.put`."""

    def putting(self, path: str, data: bytes, like: os.stat_result | None) -> Callable[[], Written]:
        """Begin to do what `put` does."""
        return partial(self.put, path, data, like)

    @abstractmethod
    def rewrite(
        self, path: str, data: bytes, was: os.stat_result, modified: int | None = None
    ) -> Written:
        """Make a file hold `data` in place of what was read; see `Store.renew`."""

    def rewriting(
        self, path: str, data: bytes, was: os.stat_result, modified: int | None = None
    ) -> Callable[[], Written]:
        """Begin to do what `rewrite` does."""
        return partial(self.rewrite, path, data, was, modified)

    @abstractmethod
    def lay(self, path: str, data: bytes, like: os.stat_result) -> Written:
        """Make a file hold `data`, with mode and times of `like`."""

    def laying(self, path: str, data: bytes, like: os.stat_result) -> Callable[[], Written]:
        """Begin to do what `lay` does."""
        return partial(self.lay, path, data, like)

    @abstractmethod
    def copy(self, source: "Folder", path: str, to: str) -> bool:
        """Copy a file or link of another folder as it is; tell whether it had to be written."""

    def copying(self, source: "Folder", path: str, to: str) -> Callable[[], bool]:
        """Begin to do what `copy` does."""
        return partial(self.copy, source, path, to)

    @abstractmethod
    def remove(self, path: str) -> None:
        """Remove a file or link."""

    @abstractmethod
    def match_folder(self, source: "Folder", path: str) -> None:
        """Set a folder's mode and times as in another folder; make it if it is missing."""

    @abstractmethod
    def remove_folder(self, folder: str) -> None:
        """Remove an empty folder."""

    @abstractmethod
    def sync(self) -> None:
        """Wait until what was written is where no power cut takes it."""


def outside(root: Path, path: str) -> SiteError:
    """Return the error for a path that leads out of a folder."""
    return SiteError(f"{path}: leads out of {root}; nothing is read or written there")
