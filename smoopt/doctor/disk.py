"""What the file system of a site supports, tried with temporary files."""

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from smoopt.doctor.sign import Sign, looked_at
from smoopt.files.exchange import exchange
from smoopt.files.handle import CAN_HOLD, hold
from smoopt.files.temporary_names import TEMPORARY_PREFIX, TEMPORARY_SUFFIX

_ABOUT = "disk"


def disk_signs(folder: Path) -> Iterator[Sign]:
    """Try what a build needs in a folder, with files under names that builds ignore."""
    names = [f"{TEMPORARY_PREFIX}{os.urandom(4).hex()}{TEMPORARY_SUFFIX}" for _ in range(3)]
    try:
        for name in names[:2]:
            (folder / name).write_bytes(name.encode())
    except OSError as error:
        said = f"{folder} cannot be written to: {error.strerror}"
        advice = "run smoopt as its owner, or build into another folder with -o"
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            advice = "make room"
        yield Sign(_ABOUT, "writing", "wrong", said, advice)
    else:
        yield Sign(_ABOUT, "writing", "ok", f"{folder} can be written to")
        yield from _tried(folder, *names)
    finally:
        for name in names:
            with suppress(OSError):
                (folder / name).unlink()


def _tried(folder: Path, one: str, other: str, third: str) -> Iterator[Sign]:
    yield looked_at(
        _ABOUT,
        "exchange",
        "pages are replaced in one step, and pages that the generator writes meanwhile are kept",
        "pages are replaced in one step, but a page that is written at that very moment is lost",
        "let the generator finish before smoopt starts",
        good=_exchanged(folder, one, other),
    )
    yield looked_at(
        _ABOUT,
        "open folders",
        "symbolic links that appear while smoopt runs are not followed",
        "symbolic links are checked just before each use, which leaves a short gap",
        "build where nobody else may write",
        good=CAN_HOLD,
    )
    yield looked_at(
        _ABOUT,
        "names",
        "names that differ only in case are two files",
        "names that differ only in case are one file",
        "with -o, a site that has such pages cannot be written here",
        good=not (folder / one.upper()).exists(),
    )
    yield looked_at(
        _ABOUT,
        "links",
        "symbolic links can be copied",
        "symbolic links cannot be created, so with -o they are missing from the copy",
        "on Windows, turn on developer mode",
        good=_linked(folder / third, one),
    )


def _exchanged(folder: Path, one: str, other: str) -> bool:
    with suppress(OSError):
        if exchange(hold(str(folder)), one, other):
            return (folder / one).read_bytes() == other.encode()
    return False


def _linked(link: Path, target: str) -> bool:
    with suppress(OSError, NotImplementedError):
        link.symlink_to(target)
        return link.is_symlink()
    return False
