"""Which paths of a site its host passes on elsewhere, by the file `_redirects`.

https://docs.netlify.com/routing/redirects/ (2026-11-21); Cloudflare Pages reads the same.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from smoopt.files.text_marks import original

FILE_NAME = "_redirects"


class Redirects(NamedTuple):
    """Single paths without slashes around them, and the beginnings of others, with their slash."""

    paths: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()

    def cover(self, place: str) -> bool:
        """Tell whether the host answers at a site path by itself, whatever files there are."""
        return place.rstrip("/") in self.paths or f"/{place}".startswith(self.beginnings)


def read_redirects(root: Path) -> Redirects:
    """Read the site's redirects; none where there is no such file, or none that can be read."""
    try:
        data = (root / FILE_NAME).read_bytes()
    except OSError:
        return Redirects()
    was = original(FILE_NAME, data)
    sources = list(_sources((data if was is None else was).decode("utf-8", "replace")))
    return Redirects(
        frozenset(path.strip("/") for path in sources),
        tuple(path.rstrip("*") for path in sources if path.endswith("*")),
    )


def _sources(text: str) -> Iterator[str]:
    """Give the paths that are passed on; `*` ends one that stands for many."""
    for line in text.splitlines():
        source = (line.split() or [""])[0]
        if source.startswith("/") and source != "/*":
            yield re.sub(r"[*:].*", "*", source)
