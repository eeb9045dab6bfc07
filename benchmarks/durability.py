"""What it costs that a power cut loses nothing: pages rewritten on a disk, and synced in four ways.

Each page is written under another name and put in its place, as smoopt does. `os.fsync` of each
page before that is the safest; smoopt waits once, at the end, until all is on the disk.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

from corpus import add_arguments, sample, size, source
from paired import remove, show

from smoopt.files.durable import sync

_ADDED = b"\n<!-- some bytes more -->\n"


def rewrite(files: Iterable[Path], *, first: bool = False) -> None:
    """Write files anew; with `first`, each is on the disk before it takes the old one's place."""
    for file in files:
        data = memoryview(file.read_bytes() + _ADDED)
        new = f"{file}.part"
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        while data:
            data = data[os.write(descriptor, data) :]
        if first:
            os.fsync(descriptor)
        os.close(descriptor)
        Path(new).replace(file)


def synced(files: Iterable[Path], root: Path) -> None:
    """Write files anew, then wait for all."""
    rewrite(files)
    sync(root)


def synced_each(files: Iterable[Path]) -> None:
    """Write files anew, then wait for each by itself."""
    rewrite(files)
    for file in files:
        descriptor = os.open(file, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="?", type=size, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--folder", type=Path, default=Path(), help="a folder on the disk in question"
    )
    add_arguments(parser)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        site = sample(source(options), options.pages, Path(folder) / "site")
        files = [path for path in sorted(site.root.rglob("*.html")) if path.is_file()]
        ways: dict[str, Callable[[], None]] = {
            "not synced": lambda: rewrite(files),
            "synced once, at the end": lambda: synced(files, site.root),
            "each, at the end": lambda: synced_each(files),
            "each, before it is in place": lambda: rewrite(files, first=True),
        }
        taken: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(options.rounds):
            for way, work in ways.items():
                sync(site.root)
                began = time.perf_counter()
                work()
                taken[way].append(time.perf_counter() - began)
        rows = [
            [way, f"{median(all_):.2f}", f"{median(all_) / len(files) * 1e6:,.0f}"]
            for way, all_ in taken.items()
        ]
        show(str(site), ("pages are", "seconds", "µs a page"), rows)
        remove(site.root)


if __name__ == "__main__":
    main()
