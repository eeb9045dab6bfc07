"""Writing to a folder: only what changed, and never outside of it; `Folder` knows how."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from smoopt.files.folder import Folder, Written
from smoopt.files.folder_at import folder_at
from smoopt.files.temporary_names import is_temporary
from smoopt.model.edits import OWN_FOLDER, is_own_file
from smoopt.model.errors import SiteError


class Store:
    """A folder that is written to; paths are relative to it, with forward slashes.

    All raise OSError with nothing lost, also where a symbolic link is on the way, and SiteError for
    a path that leads out.
    """

    def __init__(self, root: Path, *, in_place: bool = False) -> None:
        """Take `root` as the folder; it need not exist yet. `in_place`: it is the site itself."""
        self.root = root
        self.in_place = in_place
        self.opened = folder_at(root)

    def put(self, path: str, data: bytes, like: os.stat_result | None = None) -> bool:
        """Make the file hold `data`; tell whether it had to be written.

        The new file replaces the old one in one step, with the mode of `like`, or else its own. It
        keeps its owner where that is its folder's owner.
        """
        return self.opened.put(path, data, like).is_new

    def renew(
        self, path: str, data: bytes, read: os.stat_result, modified: int | None = None
    ) -> Written:
        """Make a file hold what was made of one of the site's; `read` is the status of that file.

        Its mode stays, and in place its owner; in place it gets the time `modified` in nanoseconds,
        if one is given. In place, raises WrittenMeanwhile where the file is another one by now.
        """
        return self.renewing(path, data, read, modified)()

    def renewing(
        self, path: str, data: bytes, read: os.stat_result, modified: int | None = None
    ) -> Callable[[], Written]:
        """Begin `renew`; return a function that waits for its end."""
        if not self.in_place:
            return self.opened.putting(path, data, read)
        return self.opened.rewriting(path, data, read, modified)

    def copy(self, source: Folder, path: str, to: str = "") -> bool:
        """Copy a file with its mode and times, to another path if one is given; links stay links.

        Returns whether it had to be written.
        """
        return self.opened.copy(source, path, to or path)

    def copying(self, source: Folder, path: str) -> Callable[[], bool]:
        """Begin `copy`; return a function that waits for its end."""
        return self.opened.copying(source, path, path)

    def lay(self, path: str, data: bytes, like: os.stat_result) -> bool:
        """Do what `copy` does for a regular file that was just read; `like` is from before that."""
        return self.laying(path, data, like)().is_new

    def laying(self, path: str, data: bytes, like: os.stat_result) -> Callable[[], Written]:
        """Begin `lay`; return a function that waits for its end."""
        return self.opened.laying(path, data, like)

    def remove(self, path: str, keep: Collection[str] | None = None) -> bool:
        """Remove a file, and its folders if they are empty now; tell whether it was there.

        Without `keep`, only smoopt's own folder goes; with it, every one that is not in it.
        """
        try:
            self.opened.remove(path)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except (IsADirectoryError, PermissionError):  # what systems say of a folder
            if self.opened.has_folder(path):
                return False
            raise
        folder = path.rpartition("/")[0]
        with suppress(OSError):
            while folder and (folder == OWN_FOLDER if keep is None else folder not in keep):
                self.opened.remove_folder(folder)
                folder = folder.rpartition("/")[0]
        return True

    def own_files(self) -> Iterator[str]:
        """List the files that smoopt added: those whose name bears the digest of their content."""
        with suppress(OSError):
            for name in self.opened.entries(OWN_FOLDER).files:
                path = f"{OWN_FOLDER}/{name}"
                if self.has_own(path):
                    yield path

    def has_own(self, path: str) -> bool:
        """Tell whether a file of smoopt's own is there, with its content."""
        with suppress(OSError, SiteError):
            return is_own_file(path, self.opened.read(path))
        return False

    def match_folder(self, source: Folder, path: str) -> None:
        """Set a folder's mode and times as in `source`; make it if it is missing."""
        self.opened.match_folder(source, path)

    def sweep(self, leftovers: Iterable[str]) -> None:
        """Remove what an interrupted run left behind under a temporary name."""
        for path in leftovers:
            with suppress(OSError, SiteError):
                self.opened.remove(path)

    def sweep_beside(self, *paths: str) -> None:
        """Remove temporary files beside these files, where nothing else is writing."""
        for folder in sorted({path.rpartition("/")[0] for path in paths}):
            with suppress(OSError):
                names = self.opened.entries(folder).files
                self.sweep(f"{folder}/{name}".lstrip("/") for name in names if is_temporary(name))

    def look_anew(self) -> None:
        """Close held folders: others may have taken their place since."""
        self.opened.forget()
