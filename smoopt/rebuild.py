"""`Rebuilder`: a builder that goes on while a site is watched, and does what a change concerns."""

from collections.abc import Collection
from itertools import islice

import msgspec

from smoopt import beside, fingerprint
from smoopt.build import Builder, Watcher
from smoopt.changes import Changes
from smoopt.edits import OWN_FOLDER
from smoopt.records import Records
from smoopt.remarks import site_findings
from smoopt.report import Summary
from smoopt.survey import remembered
from smoopt.target import Target

_NONE = None, None


class Rebuilder(Builder):
    """A builder to which changes are told after `build`, and which tells the next run of them."""

    def rebuild(self, changed: Collection[str] | None, seen: Watcher) -> Summary:
        """Build again after paths of the site were written, made or removed; None: look at all.

        Only what that concerns is worked on; `build` must have run. The next run is told by
        `remember`.
        """
        self._recall()
        changes, asked = self.site.refresh(changed)
        self._unsaved = self._unsaved or bool(changes)
        self.registry.check(filter(self.site.is_page, changes.made))
        gone = {path for path in changes.gone | changes.written if not self.site.is_page(path)}
        gone &= self.records.keys()
        summary, target = Summary(), self._target()
        gone |= self._stale(changes, target, asked=asked)
        for path in gone:
            self.records.pop(path, None)
        if self.output is not None:
            self._mirror(changes, target, summary)
        paths = self._touched(changes)
        done = self._render(paths, target, seen, summary, gone=bool(gone))
        self._said_more = self._said_more or bool(summary.findings)
        for path in done:
            record = self.records[path]
            if record.status == "failed" and not (self.site.root / path).exists():
                del self.records[path]  # it went away meanwhile: the next look sees that
            else:
                summary.add(record)
        return summary

    def remember(self) -> None:
        """Tell the next run what became of the site since `build`."""
        if self._last is None or not self._unsaved:
            return
        self._unsaved = False
        target, summary = self._target(), Summary()
        summary.findings += site_findings(self.site, self.registry)
        for path in self.site.pages:
            if path in self.records:
                summary.add(self.records[path])
        header = self._header(self._last.code, target)
        self._save(target, header, summary, is_all=not self._said_more)

    # What that concerns

    def _recall(self) -> None:
        """Hold all records ready; take them over from the last run if `build` had nothing to do."""
        if self._unread:
            self._unread = False
            self.records = {path: known.kept() for path, known in self.manifest.records().items()}
            self.shares = remembered(self.records.values())
        elif isinstance(self.records, Records):
            self.records = dict(self.records)

    def _stale(self, changes: Changes, target: Target, *, asked: bool) -> set[str]:
        """Name the pages whose records count no more, though their bytes may be the same."""
        known, site = self.records, self.site
        stale = {path for path in changes.written & known.keys() if known[path].status == "failed"}
        for path in changes.made | changes.written | changes.gone:
            page = known.get(path.rpartition(".")[0])
            copied = page and (path in target.following or path in page.copies)
            if page and copied and page.copies.get(path, _NONE)[0] != site.walked.files.get(path):
                stale.add(page.path)
        if target.has_workers:
            new = (page for page in target.precached & known.keys() if not known[page].revisions)
            stale.update(new)
        if self.output is None:  # a generator that cleans takes smoopt's files with it
            for lost in (path for path in changes.gone if path.startswith(f"{OWN_FOLDER}/")):
                users = (path for path, record in known.items() if lost in record.own)
                stale.update(islice(users, 1))
        if asked and self._last is not None:
            whole = fingerprint.whole(site)
            if whole != self._last.site:
                self._last = msgspec.structs.replace(self._last, site=whole)
                return set(known)
            stale |= {path for path, record in known.items() if not site.answers(record.asked)}
        return stale

    def _touched(self, changes: Changes) -> list[str]:
        """List the pages to look at: those that changed, and those of which nothing is known."""
        pages = set(filter(self.site.is_page, changes.made | changes.written))
        if len(self.records) != len(self.site.pages):
            pages |= set(self.site.pages) - self.records.keys()
        return sorted(pages)

    def _mirror(self, changes: Changes, target: Target, summary: Summary) -> None:
        """Copy and remove in the output what is no page."""
        touched = changes.made | changes.written
        others = (path for path in touched - target.following if not self.site.is_page(path))
        beside.remove(target.store, self._left(changes.gone), summary, keep=self.site.folders)
        beside.copy(self.site, target.store, sorted(others), summary)
