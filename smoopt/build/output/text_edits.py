"""`TextEdits`: writes what plugins add to the author's text files."""

import os
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from smoopt.build.failures import file_damaged, not_written
from smoopt.build.given_files import refusal
from smoopt.build.output.target import Target
from smoopt.build.summary import Summary
from smoopt.files.text_files import TextFiles
from smoopt.files.text_marks import is_markable, marked, pristine
from smoopt.model.errors import MarkDamaged, PageError, SiteError
from smoopt.model.file_edit import FileEdit
from smoopt.site.site import Site


class _Read(msgspec.Struct, frozen=True):
    """A file as it was read: its bytes, those without smoopt's additions, and its status.

    In a damaged file the two cannot be told apart; it is left, and published, as it is.
    """

    data: bytes
    was: bytes
    status: os.stat_result
    is_damaged: bool = False


class TextEdits:
    """Additions to text files of a site, written to a target; both may be one folder.

    `texts` are those of the target. `own` are the files named by their content that keep original
    copies, `made` the edits that could be made, and `changes` what a dry run would write: path,
    content before and after.
    """

    def __init__(self, site: Site, target: Target, texts: TextFiles, summary: Summary) -> None:
        """Prepare to report to `summary`."""
        self._site = site
        self._target = target
        self._texts = texts
        self._summary = summary
        self.own: set[str] = set()
        self.made: list[FileEdit] = []
        self.changes: list[tuple[str, bytes, bytes]] = []

    def known(self) -> list[str]:
        """Name the files of the site that bear marks, in it or in the target."""
        both = {self._site.texts, self._texts}
        return [
            path
            for path in self._site.files
            if is_markable(path)
            and any(text.is_marked for texts in both if (text := texts.get(path)))
        ]

    def followers(self) -> set[str]:
        """Name the files that are not to be copied as they are: `known` ones and their copies."""
        known = self.known()
        return {*known, *(copy for path in known for copy in self._target.copies(path))}

    def settle(self, edits: Iterable[FileEdit], *, dry: bool = False) -> None:
        """Make the files contain exactly these edits."""
        wanted: dict[str, list[FileEdit]] = defaultdict(list)
        for edit in edits:
            if self._site.has(edit.path):
                wanted[edit.path].append(edit)
            else:
                self._refuse(edit, "the site has no such file")
        for path in sorted({*wanted, *self.known()}):
            read = self._read(path)
            if read is not None:
                new = self._edited(path, read.was, () if read.is_damaged else wanted[path])
                self._write(path, read, new, dry=dry)

    def undo(self) -> None:
        """Take out all that was ever added."""
        self.settle(())

    def _refuse(self, edit: FileEdit, why: str) -> None:
        finding = refusal(edit.plugin, edit.path, why, self._site.place, verb="add to")
        self._summary.findings.append(finding)

    def _read(self, path: str) -> _Read | None:
        """Read a file; report it if it cannot be read or is damaged."""
        try:
            data, status = self._site.opened.read_with_status(path)
        except OSError as error:
            self._summary.findings.append(not_written(path, error))
            return None
        try:
            return _Read(data, pristine(path, data), status)
        except MarkDamaged as error:
            self._summary.findings.append(file_damaged(path, error))
            return _Read(data, data, status, is_damaged=True)

    def _edited(self, path: str, was: bytes, edits: Iterable[FileEdit]) -> bytes:
        """Return a file's bytes with those edits that can be made."""
        fitting: list[FileEdit] = []
        for edit in edits:
            try:
                marked(path, was, [(edit.position, edit.text)])
                fitting.append(edit)
            except PageError as error:
                self._refuse(edit, str(error))
        if not fitting:
            return was
        try:
            new = marked(path, was, [(edit.position, edit.text) for edit in fitting])
        except PageError as error:
            for edit in fitting:
                self._refuse(edit, f"together with other plugins' additions: {error}")
            return was
        self.made += fitting
        return new

    def _write(self, path: str, read: _Read, new: bytes, *, dry: bool) -> None:
        """Write a file and its compressed copies, unless its generator is writing it just now."""
        if dry:
            if new != read.data:
                self.changes.append((path, read.data, new))
                self._summary.files_changed += 1
            return
        try:
            self._put(path, read, new)
        except (OSError, SiteError) as error:
            self._summary.findings.append(not_written(path, error))
            return
        done = self._target.follow_text(path, read.data, new, read.was)
        self._summary.findings += done.findings
        self.own.update(done.kept)

    def _put(self, path: str, read: _Read, new: bytes) -> None:
        """Write a file; raises OSError and SiteError."""
        store = self._target.store
        if self._target.apart:
            if new == read.data:
                store.lay(path, new, read.status)
            else:
                self._summary.files_changed += store.renew(path, new, read.status).is_new
            return
        if new != read.data:
            written = store.renew(path, new, read.status)
            self._summary.files_changed += written.is_new
            self._site.wrote(path, new, written.stamp)
