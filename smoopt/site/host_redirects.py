"""Which paths of a site its host passes on elsewhere, by the file `_redirects`.

https://docs.netlify.com/routing/redirects/ (2026-11-21); Cloudflare Pages reads the same.
"""

import re
from collections.abc import Iterator

import msgspec

FILE_NAME = "_redirects"


class Redirects(msgspec.Struct, frozen=True):
    """Single paths without slashes around them, and the beginnings of others, with their slash."""

    paths: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()

    def cover(self, place: str) -> bool:
        """Tell whether the host answers at a site path by itself, whatever files there are."""
        return place.rstrip("/") in self.paths or f"/{place}".startswith(self.beginnings)


def read_redirects(text: str) -> Redirects:
    """Read the redirects of such a file."""
    sources = list(_sources(text))
    return Redirects(
        frozenset(path.strip("/") for path in sources),
        tuple(path.rstrip("*") for path in sources if path.endswith("*")),
    )


def _sources(text: str) -> Iterator[str]:
    """Yield the paths that are redirected; one that stands for many ends with `*`."""
    for line in text.splitlines():
        source = (line.split() or [""])[0]
        if source.startswith("/") and source != "/*":
            yield re.sub(r"[*:].*", "*", source)
