"""Making a file under another name, and putting it in the place of an old one at the end."""

import os
from contextlib import suppress

from smoopt.files import handle as handles
from smoopt.files.exchange import exchange
from smoopt.files.handle import Handle, WrittenMeanwhile
from smoopt.files.temporary_names import TEMPORARY_PREFIX, TEMPORARY_SUFFIX


class InPlaceOf:
    """A context for making a new file or link, which takes another's place at the end.

    Where anything fails, nothing is left behind.
    """

    def __init__(self, folder: Handle, name: str) -> None:
        """Take the folder, and the name in it that the new file will have."""
        self.folder = folder
        self._name = name
        self._beside = f"{TEMPORARY_PREFIX}{os.urandom(4).hex()}{TEMPORARY_SUFFIX}"

    def __enter__(self) -> str:
        """Return the temporary name of the new file, as the functions of `os` take it."""
        return self.folder.prefix + self._beside

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Put the new file in its place, or remove it if an error was raised."""
        try:
            if kind is None:
                self._put()
                return
        except BaseException:
            self._sweep()
            raise
        self._sweep()

    def _put(self) -> None:
        folder, new = self.folder, self.folder.prefix + self._beside
        os.replace(new, folder.prefix + self._name, src_dir_fd=folder.fd, dst_dir_fd=folder.fd)

    def _sweep(self) -> None:
        with suppress(OSError):
            os.unlink(self.folder.prefix + self._beside, dir_fd=self.folder.fd)


class InPlaceOfRead(InPlaceOf):
    """Puts a new file in the place of the one that was read, and of no other.

    Between the last look at a file and its replacement its author may write it anew. So the two are
    exchanged, and the one that comes out is looked at: if it is not what was read, it is put back.
    """

    def __init__(self, folder: Handle, name: str, was: os.stat_result) -> None:
        """Take the folder, the name in it, and the status of what was read."""
        super().__init__(folder, name)
        self._was = _version(was)
        # The versions that may be removed after an exchange, because there is something newer.
        self._outdated: set[tuple[int, ...]] = set()

    def _put(self) -> None:
        # As late as possible: where files cannot be exchanged, what is written after this is lost.
        if self._version(self._name) != self._was:
            raise WrittenMeanwhile
        self._outdated = {self._was, self._version(self._beside)}
        known = len(self._outdated)
        try:
            is_done = exchange(self.folder, self._beside, self._name)
        except FileNotFoundError as error:  # its author has taken it away
            raise WrittenMeanwhile from error
        if not is_done:
            super()._put()
            return
        self._sweep()
        if len(self._outdated) > known:
            raise WrittenMeanwhile

    def _sweep(self) -> None:
        # Again and again: the author may write while his last version is put back.
        while self._outdated and (out := self._version(self._beside)) not in self._outdated:
            with suppress(FileNotFoundError):  # its author has taken away whatever is there
                exchange(self.folder, self._beside, self._name)
            self._outdated.add(out)
        super()._sweep()

    def _version(self, name: str) -> tuple[int, ...]:
        return _version(handles.status(self.folder, name))


def _version(found: os.stat_result | None) -> tuple[int, ...]:
    """Return what identifies a file and its version; () if there is none."""
    return () if found is None else (found.st_ino, found.st_size, found.st_mtime_ns)
