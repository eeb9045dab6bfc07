"""`OpenFolder`: a site's folder or an output's, in which no symbolic link is ever followed.

The system looks up a path anew each time, and whoever may write to a folder on the way can put a
link there in between. So folders are opened one inside the other, links are refused, and what is
read, written or removed is named within a folder that is open. The folder itself is found by its
path: whoever names it answers for what leads there.
"""

import os
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import BinaryIO

from smoopt.files import handle as handles
from smoopt.files.bounded import no_longer
from smoopt.files.entries import Entries, seen
from smoopt.files.handle import BehindLink, Handle
from smoopt.files.stamp import Stamp, regular_of, stamp_of
from smoopt.files.windows_names import refuse_unfit
from smoopt.model.errors import SiteError

# So many folders are held open, the latest: pages come folder by folder.
_MOST_HELD = 24
_NO_NAMES = frozenset({"", ".", ".."})


class OpenFolder:
    """What lies below a folder, by paths relative to it with forward slashes.

    It need not exist. All methods may be called from any thread, and in forked processes. All that
    read or open raise OSError, BehindLink where a link is on the way, and SiteError for a path that
    leads out.
    """

    def __init__(self, root: Path) -> None:
        """Take a folder; nothing is opened yet."""
        self.root = root
        # A plugin may change the working folder while something is read for it; but who may not
        # look into a folder above can still read what lies below where they are.
        place = root.absolute()
        self._place = os.fspath(place if os.access(place.parent, os.X_OK) else root)
        self._lock = RLock()
        self.forget()

    def __reduce__(self) -> tuple[type["OpenFolder"], tuple[Path]]:
        return OpenFolder, (self.root,)

    def forget(self) -> None:
        """Hold no folder any longer: another may have taken its place since."""
        with self._lock:
            self._top: Handle | None = None
            self._held: dict[str, Handle] = {}

    def handle(self, folder: str = "") -> Handle:
        """Open a folder, the folder itself as ""; it is held for those who come next."""
        known = self._held.get(folder)
        if known is not None and known.is_there():
            return known
        with self._lock:
            return self._opened(folder)

    def _opened(self, folder: str) -> Handle:
        names = folder.split("/") if folder else []
        if not _NO_NAMES.isdisjoint(names) or "\0" in folder:
            raise self._outside(folder)
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
        """Give the innermost folder on the way that is open, and how many names lead to it."""
        for count in range(len(names), 0, -1):
            known = self._held.get("/".join(names[:count]))
            if known is not None and known.is_there():
                return known, count
        return None

    def split(self, path: str, *, make: bool = False) -> tuple[Handle, str]:
        """Open the folder of a file, made where it is to be; give it, and the file's name."""
        folder, slash, name = path.rpartition("/")
        if name in _NO_NAMES or "\0" in name or (slash and not folder):
            raise self._outside(path)
        refuse_unfit(path, name)
        return (self.made(folder) if make else self.handle(folder)), name

    def _outside(self, path: str) -> SiteError:
        return SiteError(f"{path}: leads out of {self.root}; nothing is read or written there")

    # What is there

    def status(self, path: str) -> os.stat_result | None:
        """Give what the system knows of a file, folder or link; None where nothing is reached."""
        try:
            return handles.status(*self.split(path))
        except OSError:
            return None

    def stamp(self, path: str) -> Stamp | None:
        """Give the stamp of a file or link; None where there is none."""
        found = self.status(path)
        return None if found is None else stamp_of(found)

    def regular(self, path: str) -> Stamp | None:
        """Give the stamp of a regular file; None for all else."""
        return regular_of(self.status(path))

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

    def read(self, path: str, most: int | None = None) -> bytes:
        """Read a regular file; raises OSError for one of more than `most` bytes."""
        if most is None:
            return handles.read(*self.split(path))[0]
        with self.open(path) as file:
            return no_longer(file.read(most + 1), most, path)

    def read_with_status(self, path: str) -> tuple[bytes, os.stat_result]:
        """Read a regular file; give its status from before that, too."""
        return handles.read(*self.split(path))

    def open(self, path: str) -> BinaryIO:
        """Open a regular file for reading."""
        return os.fdopen(handles.open_file(*self.split(path))[0], "rb")

    def link(self, path: str) -> str:
        """Give what a symbolic link says."""
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

    def remove_folder(self, folder: str) -> None:
        """Remove an empty folder."""
        handle, name = self.split(folder)
        os.rmdir(handle.prefix + name, dir_fd=handle.fd)
