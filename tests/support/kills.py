"""Killing runs at random moments, and looking at what they leave behind.

A kill may fall anywhere, so the claims are those that hold at every moment: each file is whole, as
its author wrote it or as smoopt builds it; and the next run brings everything to the same end.
"""

import gzip
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.support.runs import URL, contents, environment, page, smoopt
from tests.support.sites import write_files

Files = Mapping[str, bytes]
# Starting Python takes longer than the work, and nothing can be lost meanwhile.
_HOST = """
import sys
import lxml.etree, turbohtml
import smoopt.build.rebuild, smoopt.build.undo, smoopt.watch.watch, smoopt.cli
print("ready", flush=True)
smoopt.cli.main()
"""
_SECONDS = 60.0


class Ground(NamedTuple):
    """A site of two versions, and what smoopt makes of each; `wrote` says which one stands there.

    Every other page has a compressed copy.
    """

    root: Path
    original: tuple[Files, Files]
    built: tuple[Files, Files]
    wrote: dict[str, int]
    chance: random.Random

    def generate(self, path: str, version: int) -> None:
        """Write a page and its copy as a generator does: each whole, in one step."""
        for name in (path, f"{path}.gz"):
            if name in self.original[version]:
                new = self.root / f"{name}~"
                new.write_bytes(self.original[version][name])
                new.replace(self.root / name)
                self.wrote[name] = version

    def assert_whole(self) -> None:
        """Every file of the site is one that its author or smoopt wrote, from end to end."""
        for name, version in self.wrote.items():
            whole = (self.original[version][name], self.built[version][name])
            assert (self.root / name).read_bytes() in whole, name

    def assert_built(self, folder: Path) -> None:
        """The folder holds what a build without any kill makes, and nothing else."""
        goal = {name: self.built[version][name] for name, version in self.wrote.items()}
        assert {name: (folder / name).read_bytes() for name in goal} == goal
        assert leftovers(folder) == []

    def assert_undone(self) -> None:
        """The site is as its author wrote it, and nothing was added to it."""
        goal = {name: self.original[version][name] for name, version in self.wrote.items()}
        there = {name: data for name, (kind, data) in contents(self.root).items() if kind == "file"}
        assert there == goal


def ground(folder: Path, pages: int, seed: int) -> Ground:
    """Make a site of so many pages, and learn from runs without kills what its versions become."""
    versions = [_files(pages, title) for title in ("Page", "New page")]
    built = []
    for number, files in enumerate(versions):
        whole = write_files(folder / f"whole-{number}", dict(files))
        assert smoopt("build", whole, "--url", URL, "--no-manifest").code == 0
        built.append({name: (whole / name).read_bytes() for name in files})
        shutil.rmtree(whole)
    root = write_files(folder / "site", dict(versions[0]))
    wrote = dict.fromkeys(versions[0], 0)
    chance = random.Random(seed)
    return Ground(root, (versions[0], versions[1]), (built[0], built[1]), wrote, chance)


def _files(pages: int, title: str) -> dict[str, bytes]:
    # Others than the home page: its title would be the site's name, and so on every page.
    files = {"index.html": page("Home").encode(), "style.css": b"p { color: red }\n" * 2000}
    for number in range(pages):
        name = f"{number % 7}/{number}.html"
        files[name] = page(f"{title} {number}").encode()
        if number % 2:
            files[f"{name}.gz"] = gzip.compress(files[name], mtime=0)
    return files


def leftovers(root: Path) -> list[str]:
    """Name what stands below a folder under a temporary name."""
    return [path.name for path in root.rglob(".smoopt-*.part")]


# One run, which is killed


class Killed:
    """A run that ends, at the latest, some seconds after its work has begun."""

    def __init__(self, *words: object) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-c", _HOST, *map(str, words)],
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.said(b"ready")

    def _read_line(self) -> bytes:
        assert self._child.stdout is not None
        return self._child.stdout.readline()

    def said(self, words: bytes) -> None:
        """Wait until it has said something."""
        while words not in (line := self._read_line()):
            assert line, "it ended before"

    def end(self, seconds: float, *, workers: bool) -> None:
        """Kill it after a time, with its workers or without; wait until none of them is left."""
        try:
            self._child.wait(seconds)
        except subprocess.TimeoutExpired:
            if workers:
                os.killpg(self._child.pid, signal.SIGKILL)
            self._child.kill()
        self._child.wait()
        assert self._child.stdout is not None
        self._child.stdout.close()
        until = time.monotonic() + _SECONDS
        while _is_group(self._child.pid):
            assert time.monotonic() < until, "workers outlive their parent"
            time.sleep(0.002)


