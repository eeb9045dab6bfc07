"""How long `smoopt watch` takes from a page's saving until the built page is written.

A word is put into one page after another, as a generator would write the page: in one step
(write beside it and rename), or over the old file. The time runs from the end of saving until
the built page has both the word and smoopt's additions.
"""

import argparse
import random
import signal
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from corpus import Corpus, add_arguments, ram_folder, sample, size, source
from paired import copy, remove, show, smoopt
from subjects import MEMORY

_MARK = b"<!--smoopt "
_READY = "watching"
_LONGEST = 60.0  # seconds for a change; the first build may take ten times as long
_POLL = 0.001
_SEED = 20


class Way(NamedTuple):
    """How pages are saved, and where smoopt writes."""

    in_place: bool
    one_step: bool

    def __str__(self) -> str:
        """Name it for the table."""
        where = "in place" if self.in_place else "-o"
        return f"{where}, {'written and renamed' if self.one_step else 'written over'}"


@contextmanager
def watching(site: Path, out: Path | None) -> Iterator[None]:
    """Keep `smoopt watch` running, from when it says that it is ready."""
    command = smoopt("watch", site, *(() if out is None else ("-o", out)))
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=site.parent
    ) as child:
        said: list[str] = []
        ready = threading.Event()
        reader = threading.Thread(target=_read, args=(child, said, ready), daemon=True)
        reader.start()
        try:
            if not ready.wait(_LONGEST * 10) or not _is_ready(said):
                raise SystemExit(f"smoopt watch did not begin: {''.join(said)}")
            yield
        finally:
            child.send_signal(signal.SIGINT)
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()


def _read(child: subprocess.Popen[str], said: list[str], ready: threading.Event) -> None:
    """Read what it says, so that it never waits for a reader."""
    for line in child.stderr or ():
        said.append(line)
        if _is_ready([line]):
            ready.set()
    ready.set()  # it has ended


def _is_ready(lines: Sequence[str]) -> bool:
    return any(_READY in line.lower() for line in lines)


def save(page: Path, data: bytes, *, one_step: bool) -> float:
    """Write a page and give the time when that was done."""
    if one_step:
        beside = page.with_name(f".{page.name}.new")
        beside.write_bytes(data)
        beside.replace(page)
    else:
        page.write_bytes(data)
    return time.perf_counter()


def wait(page: Path, word: bytes) -> float:
    """Wait until a page has the word and smoopt's additions, and give the time."""
    limit = time.perf_counter() + _LONGEST
    while time.perf_counter() < limit:
        data = page.read_bytes() if page.exists() else b""
        if word in data and _MARK in data:
            return time.perf_counter()
        time.sleep(_POLL)
    raise SystemExit(f"{page} was not built within {_LONGEST:.0f} seconds")


def latencies(site: Corpus, folder: Path, way: Way, changes: int, pause: float) -> list[float]:
    """Change `changes` pages one by one; gives seconds."""
    watched = folder / "watched"
    out = None if way.in_place else folder / "out"
    copy(site.root, watched)
    taken = []
    with watching(watched, out):
        for number, path in enumerate(_pages(site.root, out or watched, changes)):
            word = f"saved-{number}".encode()
            was = (site.root / path).read_bytes()  # not the built page: generators know it not
            time.sleep(pause)
            changed = was.replace(b"</body>", b"<p>" + word + b"</p></body>")
            saved = save(watched / path, changed, one_step=way.one_step)
            taken.append(wait((out or watched) / path, word) - saved)
    for left in (watched, folder / "out", folder / MEMORY):
        remove(left)
    return taken


def _pages(site: Path, built: Path, count: int) -> list[Path]:
    """Choose random pages that smoopt adds to."""
    paths = sorted(path.relative_to(site) for path in site.rglob("*.html"))
    random.Random(_SEED).shuffle(paths)
    chosen: list[Path] = []
    for path in paths:
        if len(chosen) == count:
            break
        if _MARK in (built / path).read_bytes() and b"</body>" in (site / path).read_bytes():
            chosen.append(path)
    return chosen


def row(way: Way, taken: Sequence[float]) -> list[str]:
    late = statistics.quantiles(taken, n=20, method="inclusive")[-1] if len(taken) > 1 else taken[0]
    figures = (statistics.median(taken), late, max(taken))
    return [str(way), *(f"{seconds * 1000:.0f}" for seconds in figures)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=size, default=None, help="of the site (default: all)")
    parser.add_argument("--changes", type=int, default=30)
    parser.add_argument("--pause", type=float, default=0.3, help="seconds between changes")
    add_arguments(parser)
    options = parser.parse_args()
    with ram_folder() as folder:
        site = sample(source(options), options.pages, folder / "site")
        (folder / "smoopt.toml").write_text(f'[site]\nurl = "{site.url}"\n', "utf-8")
        ways = [Way(place, step) for place in (False, True) for step in (True, False)]
        rows = [
            row(way, latencies(site, folder, way, options.changes, options.pause)) for way in ways
        ]
    columns = ("from save to written", "median ms", "95th percentile ms", "slowest ms")
    show(f"Watch, {options.changes} changes each: {site}", columns, rows)


if __name__ == "__main__":
    main()
