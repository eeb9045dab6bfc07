"""Writing to disk: whole files or nothing, only what changed, and never outside the folder."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from smoopt.edits import OWN_FOLDER, is_own_file
from smoopt.errors import SiteError
from smoopt.site import TEMPORARY_PREFIX, TEMPORARY_SUFFIX, is_temporary

_NEW_FILE_MODE = 0o644


class Store:
    """A folder that is written to; paths are relative to it, with forward slashes."""

    def __init__(self, root: Path) -> None:
        """Take `root` as the folder; it need not exist yet."""
        self.root = root
        self._real_root = root.resolve()
        self._checked: set[Path] = set()

    def put(self, path: str, data: bytes, like: Path | None = None) -> bool:
        """Make the file hold `data`; tell whether it had to be written.

        The new file replaces the old one in one step, with its owner and with the mode of `like`,
        or else its own. Raises OSError with nothing lost, and SiteError for a path outside.
        """
        target = self._inside(path)
        if _holds(target, data):
            return False
        with _replacing(target) as new:
            new.write_bytes(data)
            _keep_owner(new, target)
            new.chmod(_mode(like or target))
        return True

    def copy(self, source: Path, path: str) -> bool:
        """Copy a file with its mode and times; a symbolic link stays a link."""
        target = self._inside(path)
        if source.is_symlink():
            return _copy_link(source, target)
        if _same_file(source, target):
            return False
        with _replacing(target) as new:
            shutil.copy2(source, new)
        return True

    def remove(self, path: str) -> None:
        """Remove a file, and its folder if that is smoopt's own and empty now."""
        target = self._inside(path)
        target.unlink(missing_ok=True)
        if target.parent == self.root / OWN_FOLDER:
            with suppress(OSError):
                target.parent.rmdir()

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
        target = self._inside(path)
        self._refuse_outside(target, path)
        target.mkdir(parents=True, exist_ok=True)
        shutil.copystat(source, target)

    def sweep(self) -> None:
        """Remove what an interrupted run left behind under a temporary name."""
        for folder, _, names in os.walk(self.root):
            for name in names:
                if is_temporary(name):
                    with suppress(OSError):
                        (Path(folder) / name).unlink()

    def _inside(self, path: str) -> Path:
        """Give the place of a path; raises SiteError if it leads out of the folder."""
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts or "\0" in path:
            raise SiteError(f"{path}: leads out of {self.root}; nothing is written there")
        target = self.root / pure
        if target.parent not in self._checked:
            self._refuse_outside(target.parent, path)
            self._checked.add(target.parent)
        return target

    def _refuse_outside(self, folder: Path, path: str) -> None:
        if not folder.resolve().is_relative_to(self._real_root):
            raise SiteError(
                f"{path}: a symbolic link on the way leads out of {self.root}; "
                "nothing is written there"
            )


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """Give a file to write, which takes the target's place in one step, or goes on an error."""
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(TEMPORARY_SUFFIX, TEMPORARY_PREFIX, target.parent)
    os.close(descriptor)
    new = Path(name)
    try:
        yield new
        new.replace(target)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise


def _mode(like: Path) -> int:
    """Give a file's permission bits; those of a new file where there is none."""
    try:
        return stat.S_IMODE(like.stat().st_mode)
    except OSError:
        return _NEW_FILE_MODE


def _keep_owner(new: Path, target: Path) -> None:
    """Leave a file to its owner where the system lets us, as when root builds a user's site."""
    with suppress(OSError):
        was, now = target.lstat(), new.stat()
        if (was.st_uid, was.st_gid) != (now.st_uid, now.st_gid):
            os.chown(new, was.st_uid, was.st_gid)


def _holds(target: Path, data: bytes) -> bool:
    """Tell whether the file exists with just these bytes, and is no link."""
    try:
        if target.is_symlink() or target.stat().st_size != len(data):
            return False
        return target.read_bytes() == data
    except OSError:
        return False


def _same_file(source: Path, target: Path) -> bool:
    """Tell a copy that is up to date by size, mode and time of change, as rsync does."""
    if target.is_symlink() or not target.is_file():
        return False
    here, there = source.stat(), target.stat()
    return (here.st_size, here.st_mode) == (there.st_size, there.st_mode) and (
        here.st_mtime_ns == there.st_mtime_ns
    )


def _copy_link(source: Path, target: Path) -> bool:
    """Copy a symbolic link as it is; it is never followed."""
    text = source.readlink()
    if target.is_symlink() and target.readlink() == text:
        return False
    with _replacing(target) as new:
        new.unlink()
        new.symlink_to(text)
    return True