def _is_group(number: int) -> bool:
    try:
        os.killpg(number, 0)
    except ProcessLookupError:
        return False
    return True


def _work_seconds(*words: object) -> float:
    """Measure how long a run works that is let go to its end."""
    run, began = Killed(*words), time.monotonic()
    run.end(_SECONDS, workers=False)
    return time.monotonic() - began


def _kills(made: Ground, count: int, longest: float, *words: object) -> Iterator[None]:
    """Kill so many runs of a command, each at a moment of its own."""
    for _ in range(count):
        run = Killed(*words)
        run.end(made.chance.uniform(0, longest), workers=made.chance.random() < 0.5)
        yield


# The kinds of runs that are killed


def in_place(made: Ground, count: int) -> None:
    """Kill builds in place; the next one goes on where the last one stopped."""
    words = ("build", made.root, "--url", URL)
    longest = _work_seconds(*words)
    assert smoopt("undo", made.root).code == 0
    for _ in _kills(made, count, longest, *words):
        made.assert_whole()
        if made.chance.random() < 0.3:
            assert smoopt("undo", made.root).code == 0
            made.assert_undone()
    _end(made)


def apart(made: Ground, count: int) -> None:
    """Kill builds into another folder, which now and then is gone before the next one."""
    out = made.root.parent / "out"
    words = ("build", made.root, "-o", out, "--url", URL)
    before, longest = contents(made.root), _work_seconds(*words)
    shutil.rmtree(out)
    for _ in _kills(made, count, longest, *words):
        assert contents(made.root) == before
        for name, version in made.wrote.items():
            whole = (made.original[version][name], made.built[version][name])
            assert not (out / name).exists() or (out / name).read_bytes() in whole, name
        if made.chance.random() < 0.3:
            shutil.rmtree(out, ignore_errors=True)
    assert smoopt(*words).code == 0
    made.assert_built(out)


def incremental(made: Ground, count: int) -> None:
    """Kill builds of a few pages each that a generator has written anew."""
    words = ("build", made.root, "--url", URL)
    longest = _work_seconds(*words)
    for _ in range(count):
        _write_some(made)
        for _ in _kills(made, 1, longest, *words):
            made.assert_whole()
    _end(made)


def undoing(made: Ground, count: int) -> None:
    """Kill undo; the next one goes on, or a build does."""
    build, undo = ("build", made.root, "--url", URL), ("undo", made.root)
    assert smoopt(*build).code == 0
    longest = _work_seconds(*undo)
    assert smoopt(*build).code == 0
    for _ in _kills(made, count, longest, *undo):
        made.assert_whole()
        if made.chance.random() < 0.4:
            assert smoopt(*build).code == 0
            made.assert_built(made.root)
    _end(made)


def watching(made: Ground, count: int) -> None:
    """Kill `watch` while it builds what a generator is writing."""
    for _ in range(count):
        run = Killed("watch", made.root, "--url", URL)
        run.said(b"watching")
        for _ in range(made.chance.randrange(1, 4)):
            _write_some(made)
            time.sleep(made.chance.uniform(0, 0.1))
        run.end(made.chance.uniform(0, 0.2), workers=made.chance.random() < 0.5)
        made.assert_whole()
    _end(made)


def _write_some(made: Ground) -> None:
    pages = [name for name in made.wrote if name.endswith(".html") and name != "index.html"]
    for path in made.chance.sample(pages, made.chance.randrange(1, len(pages) // 2)):
        made.generate(path, made.chance.randrange(2))


def _end(made: Ground) -> None:
    """Whatever happened: a build builds everything, and undo gives everything back."""
    assert smoopt("build", made.root, "--url", URL).code == 0
    made.assert_built(made.root)
    assert smoopt("undo", made.root).code == 0
    made.assert_undone()


KINDS: dict[str, Callable[[Ground, int], None]] = {
    "in place": in_place,
    "apart": apart,
    "incremental": incremental,
    "undo": undoing,
    "watch": watching,
}
