"""Writes a folder of files atomically: all of it, or nothing."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from smoopt.files.temporary_names import TEMPORARY_PREFIX, TEMPORARY_SUFFIX, is_temporary
from smoopt.model.errors import SiteError, reason


def is_left_over(path: Path) -> bool:
    """Return whether a path is, by its name, a folder that an interrupted run left behind."""
    return is_temporary(path.name) and path.is_dir() and not path.is_symlink()


@contextmanager
def replaced(folder: Path, names: Sequence[str]) -> Iterator[Path]:
    """Yield a folder to write to; at the end, the entries `names` in it replace those in `folder`.

    It is created inside `folder`, which is created if missing, so both are on the same disk. If
    anything fails, `folder` is as it was before; raises SiteError for errors of the disk.
    """
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in filter(is_left_over, [*folder.iterdir()]):
            shutil.rmtree(left, ignore_errors=True)
        beside = Path(mkdtemp(TEMPORARY_SUFFIX, TEMPORARY_PREFIX, folder))
        try:
            yield beside / "new"
            _exchange(beside, folder, names)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        fate = "nothing was written" if is_new else "what was there before is still there"
        raise SiteError(f"{folder}: cannot be written: {reason(error)}; {fate}") from error
    finally:
        if is_new:
            with suppress(OSError):  # not empty, if all went well
                folder.rmdir()


def _exchange(beside: Path, folder: Path, names: Sequence[str]) -> None:
    """Exchange the new entries with the old ones; needs no space, and reverts on failure."""
    old = beside / "old"
    old.mkdir()
    moves = [(folder / name, old / name) for name in names if (folder / name).exists()]
    moves += [(beside / "new" / name, folder / name) for name in names]
    done: list[tuple[Path, Path]] = []
    try:
        for here, there in moves:
            here.rename(there)
            done.append((here, there))
    except OSError:
        for here, there in reversed(done):
            there.rename(here)
        raise
