"""Somebody who may write to a site puts links in place of its folders and files while smoopt runs.

As fast as a thread can, each is exchanged for a link that leads out of the site, and back. What is
written or read through such a link lies in a folder of a stranger, who is not to notice anything:
its files say `SECRET`, and none of that may come into the site or the output.
"""

import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from tests.support.kills import Killed, leftovers
from tests.support.runs import URL, Entry, page, process, tree
from tests.support.sites import write_files

SECRET = "SECRET"
# The folders and files that are exchanged; there is one of the same name outside.
SWAPPED = ("a", "b/deep", "b/1.html", "c/data.bin", "smoopt", "robots.txt")
# https://man7.org/linux/man-pages/man2/rename.2.html (2026-11-30); macOS has it as RENAME_SWAP.
_EXCHANGE = 2
_libc = ctypes.CDLL(None, use_errno=True)


class Place(NamedTuple):
    """A site, an output, what lies outside of both, and a folder for what is taken away."""

    site: Path
    out: Path
    outside: Path
    away: Path

    def watched(self) -> dict[str, Entry]:
        """Give all of the outside that a stranger could notice."""
        return tree(self.outside)


def place(folder: Path) -> Place:
    """Make a site, and the same names outside of it with other content."""
    files: dict[str, str | bytes] = {"index.html": page("Home"), "robots.txt": "User-agent: *\n"}
    for inner in ("a", "a/in", "b", "b/deep", "c"):
        files |= {f"{inner}/{number}.html": page(f"{inner} {number}") for number in range(12)}
        files[f"{inner}/data.bin"] = b"x" * 30_000
    site = write_files(folder / "site", files)
    secret = {
        name: page(SECRET) if name.endswith(".html") else f"{SECRET}\n" * 100
        for name in (*files, "smoopt/notes.txt")
    }
    outside = write_files(folder / "outside", secret)
    (folder / "away").mkdir()
    return Place(site, folder / "out", outside, folder / "away")


@contextmanager
def swapping(made: Place, root: Path) -> Iterator[None]:
    """Exchange folders and files of a site or an output for links, until the end."""
    over = threading.Event()

    def swap() -> None:
        while not over.is_set():
            for name in SWAPPED:
                _swap(root / name, made.outside / name, made.away / name.replace("/", "-"))

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _swap(here: Path, outside: Path, away: Path) -> None:
    """Put a link in a place, and what was there back."""
    with suppress(OSError):
        away.symlink_to(outside)
        _exchange(here, away)
        time.sleep(0.0002)
        _exchange(here, away)
    with suppress(OSError):
        away.unlink()


def _exchange(one: Path, other: Path) -> None:
    """Exchange what stands at two places, in one step; raises OSError."""
    places = os.fsencode(one.absolute()), os.fsencode(other.absolute())
    if sys.platform == "darwin":
        failed = _libc.renamex_np(*places, _EXCHANGE)
    else:
        failed = _libc.renameat2(0, places[0], 0, places[1], _EXCHANGE)
    if failed:
        raise OSError(ctypes.get_errno(), "cannot be exchanged")


# What smoopt does meanwhile


def in_place(made: Place, seconds: float) -> None:
    """Build in place and undo, again and again."""
    _while(made, made.site, seconds, ("build", made.site, "--url", URL), ("undo", made.site))


def from_the_site(made: Place, seconds: float) -> None:
    """Build into another folder what is exchanged in the site."""
    words = ("build", made.site, "-o", made.out, "--url", URL, "--no-manifest")
    _while(made, made.site, seconds, words)


def into_the_output(made: Place, seconds: float) -> None:
    """Build into another folder in which things are exchanged; the site is written meanwhile."""
    words = ("build", made.site, "-o", made.out, "--url", URL)
    process(*words)

    def write(number: int) -> None:
        for name in ("a/1.html", "a/in/2.html", "b/deep/3.html", "b/1.html", "c/4.html"):
            (made.site / name).write_text(page(f"New {number}"))
        (made.site / "c/data.bin").write_bytes(os.urandom(30_000))

    _while(made, made.out, seconds, words, between=write)


def watching(made: Place, seconds: float) -> None:
    """Watch while the site is written, and things are exchanged in it."""
    run = Killed("watch", made.site, "--url", URL)
    run.said(b"watching")
    until, number = time.monotonic() + seconds, 0
    with swapping(made, made.site):
        while time.monotonic() < until:
            number += 1
            for name in ("a/1.html", "b/deep/3.html", "b/1.html", "c/4.html"):
                new = made.away / "page"
                new.write_text(page(f"New {number}"))
                with suppress(OSError):
                    new.replace(made.site / "b" / f"new-{number}.html")
                    _write_inside(made.site / name, page(f"New {number}"))
            time.sleep(0.15)
        run.end(0.0, workers=True)


def _write_inside(file: Path, text: str) -> None:
    """Write as the author does, who follows no link."""
    folder = os.open(file.parent, os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        flags = os.O_WRONLY | os.O_TRUNC | os.O_NOFOLLOW
        with os.fdopen(os.open(file.name, flags, dir_fd=folder), "w") as opened:
            opened.write(text)
    finally:
        os.close(folder)


def _while(
    made: Place,
    root: Path,
    seconds: float,
    *commands: tuple[object, ...],
    between: Callable[[int], None] = lambda _: None,
) -> None:
    until, number = time.monotonic() + seconds, 0
    with swapping(made, root):
        while time.monotonic() < until or number < len(commands):
            run = process(*commands[number % len(commands)])
            assert "Traceback" not in run.err, run.err
            number += 1
            between(number)


def _assert_unnoticed(made: Place, before: Mapping[str, Entry]) -> None:
    """Nothing outside was read into the site or the output, or changed."""
    assert made.watched() == before
    for root in (made.site, made.out, made.outside, made.away):
        for path in root.rglob("*"):
            if root != made.outside and path.is_file() and not path.is_symlink():
                assert SECRET.encode() not in path.read_bytes(), path
    # A run that is killed leaves one in the site, for the next one.
    assert leftovers(made.outside) == []


KINDS: dict[str, Callable[[Place, float], None]] = {
    "in place": in_place,
    "from the site": from_the_site,
    "into the output": into_the_output,
    "watch": watching,
}


def assert_no_link_is_followed(folder: Path, kind: str, seconds: float) -> None:
    """Exchange files and folders for links while runs of a kind go on, for so long."""
    made = place(folder)
    before = made.watched()
    KINDS[kind](made, seconds)
    _assert_unnoticed(made, before)
