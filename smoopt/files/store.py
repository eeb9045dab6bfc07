"""Writing to a folder: only what changed, and never outside of it; how is in atomic.py."""

import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from smoopt.files import atomic
from smoopt.files.walk import is_temporary
from smoopt.model.edits import OWN_FOLDER, is_own_file
from smoopt.model.errors import SiteError


class Store:
    """A folder that is written to; paths are relative to it, with forward slashes."""

    def __init__(self, root: Path) -> None:
        """Take `root` as the folder; it need not exist yet."""
        self.root = root
        self._place = str(root)
        self._real_root = root.resolve()
        self._checked: set[str] = set()

    def put(self, path: str, data: bytes, like: os.stat_result | None = None) -> bool:
        """Make the file hold `data`; tell whether it had to be written.

        The new file replaces the old one in one step, with its owner and with the mode of `like`,
        or else its own. Raises OSError with nothing lost, and SiteError for a path outside.
        """
        return atomic.put(self._inside(path), data, like)

    def copy(self, source: Path, path: str) -> bool:
        """Copy a file with its mode and times; a symbolic link stays a link."""
        return atomic.copy(source, self._inside(path))

    def lay(self, path: str, data: bytes, like: os.stat_result) -> bool:
        """Do what `copy` does for a regular file that was just read; `like` is from before that."""
        return atomic.lay(self._inside(path), data, like)

    def remove(self, path: str, keep: Collection[str] | None = None) -> bool:
        """Remove a file, and its folders if they are empty now; tell whether it was there.

        Without `keep`, only smoopt's own folder goes; with it, every one that is not in it.
        """
        target = Path(self._inside(path))
        try:
            target.unlink()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except (IsADirectoryError, PermissionError):  # what systems say of a folder
            if target.is_dir() and not target.is_symlink():
                return False
            raise
        folder = path.rpartition("/")[0]
        with suppress(OSError):
            while folder and (folder == OWN_FOLDER if keep is None else folder not in keep):
                (self.root / folder).rmdir()
                folder = folder.rpartition("/")[0]
        return True

    def own_files(self) -> Iterator[str]:
        """List the files that smoopt added: those whose name bears the digest of their content."""
        folder = self.root / OWN_FOLDER
        if not folder.is_dir() or folder.is_symlink():
            return
        for file in sorted(folder.iterdir()):
            path = f"{OWN_FOLDER}/{file.name}"
            with suppress(OSError):  # what cannot be read is not smoopt's
                if not file.is_symlink() and is_own_file(path, file.read_bytes()):
                    yield path

    def match_folder(self, source: Path, path: str) -> None:
        """Give a folder the mode and times of `source`, making it if it is missing.

        Raises OSError, and SiteError where a symbolic link in its place leads outside.
        """
        target = Path(self._inside(path))
        self._refuse_outside(target, path)
        target.mkdir(parents=True, exist_ok=True)
        shutil.copystat(source, target)

    def sweep(self, leftovers: Iterable[str]) -> None:
        """Remove what an interrupted run left behind under a temporary name."""
        for path in leftovers:
            with suppress(OSError, SiteError):
                Path(self._inside(path)).unlink()

    def sweep_beside(self, path: str) -> None:
        """Remove what was left behind in a file's folder, where nobody else writes to it."""
        folder = path.rpartition("/")[0]
        with suppress(OSError):
            names = [entry.name for entry in os.scandir(self.root / folder)]
            self.sweep(f"{folder}/{name}".lstrip("/") for name in names if is_temporary(name))

    def has_own(self, path: str) -> bool:
        """Tell whether a file of smoopt's own is there, with its content."""
        with suppress(OSError, SiteError):
            return is_own_file(path, Path(self._inside(path)).read_bytes())
        return False

    def _inside(self, path: str) -> str:
        """Give the place of a path; raises SiteError if it leads outside."""
        folder, _, name = path.rpartition("/")
        if name in {"", ".", ".."} or "\0" in name:
            raise self._outside(path)
        if folder not in self._checked:
            if path.startswith("/") or ".." in folder.split("/") or "\0" in folder:
                raise self._outside(path)
            self._check(folder, path)
        # A Path would cost as much as the write itself.
        return f"{self._place}/{path}"

    def _check(self, folder: str, path: str) -> None:
        """Refuse a folder that a symbolic link puts outside, once; those above it come first."""
        if folder and folder not in self._checked:
            self._check(folder.rpartition("/")[0], path)
            if os.path.islink(f"{self._place}/{folder}"):  # noqa: PTH114 - see _inside
                self._refuse_outside(self.root / folder, path)
            self._checked.add(folder)

    def look_anew(self) -> None:
        """Trust no folder that was looked at before: a link may have taken its place since."""
        self._checked.clear()
        self._real_root = self.root.resolve()

    def _outside(self, path: str) -> SiteError:
        return SiteError(f"{path}: leads out of {self.root}; nothing is written there")

    def _refuse_outside(self, folder: Path, path: str) -> None:
        if not folder.resolve().is_relative_to(self._real_root):
            raise SiteError(
                f"{path}: a symbolic link on the way leads out of {self.root}; "
                "nothing is written there"
            )
