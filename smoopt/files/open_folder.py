"""`OpenFolder`: a site's folder or an output's, in which no symbolic link is ever followed.

The system looks up a path anew each time, and whoever may write to a folder on the way can put a
link there in between. So folders are opened one inside the other, links are refused, and what is
read, written or removed is named within a folder that is open. Links on the way to the folder
itself are followed, because its path is given by the user.
"""

import os
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import BinaryIO

from smoopt.files import atomic
from smoopt.files import handle as handles
from smoopt.files.durable import sync
from smoopt.files.entries import Entries, seen
from smoopt.files.folder import NO_NAMES, Folder, Written, outside
from smoopt.files.handle import BehindLink, Handle
from smoopt.files.windows_names import refuse_unfit

# How many folders are held open, the latest: pages come folder by folder.
_MOST_HELD = 24


class OpenFolder(Folder):
    """A folder on the disk: see `Folder`."""

    def __init__(self, root: Path) -> None:
        """Take a folder; nothing is opened yet."""
        self.root = root
        # Absolute, because a plugin may change the working folder; but relative where the user may
        # not enter the folder above.
        place = root.absolute()
        self._place = os.fspath(place if os.access(place.parent, os.X_OK) else root)
        self._lock = RLock()
        self.forget()

    def __reduce__(self) -> tuple[type["OpenFolder"], tuple[Path]]:
        # Another process may run in another folder.
        return OpenFolder, (Path(self._place),)

    def forget(self) -> None:
        """Hold no folder any longer: another may have taken its place since."""
        with self._lock:
            self._top: Handle | None = None
            self._held: dict[str, Handle] = {}

    def handle(self, folder: str = "") -> Handle:
        """Open a folder ("" is the folder itself), and hold it open for later calls."""
        known = self._held.get(folder)
        if known is not None and known.is_there():
            return known
        with self._lock:
            return self._opened(folder)

    def _opened(self, folder: str) -> Handle:
        names = folder.split("/") if folder else []
        if not NO_NAMES.isdisjoint(names) or "\0" in folder:
            raise outside(self.root, folder)
        refuse_unfit(folder, *names)
        top = self._top
        if top is None or not top.is_there():
            self.forget()
            self._top = top = handles.hold(self._place)
        handle, depth = self._nearest(names) or (top, 0)
        for count, name in enumerate(names[depth:], depth + 1):
            handle = handles.inner(handle, name)
            if len(self._held) >= _MOST_HELD:
                self._held.pop(next(iter(self._held)))
            self._held["/".join(names[:count])] = handle
        return handle

    def _nearest(self, names: list[str]) -> tuple[Handle, int] | None:
        """Return the innermost open folder on the way, and how many names lead to it."""
        for count in range(len(names), 0, -1):
            known = self._held.get("/".join(names[:count]))
            if known is not None and known.is_there():
                return known, count
        return None

    def split(self, path: str, *, make: bool = False) -> tuple[Handle, str]:
        """Open the folder of a file, which `make` creates; return it and the file's name."""
        folder, slash, name = path.rpartition("/")
        if name in NO_NAMES or "\0" in name or (slash and not folder):
            raise outside(self.root, path)
        refuse_unfit(path, name)
        return (self.made(folder) if make else self.handle(folder)), name

    # What is there

    def status(self, path: str) -> os.stat_result | None:
        """Return the status of a file, folder or link; None if there is none."""
        try:
            return handles.status(*self.split(path))
        except OSError:
            return None

    def has_folder(self, path: str) -> bool:
        """Tell whether there is a folder, and no link to one."""
        try:
            return self.handle(path) is not None
        except OSError:
            return False

    def is_behind_link(self, path: str) -> bool:
        """Tell whether a folder on the way to a path is a symbolic link, or has become one."""
        try:
            self.handle(path.rpartition("/")[0])
        except BehindLink:
            return True
        except OSError:
            return False
        return False

    def read_with_status(self, path: str) -> tuple[bytes, os.stat_result]:
        """Read a regular file; return its status from before the reading, too."""
        return handles.read(*self.split(path))

    def open(self, path: str) -> BinaryIO:
        """Open a regular file for reading."""
        return os.fdopen(handles.open_file(*self.split(path))[0], "rb")

    def link(self, path: str) -> str:
        """Return what a symbolic link says."""
        return handles.says(*self.split(path))

    def entries(self, folder: str) -> Entries:
        """Look at what a folder holds."""
        handle = self.handle(folder)
        listed = handles.listable(handle)
        try:
            with os.scandir(listed) as listing:
                return seen(listing, handle)
        finally:
            if isinstance(listed, int):
                os.close(listed)

    def names(self, folder: str) -> list[str]:
        """Name all that a folder holds, without a look at any of it."""
        listed = handles.listable(self.handle(folder))
        try:
            return os.listdir(listed)  # noqa: PTH208 - it is open
        finally:
            if isinstance(listed, int):
                os.close(listed)

    # What is to be there

    def made(self, folder: str) -> Handle:
        """Open a folder, making it and those above it where they are missing."""
        try:
            return self.handle(folder)
        except FileNotFoundError:
            if not folder:
                Path(self._place).mkdir(parents=True, exist_ok=True)
                return self.handle()
        outer, _, name = folder.rpartition("/")
        handle = self.made(outer)
        with suppress(FileExistsError):  # another process has been quicker
            os.mkdir(handle.prefix + name, dir_fd=handle.fd)
        return self.handle(folder)

    def put(self, path: str, data: bytes, like: os.stat_result | None) -> Written:
        """Make a file hold `data`, with the mode of `like`, or else its own; see `Store.put`."""
        return atomic.put(*self.split(path, make=True), data, like)

    def rewrite(
        self, path: str, data: bytes, was: os.stat_result, modified: int | None = None
    ) -> Written:
        """Make a file hold `data` in place of what was read; see `Store.renew`."""
        return atomic.rewrite(*self.split(path), data, was, modified)

    def lay(self, path: str, data: bytes, like: os.stat_result) -> Written:
        """Make a file hold `data`, with mode and times of `like`."""
        return atomic.lay(*self.split(path, make=True), data, like)

    def copy(self, source: Folder, path: str, to: str) -> bool:
        """Copy a file or link of another folder as it is; tell whether it had to be written."""
        if isinstance(source, OpenFolder):
            return atomic.copy(source.split(path), *self.split(to, make=True))
        return self.lay(to, *source.read_with_status(path)).is_new

    def remove(self, path: str) -> None:
        """Remove a file or link."""
        folder, name = self.split(path)
        os.unlink(folder.prefix + name, dir_fd=folder.fd)

    def match_folder(self, source: Folder, path: str) -> None:
        """Set a folder's mode and times as in another folder; make it if it is missing."""
        self.made(path)
        if isinstance(source, OpenFolder):
            atomic.match_folder(source.split(path), self.split(path))

    def remove_folder(self, folder: str) -> None:
        """Remove an empty folder."""
        handle, name = self.split(folder)
        os.rmdir(handle.prefix + name, dir_fd=handle.fd)

    def sync(self) -> None:
        """Wait until what was written is where no power cut takes it."""
        sync(self.root)
