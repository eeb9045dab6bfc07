"""What took long to make, kept from one run to the next, in a folder beside the manifest.

A generator that cleans its output takes away what smoopt has added there. What is kept has the
name that it has in the site, which bears the digest of its content: what is damaged counts for
nothing. Anybody may delete it.
"""

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from smoopt.files.store import Store
from smoopt.model.edits import OWN_FOLDER, File, is_own_file
from smoopt.model.errors import SiteError


class KeptFiles:
    """Files named by their content, in `folder` below `root`; several processes may share it."""

    def __init__(self, root: Path, folder: str) -> None:
        """Take a folder, which need not exist."""
        self._store = Store(root)
        self._folder = folder
        self._names: set[str] | None = None

    def find(self, name: str) -> File | None:
        """Give the file that `own_file` made with this name, if it is kept."""
        prefix = f"{name}."
        found = [each for each in self._listed() if each.startswith(prefix)]
        if not found:
            found = [each for each in self._listed(anew=True) if each.startswith(prefix)]
        for each in found:
            path = f"{OWN_FOLDER}/{each}"
            with suppress(OSError, SiteError):
                content = self._store.opened.read(f"{self._folder}/{each}")
                if is_own_file(path, content):
                    return File(path, content, kept=True)
        return None

    def keep(self, file: File) -> None:
        """Keep a file; where that cannot be done, it is made again."""
        name = file.path.rpartition("/")[2]
        if name not in self._listed():
            with suppress(OSError, SiteError):
                self._store.put(f"{self._folder}/{name}", file.content)
                self._listed().add(name)

    def keep_only(self, paths: Collection[str]) -> None:
        """Remove what is kept but for files that are needed in the site."""
        for name in sorted(self._listed(anew=True)):
            if f"{OWN_FOLDER}/{name}" not in paths:
                with suppress(OSError, SiteError):
                    self._store.remove(f"{self._folder}/{name}", keep=())

    def _listed(self, *, anew: bool = False) -> set[str]:
        """Give the names of what is kept, as they were when last looked at."""
        if self._names is None or anew:
            self._names = set()
            with suppress(OSError, SiteError):
                self._names.update(self._store.opened.names(self._folder))
        return self._names
