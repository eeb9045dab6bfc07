"""`Target`: the folder that is written to, and its files that must follow changes of pages.

A page may have compressed copies, which servers send in its place, and service workers may know it
by a checksum: both do harm once the page has changed without them.
"""

from collections.abc import Mapping
from copy import copy
from itertools import chain
from pathlib import Path
from typing import Self

import msgspec

from smoopt.build.derived.copies import Copies, Refreshed
from smoopt.build.derived.precache import Precache, Revisions, revision
from smoopt.build.failures import not_synced
from smoopt.files.stamp import Stamp
from smoopt.files.store import Store
from smoopt.html.marks import original
from smoopt.model.edits import OWN_FOLDER
from smoopt.model.finding import Finding, Severity
from smoopt.site.site import Site

# The stamps of a copy: of the one that is read, and of the one that is written.
Stamps = tuple[Stamp | None, Stamp | None]
# Matches no copy, so that the next run looks at it again.
_UNSEEN = Stamp(-1, -1), None


class Beside(msgspec.Struct, frozen=True):
    """The results for files that depend on a page: findings, own files needed, stamps of copies."""

    findings: tuple[Finding, ...] = ()
    own: tuple[str, ...] = ()
    copies: dict[str, Stamps] = {}
    revisions: Revisions | None = None


class Target:
    """Where a site is built to: the site itself, or another folder."""

    def __init__(self, site: Site, output: Path | None) -> None:
        """Find the copies and service workers of the site."""
        self.root = output or site.root
        self.apart = output is not None
        self.store = Store(self.root, in_place=output is None)
        self.opened = self.store.opened
        self.files = site.files
        self._site = site
        self._copies = Copies(site, self.store)
        self._precache = Precache(site, self.store, self._copies)
        self.has_workers = bool(self._precache.workers)
        # The files besides pages that are written when pages change.
        copied = chain(site.pages, self._precache.workers)
        copies = (copy for path in copied for copy in self._copies.of(path))
        self.following = frozenset((*self._precache.workers, *copies))
        # Pages that service workers know by a checksum.
        self.precached = self._precache.pages

    def for_workers(self, site: Site) -> Self:
        """Return the target for workers of a cluster, with `site` in place of the site."""
        target = copy(self)
        target._site, target.files = site, site.files
        return target

    def look_anew(self) -> None:
        """Forget what was seen in the target before: pages may have been built since."""
        self.store.look_anew()
        self._copies.look_anew()

    def sync(self) -> tuple[Finding, ...]:
        """Wait until what was written in place is on the disk; return a finding if that fails.

        In place, it replaced the author's files. What a power cut loses of a separate folder, the
        next build writes again.
        """
        try:
            if not self.apart:
                self.opened.sync()
        except OSError as error:
            return (not_synced(self._site.place, error),)
        return ()

    def stamps(self, path: str, there: Mapping[str, Stamp]) -> dict[str, Stamps]:
        """Return the stamps of a page's copies; `there` has the stamps of the output."""
        read = self._site.walked.files if self.apart else there
        return {copy: (read.get(copy), there.get(copy)) for copy in self._copies.of(path)}

    def is_followed(self, path: str) -> bool:
        """Tell whether other files must follow when a page changes."""
        return bool(self._copies.of(path)) or path in self.precached

    def follow(self, path: str, before: bytes, after: bytes) -> Beside:
        """Update the compressed copies of a page to its new content."""
        if not self.is_followed(path):
            return Beside()
        was = original(before)
        was = before if was is None else was
        done = self._copies.refresh(path, before, after, was)
        seen = ((copy, self.opened.regular(copy)) for copy in self._copies.of(path))
        stamps = self.stamps(path, {copy: stamp for copy, stamp in seen if stamp})
        lost = (item.place.path for item in done.findings if item.severity is Severity.ERROR)
        stamps |= dict.fromkeys(lost, _UNSEEN)
        known = path in self.precached
        revisions = Revisions(*map(revision, (was, before, after))) if known else None
        return Beside(done.findings, done.kept, stamps, revisions)

    def is_bare(self, path: str) -> bool:
        """Tell whether a page stands as its author wrote it, and so refers to no added file."""
        try:
            there = self.opened.read(path)
        except OSError:
            return False
        is_named = OWN_FOLDER.encode() in there.replace(b"\0", b"")  # in UTF-16, too
        return not is_named or original(there) == there

    def copies(self, path: str) -> tuple[str, ...]:
        """Name the compressed copies of a file."""
        return self._copies.of(path)

    def follow_text(self, path: str, before: bytes, after: bytes, was: bytes) -> Refreshed:
        """Update the compressed copies of a text file to its new content; `was` is the author's."""
        return self._copies.refresh(path, before, after, was)

    def revise(self, revisions: Mapping[str, Revisions]) -> Refreshed:
        """Write the pages' current revisions into service workers."""
        return self._precache.refresh(revisions)

    def rewind(self) -> Refreshed:
        """Write the original revisions into service workers, before undo restores the pages."""
        return self._precache.rewind()
