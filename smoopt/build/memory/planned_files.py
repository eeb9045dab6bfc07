"""`PlannedFiles`: what a run is about to add to the output folder, listed before it does.

A run that is killed leaves files that no record names. By this list, the next run removes those
that have left the site meanwhile, and nothing that somebody else has put there.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import count, islice

import xxhash

from smoopt.files.kept_files import hide_from_git
from smoopt.files.store import Store
from smoopt.files.temporary_database import as_bytes, as_text
from smoopt.model.errors import SiteError

# How many paths go into one file: some 2 MB.
_AT_ONCE = 50_000


class PlannedFiles:
    """Lists of paths, as files in `folder` of a store; the folder need not exist."""

    def __init__(self, store: Store, folder: str) -> None:
        """Take the folder; nothing is read or written yet."""
        self._store = store
        self._folder = folder

    def left(self) -> Iterator[str]:
        """Yield the paths planned since the last manifest; damaged files are ignored."""
        for name in self._names():
            with suppress(OSError, SiteError):
                data = self._store.opened.read(f"{self._folder}/{name}")
                paths = data.partition(b"\n")[2]
                if data == _summed(paths):
                    yield from as_text(paths).split("\0")

    def add(self, paths: Iterable[str]) -> None:
        """Add paths to the list; where that fails, a killed run may leave files in the output."""
        rest = iter(paths)
        numbers = count(max((int(name) + 1 for name in self._names()), default=0))
        while batch := tuple(islice(rest, _AT_ONCE)):
            with suppress(OSError, SiteError):
                hide_from_git(self._store, self._folder.partition("/")[0])
                data = _summed(as_bytes("\0".join(batch)))
                self._store.put(f"{self._folder}/{next(numbers):06}", data)

    def clear(self) -> None:
        """Remove the lists: now the manifest names what was added."""
        for name in self._names():
            with suppress(OSError, SiteError):
                self._store.remove(f"{self._folder}/{name}", keep=())

    def _names(self) -> list[str]:
        with suppress(OSError):
            return sorted(filter(str.isdecimal, self._store.opened.names(self._folder)))
        return []


def _summed(paths: bytes) -> bytes:
    return xxhash.xxh3_64_hexdigest(paths).encode() + b"\n" + paths
