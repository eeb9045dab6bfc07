"""A cache of files that took long to make, in a folder beside the manifest.

A generator that cleans its output takes away what smoopt has added there. What is kept has the
name that it has in the site, which bears the digest of its content: what is damaged counts for
nothing. Anybody may delete it.
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
    """Let neither git nor backups take a folder for the author's; raises as `Store.put` does."""
    store.put(f"{folder}/.gitignore".lstrip("/"), b"*\n")


class KeptFiles:
    """Files named by their content, in `folder` below `root`; several processes may share it."""

    def __init__(self, root: Path, folder: str) -> None:
        """Take a folder, which need not exist."""
        self._store = Store(root)
        self._folder = folder
        self._names: dict[str, set[str]] | None = None

    def find(self, name: str) -> File | None:
        """Give the file that `own_file` made with this name, if it is kept."""
        found = self._listed().get(name) or self._listed(anew=True).get(name) or set()
        for each in sorted(found):
            path = f"{OWN_FOLDER}/{each}"
            with suppress(OSError, SiteError):
                content = self._store.opened.read(f"{self._folder}/{each}")
                if is_own_file(path, content):
                    return File(path, content, kept=True)
        return None

    def keep(self, file: File) -> None:
        """Keep a file; where that cannot be done, it is made again."""
        name = file.path.rpartition("/")[2]
        alike = self._listed().setdefault(_given(name), set())
        if name not in alike:
            with suppress(OSError, SiteError):
                self._store.put(f"{self._folder}/{name}", file.content)
                alike.add(name)

    def keep_only(self, paths: Collection[str]) -> None:
        """Remove what is kept but for files that are needed in the site."""
        for name in sorted(chain.from_iterable(self._listed(anew=True).values())):
            if f"{OWN_FOLDER}/{name}" not in paths:
                with suppress(OSError, SiteError):
                    self._store.remove(f"{self._folder}/{name}", keep=())

    def _listed(self, *, anew: bool = False) -> dict[str, set[str]]:
        """Give the names of what is kept, as they were when last looked at.

        They stand by the name that `own_file` was given for each.
        """
        if self._names is None or anew:
            self._names = {}
            with suppress(OSError, SiteError):
                for name in self._store.opened.names(self._folder):
                    self._names.setdefault(_given(name), set()).add(name)
        return self._names


def _given(name: str) -> str:
    """Give the name that `own_file` was given for a file: it has no dot."""
    return name.partition(".")[0]
