"""A site made ready to be measured: all its pages, with or without what they state."""

import random
import shutil
from pathlib import Path
from typing import Literal

from stripper import hidden

from smoopt.model.errors import PageError

Mode = Literal["given", "visible"]
MODES: tuple[Mode, ...] = ("given", "visible")
_SEED = 20
_PAGES = {".html", ".htm", ".xhtml"}


def pages(root: Path) -> list[str]:
    """Give the paths of a site's pages."""
    found = (path for path in root.rglob("*") if path.suffix in _PAGES and path.is_file())
    return sorted(path.relative_to(root).as_posix() for path in found)


def drawn(paths: list[str], count: int, seed: int = _SEED) -> list[str]:
    """Draw pages by lot, the same ones every time; a smaller sample is part of a larger."""
    shuffled = sorted(paths)
    random.Random(seed).shuffle(shuffled)
    return sorted(shuffled[:count])


def prepare(root: Path, into: Path, mode: Mode) -> Path:
    """Copy a site; where only what is visible counts, take out of its pages what they state."""
    shutil.copytree(root, into)
    if mode == "visible":
        for path in pages(into):
            file = into / path
            try:
                file.write_bytes(hidden(file.read_bytes()))
            except PageError:
                file.unlink()
    return into
