"""Writing to disk: whole files or nothing, only what changed, and never outside the folder."""

import os
import secrets
import shutil
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from smoopt.edits import OWN_FOLDER, is_own_file
from smoopt.errors import SiteError
from smoopt.walk import TEMPORARY_PREFIX, TEMPORARY_SUFFIX, is_temporary

_NEW_FILE_MODE = 0o644


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
        target = self._inside(path)
        was = _status(target)
        if was is not None and _holds(target, was, data):
            return False
        mode = _mode(target, like or was)
        _replace(target, lambda new: _write(new, data, was, mode))
        return True

    def copy(self, source: Path, path: str) -> bool:
        """Copy a file with its mode and times; a symbolic link stays a link."""
        target = self._inside(path)
        if source.is_symlink():
            return _copy_link(source, Path(target))
        if _is_same(source.stat(), _status(target)):
            return False
        _replace(target, lambda new: shutil.copy2(source, new))
        return True

    def lay(self, path: str, data: bytes, like: os.stat_result) -> bool:
        """Do what `copy` does for a regular file that was just read; `like` is from before that."""
        target = self._inside(path)
        if _is_same(like, was := _status(target)):
            return False

        def make(new: str) -> None:
            _write(new, data, was, stat.S_IMODE(like.st_mode))
            os.utime(new, ns=(like.st_atime_ns, like.st_mtime_ns))

        _replace(target, make)
        return True

    def remove(self, path: str, keep: Collection[str] | None = None) -> bool:
        """Remove a file, and its folders if they are empty now; tell whether it was there.

        Without `keep`, only smoopt's own folder goes; with it, every one that is not in it.
        """
        target = Path(self._inside(path))
        try:
            target.unlink()
        except FileNotFoundError:
            return False
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
        """Give the place of a path, and make its folder; raises SiteError if it leads outside."""
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


def _replace(target: str, make: Callable[[str], object]) -> None:
    """Have a file or link made under another name, and put it in the target's place in one step.

    Its folder is made if it is not there; where anything fails, nothing is left behind.
    """
    folder = target.rpartition("/")[0]
    new = f"{folder}/{TEMPORARY_PREFIX}{secrets.token_hex(4)}{TEMPORARY_SUFFIX}"
    try:
        try:
            make(new)
        except FileNotFoundError:
            Path(folder).mkdir(parents=True, exist_ok=True)
            make(new)
        os.replace(new, target)  # noqa: PTH105 - see _inside
    except BaseException:
        with suppress(OSError):
            Path(new).unlink()
        raise


def _write(new: str, data: bytes, was: os.stat_result | None, mode: int) -> None:
    """Write a new file, with the mode, and with the owner of what was there."""
    # Windows would write each line feed as two bytes.
    binary = getattr(os, "O_BINARY", 0)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | binary, mode)
    try:
        rest = memoryview(data)
        while rest:  # the system may take it in several parts
            rest = rest[os.write(descriptor, rest) :]
        _match(new, descriptor, was, mode)
    finally:
        os.close(descriptor)


def _status(target: str) -> os.stat_result | None:
    """Give what the system knows of a file, or of the link in its place."""
    try:
        return os.lstat(target)
    except OSError:
        return None


def _mode(target: str, known: os.stat_result | None) -> int:
    """Give a file's permission bits; those of a new file where there is none."""
    try:
        status = os.stat(target) if known is None or stat.S_ISLNK(known.st_mode) else known  # noqa: PTH116
    except OSError:
        return _NEW_FILE_MODE
    return stat.S_IMODE(status.st_mode)


def _match(new: str, descriptor: int, was: os.stat_result | None, mode: int) -> None:
    """Give a new file its mode, and the old one's owner where the system lets us.

    So a site stays its user's when root builds it.
    """
    now = os.fstat(descriptor)
    if was is not None and (was.st_uid, was.st_gid) != (now.st_uid, now.st_gid):
        with suppress(OSError):
            os.fchown(descriptor, was.st_uid, was.st_gid)
    if stat.S_IMODE(now.st_mode) != mode:  # the umask took some of it
        os.chmod(new, mode)  # noqa: PTH101 - see _inside; Windows has no fchmod


def _holds(target: str, status: os.stat_result, data: bytes) -> bool:
    """Tell whether the file has just these bytes, and is no link."""
    if not stat.S_ISREG(status.st_mode) or status.st_size != len(data):
        return False
    try:
        return Path(target).read_bytes() == data
    except OSError:
        return False


def _is_same(source: os.stat_result, target: os.stat_result | None) -> bool:
    """Tell a copy that is up to date by size, mode and time of change, as rsync does."""
    return target is not None and (source.st_size, source.st_mode, source.st_mtime_ns) == (
        target.st_size,
        target.st_mode,
        target.st_mtime_ns,
    )


def _copy_link(source: Path, target: Path) -> bool:
    """Copy a symbolic link as it is; it is never followed."""
    text = source.readlink()
    if target.is_symlink() and target.readlink() == text:
        return False
    _replace(str(target), lambda new: Path(new).symlink_to(text))
    return True
