"""The pages that are measured: a fixed random sample of a large real site, on a RAM disk.

Rust's documentation is taken where rustc has it (48,625 pages, 554 MB, with some of 8 MB), else
a fixture, repeated. The sample is the same in every run, and a smaller one is part of a larger.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_SEED = 20
_RUST_URL = "https://doc.rust-lang.org/stable/"
FIXTURES = Path(__file__).parent.parent / "fixtures" / "sites"
_COPIES = 500
_MEMORY = Path("/dev/shm")


class Source(NamedTuple):
    """A site to take pages from; one that has too few gives each of them up to `copies` times."""

    root: Path
    url: str
    name: str
    copies: int = 1


class Corpus(NamedTuple):
    """The sampled site, ready to be copied or built."""

    root: Path
    url: str
    name: str
    pages: int
    megabytes: float

    def __str__(self) -> str:
        """Say what is measured."""
        return f"{self.pages:,} pages of {self.name}, {self.megabytes:,.1f} MB"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Let a user measure on a site of their own."""
    parser.add_argument("--site", type=Path, help="a built site; default: Rust's documentation")
    parser.add_argument("--url", default="https://example.org/", help="the address of --site")


def size(word: str) -> int | None:
    """Read a number of pages; None for "all"."""
    return None if word == "all" else int(word)


def source(options: argparse.Namespace) -> Source:
    """Give the site that the user named, else the best there is."""
    if options.site is not None:
        return Source(options.site, options.url, options.site.resolve().name)
    rustc = shutil.which("rustc")
    if rustc is not None:
        shown = subprocess.run(
            [rustc, "--print", "sysroot"], capture_output=True, text=True, check=True
        )
        documentation = Path(shown.stdout.strip(), "share/doc/rust/html")
        if documentation.is_dir():
            return Source(
                documentation, "https://doc.rust-lang.org/stable/", "Rust's documentation"
            )
    print("rustc has no documentation here: a fixture is repeated instead", file=sys.stderr)
    return Source(FIXTURES / "nikola", "https://krume.example.com/", "a fixture, repeated", _COPIES)


@contextmanager
def ram_folder() -> Iterator[Path]:
    """Give a folder in memory where the system has one, and remove it at the end."""
    place = _MEMORY if _MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="smoopt-bench-", dir=place) as folder:
        yield Path(folder)


def sample(source: Source, count: int | None, into: Path) -> Corpus:
    """Copy `count` pages (None: all) with their paths, and the root's other files, to `into`."""
    pages = sorted(source.root.rglob("*.html"))
    random.Random(_SEED).shuffle(pages)
    chosen = [*_chosen(pages, source, count)]
    others = [path for path in source.root.iterdir() if path.is_file() and path.suffix != ".html"]
    made: set[Path] = set()
    for origin, path in [*chosen, *((file, Path(file.name)) for file in others)]:
        target = into / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        shutil.copyfile(origin, target)
    total = sum((into / path).stat().st_size for _, path in chosen)
    return Corpus(into, source.url, source.name, len(chosen), total / 1e6)


def _chosen(pages: list[Path], source: Source, count: int | None) -> Iterator[tuple[Path, Path]]:
    """Give files and where each belongs; copies of a page lie in folders of their own."""
    most = len(pages) * source.copies
    for number in range(min(count or most, most)):
        copy, place = divmod(number, len(pages))
        path = pages[place].relative_to(source.root)
        yield pages[place], Path(f"copy-{copy}", path) if copy else path
