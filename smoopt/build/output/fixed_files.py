"""`FixedFiles`: files at fixed addresses, from what plugins give to what lies in the output.

The list of these files is written first, with the digests of the present and of the coming content;
then the files; then the final list. So a run that is killed at any moment leaves no file that undo
does not know.
"""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress

from smoopt.build.failures import file_changed, list_damaged, not_removed, not_written
from smoopt.build.summary import Summary
from smoopt.files import added_files
from smoopt.files.added_files import LIST, AddedFiles, Digests, digest_of
from smoopt.files.store import Store
from smoopt.files.walk import parents
from smoopt.model.edits import File
from smoopt.model.errors import SiteError


class FixedFiles:
    """The files that smoopt has added to a folder at fixed addresses.

    `there` are those that are as smoopt left them, with their digests.
    """

    def __init__(self, store: Store, digests: Digests, folders: Collection[str] = ()) -> None:
        """Read the folder's list; `digests` are those of its files, `folders` the author's."""
        self._store = store
        self._opened = store.opened
        self._digests = digests
        self._theirs = folders
        self._contents: dict[str, bytes] = {}
        self._adopted: set[str] = set()
        self.look()

    def look(self) -> None:
        """Read the list, and see which of its files are intact."""
        known = added_files.read(self._opened)
        self.is_foreign = known is None
        self._listed = known or AddedFiles()
        self.there = self._digests.intact(self._listed)

    def disown(self, paths: Iterable[str]) -> None:
        """Treat files as the site's own, though they are equal to those that smoopt added."""
        for path in {*paths}:
            del self.there[path]

    def adopt(self, path: str) -> None:
        """Take in a page whose own comment says that smoopt added it."""
        self.there[path] = self._digests.of(path)
        self._adopted.add(path)

    def take(self, file: File) -> None:
        """Hold a file that is to be written once all are known."""
        self._contents[digest_of(file.content)] = file.content

    def fault(self, path: str) -> str:
        """Return the reason why a file cannot be added at a path, or ""."""
        if self.is_foreign:
            return f"its list, {LIST!r}, is not smoopt's, or lies behind a link; remove that"
        if path in self.there:
            return ""
        if self._opened.is_behind_link(path):
            return "a symbolic link is on the way"
        if self._opened.status(path) is None:
            return ""
        return "there is a file of this name that smoopt did not write; remove it"

    def settle(
        self, needed: Mapping[str, str], summary: Summary, keep: Collection[str] = ()
    ) -> set[str]:
        """Make the added files those that are needed, by path and digest, and those to keep.

        Returns the paths that were written, removed or adopted.
        """
        if self.is_foreign:
            return set()
        new = {
            path: digest
            for path, digest in sorted(needed.items())
            if self.there.get(path) != digest and digest in self._contents
        }
        stale = sorted(self.there.keys() - needed.keys() - {*keep})
        needed_folders = {folder for path in (*self.there, *new) for folder in parents(path)}
        folders = {*self._listed.folders, *needed_folders} - {*self._theirs}
        touched = {*self._adopted}
        if not new or self._list(self._coming(new), folders, summary):
            touched |= self._write(new, summary)
            touched |= self._remove(stale, summary)
        self._close(folders, summary)
        self._contents.clear()
        return touched

    def undo(self, summary: Summary) -> None:
        """Remove all added files; report and keep those that were changed since."""
        if self.is_foreign:
            if self._opened.status(LIST) is not None:
                summary.findings.append(list_damaged(LIST))
            return
        for path in sorted(self._listed.digests.keys() - self.there.keys()):
            if self._is_something(path):
                summary.findings.append(file_changed(path))
        self.settle({}, summary)

    def _is_something(self, path: str) -> bool:
        """Tell whether anything stands at a path, be it behind a link."""
        return self._opened.status(path) is not None or self._opened.is_behind_link(path)

    def _coming(self, new: Mapping[str, str]) -> dict[str, set[str]]:
        """Return the digests of the current and of the planned content, by path."""
        coming = {path: {digest} for path, digest in self.there.items()}
        for path, digest in new.items():
            coming.setdefault(path, set()).add(digest)
        return coming

    def _write(self, new: Mapping[str, str], summary: Summary) -> set[str]:
        """Write files whose digests are listed already; return those that were written."""
        written = set()
        for path, digest in new.items():
            if fault := self._late_fault(path):
                summary.findings.append(not_written(path, SiteError(fault)))
                continue
            try:
                summary.files_written += self._store.put(path, self._contents[digest])
            except (OSError, SiteError) as error:
                summary.findings.append(not_written(path, error))
                continue
            self.there[path] = digest
            written.add(path)
        return written

    def _late_fault(self, path: str) -> str:
        """Return the problem if another file was put there during the build, or ""."""
        is_free = self._opened.status(path) is None
        is_same = not is_free and self._digests.of(path) == self.there.get(path)
        return "" if is_free or is_same else "another file has taken its place"

    def _remove(self, paths: Iterable[str], summary: Summary) -> set[str]:
        """Remove files; return those that are gone."""
        gone = set()
        for path in paths:
            if self._digests.of(path) != self.there[path]:  # somebody has changed it since
                del self.there[path]
                continue
            try:
                summary.files_removed += self._store.remove(path)
            except (OSError, SiteError) as error:
                summary.findings.append(not_removed(path, error))
                continue
            del self.there[path]
            gone.add(path)
        return gone

    def _close(self, folders: Collection[str], summary: Summary) -> None:
        """Write the final list, and remove folders that are no longer needed."""
        final = added_files.listed(self.there, folders)
        for folder in sorted({*folders} - {*final.folders}, reverse=True):
            with suppress(OSError):  # somebody may use it
                self._opened.remove_folder(folder)
        self._list(final.digests, final.folders, summary)

    def _list(
        self, digests: Mapping[str, Collection[str]], folders: Collection[str], summary: Summary
    ) -> bool:
        """Write the list, or remove it where there is nothing to list; tell whether that worked."""
        try:
            if digests:
                self._store.put(LIST, added_files.write(AddedFiles(digests, folders)))
            else:
                self._store.remove(LIST)
        except (OSError, SiteError) as error:
            summary.findings.append(not_written(LIST, error))
            return False
        return True
