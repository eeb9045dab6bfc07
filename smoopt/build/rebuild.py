"""`Rebuilder`: a builder for a watched site, which rebuilds only what a change affects."""

from collections.abc import Collection
from itertools import islice

from smoopt.build.builder import Builder
from smoopt.build.output import beside_pages
from smoopt.build.output.target import Target
from smoopt.build.processes.engine import PagesDone
from smoopt.build.summary import Summary
from smoopt.files.changes import Changes
from smoopt.model.edits import OWN_FOLDER

_NONE = None, None


class Rebuilder(Builder):
    """A builder that is notified of changes after `build`, and records them for the next run."""

    # Whether anything has changed since the last `remember`.
    _is_unsaved = False

    def rebuild(self, changed: Collection[str] | None, pages_done: PagesDone) -> Summary:
        """Build again after paths of the site were written, made or removed; None: look at all.

        Only what the change affects is built; `build` must have run. `remember` saves the result
        for the next run.
        """
        memory = self.memory
        memory.recall()
        changes, asked = self.site.refresh(changed)
        self._is_unsaved = self._is_unsaved or bool(changes)
        self.registry.check(filter(self.site.is_page, changes.made))
        gone = {path for path in changes.gone | changes.written if not self.site.is_page(path)}
        gone &= memory.records.keys()
        summary, target = Summary(), self._target()
        fixed = self._added.begin(target, summary)
        self._asks_for_files = asked or self._added.is_lacking()
        gone |= self._stale(changes, target, asked=asked) | {
            *memory.wants.lacking(fixed.there, memory.records)
        }
        for path in gone:
            memory.records.pop(path, None)
        if self.output is not None:
            gone_there = changes.gone - fixed.there.keys()
            self._mirror(changes._replace(gone=gone_there), target, summary)
        paths = self._touched(changes)
        found = memory.found
        others = self._render(paths, target, pages_done, summary, news=bool(gone))
        done = dict.fromkeys(paths) | others
        if done or gone:
            removed = summary.files_removed
            self._tidy(target, summary)
            if self.output is None and summary.files_removed > removed:
                self.site.refresh((OWN_FOLDER,))
        self._said_more = self._said_more or bool(summary.findings)
        for path in done:
            record = memory.records.get(path)
            if record is None:
                continue  # smoopt's own
            if record.status == "failed" and self.site.opened.status(path) is None:
                del memory.records[path]  # it went away meanwhile: the next look sees that
            else:
                summary.add(record)
        if self._has_news:
            summary.findings += self._of_site.look()
        summary.findings += (finding for finding in memory.found if finding not in found)
        summary.judge(self.site.settings)
        return summary

    def remember(self) -> None:
        """Save what became of the site since `build`, for the next run."""
        memory = self.memory
        if memory.header is None or not self._is_unsaved:
            return
        self._is_unsaved = False
        target, summary = self._target(), Summary()
        self._of_site.look()
        summary.findings += (*self._of_site.said, *memory.found)
        for path in self.site.pages:
            if path in memory.records:
                summary.add(memory.records[path])
        summary.findings += target.sync()
        summary.judge(self.site.settings)
        header = memory.sum_up(target, memory.header)
        memory.save(target, header, summary, is_all=not self._said_more)

    # What a change affects

    def _stale(self, changes: Changes, target: Target, *, asked: bool) -> set[str]:
        """Return the pages whose records are outdated, though their bytes may be the same."""
        known, site = self.memory.records, self.site
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
        if asked:
            stale |= self.memory.outdated()
        return stale

    def _touched(self, changes: Changes) -> list[str]:
        """List the pages to examine: those that changed, and those without a record."""
        pages = set(filter(self.site.is_page, changes.made | changes.written))
        if len(self.memory.records) != len(self.site.pages):
            pages |= set(self.site.pages) - self.memory.records.keys()
        return sorted(pages)

    def _mirror(self, changes: Changes, target: Target, summary: Summary) -> None:
        """Copy files other than pages to the output, and remove those that are gone."""
        touched = changes.made | changes.written
        touched -= target.following | self._added.texts.followers()
        others = (path for path in touched if not self.site.is_page(path))
        beside_pages.remove(target.store, self._left(changes.gone), summary, keep=self.site.folders)
        beside_pages.copy(self.site, target.store, sorted(others), summary)
