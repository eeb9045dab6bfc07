"""A cache of files that took long to make, in a folder beside the manifest.

A generator that cleans its output removes what smoopt has added there. A kept file has the same
name as in the site, which contains the digest of its content, so damaged files are ignored. The
folder may be deleted at any time.
"""

from collections.abc import Collection
from contextlib import suppress
from itertools import chain
from pathlib import Path

from smoopt.files.store import Store
from smoopt.model.edits import OWN_FOLDER, File, is_own_file
from smoopt.model.errors import SiteError

# Where smoopt keeps what it remembers, if its author names no other place.
FOLDER = ".smoopt"


def hide_from_git(store: Store, folder: str = "") -> None:
    """Write a `.gitignore` that hides all of a folder from git; raises as `Store.put` does."""
    store.put(f"{folder}/.gitignore".lstrip("/"), b"*\n")


class KeptFiles:
    """Files named by their content, in `folder` below `root`; several processes may share it."""

    def __init__(self, root: Path, folder: str) -> None:
        """Take a folder, which need not exist."""
        self._store = Store(root)
        self._folder = folder
        self._names: dict[str, set[str]] | None = None

    def find(self, name: str) -> File | None:
        """Return the file that `own_file` made with this name, if it is kept."""
        found = self._listed().get(name) or self._listed(anew=True).get(name) or set()
        for each in sorted(found):
            path = f"{OWN_FOLDER}/{each}"
            with suppress(OSError, SiteError):
                content = self._store.opened.read(f"{self._folder}/{each}")
                if is_own_file(path, content):
                    return File(path, content, kept=True)
        return None

    def keep(self, file: File) -> None:
        """Keep a file; if that fails, it is made again the next time."""
        name = file.path.rpartition("/")[2]
        alike = self._listed().setdefault(_given(name), set())
        if name not in alike:
            with suppress(OSError, SiteError):
                self._store.put(f"{self._folder}/{name}", file.content)
                alike.add(name)

    def keep_only(self, paths: Collection[str]) -> None:
        """Remove all kept files but those that the site needs."""
        for name in sorted(chain.from_iterable(self._listed(anew=True).values())):
            if f"{OWN_FOLDER}/{name}" not in paths:
                with suppress(OSError, SiteError):
                    self._store.remove(f"{self._folder}/{name}", keep=())

    def _listed(self, *, anew: bool = False) -> dict[str, set[str]]:
        """Return the names of kept files, as last listed, or listed again if `anew`.

        They are grouped by the name that `own_file` was given for each.
        """
        if self._names is None or anew:
            self._names = {}
            with suppress(OSError, SiteError):
                for name in self._store.opened.names(self._folder):
                    self._names.setdefault(_given(name), set()).add(name)
        return self._names


def _given(name: str) -> str:
    """Return the name that `own_file` was given for a file, which has no dot."""
    return name.partition(".")[0]
