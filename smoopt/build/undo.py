"""Undo a whole site: every page as its generator wrote it."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from smoopt.build.build_job import Done
from smoopt.build.failures import (
    NOT_WRITTEN,
    not_removed,
    not_written,
    page_unreadable,
    worker_lost,
)
from smoopt.build.memory.records import Record, failed
from smoopt.build.output import beside_pages
from smoopt.build.output.fixed_files import FixedFiles
from smoopt.build.output.target import Target
from smoopt.build.output.text_edits import TextEdits
from smoopt.build.page_faults import page_failed
from smoopt.build.processes import engine
from smoopt.build.processes.engine import PagesDone, Task, Workers
from smoopt.build.processes.job import ReadingJob
from smoopt.build.site_findings import closed_folders
from smoopt.build.summary import Summary
from smoopt.files.folder import Folder, Written
from smoopt.html.marks import pristine
from smoopt.html.source_text import Source
from smoopt.model.errors import PageError, SiteError
from smoopt.model.page_files import is_signed
from smoopt.plugin.running_hook import Death
from smoopt.site.site import Site


class UndoJob(ReadingJob[Done]):
    """Restore a page's original bytes."""

    doing = "undo"

    def __init__(self, target: Target) -> None:
        """Prepare to undo what was built in place."""
        self.target = target
        self.at_a_time = target.opened.at_a_time

    @property
    def folder(self) -> Folder:
        """What pages are read from."""
        return self.target.opened

    def __call__(self, path: str) -> Done:
        """Undo one page; never raises because of the page."""
        return self.begin(path)()

    def begin(self, path: str) -> Callable[[], Done]:
        """Begin to restore a page; the function returned does the rest."""
        try:
            data, status = self.target.opened.read_with_status(path)
        except OSError as error:
            return partial(Done, failed(page_unreadable(path, error)))
        if is_signed(data):
            return partial(self._removed, path, data)
        try:
            was = pristine(Source(data))
        except PageError as error:
            return partial(Done, failed(page_failed(path, error), "; it stays as it is"))
        writing = self.target.store.renewing(path, was, status) if was != data else None
        return partial(self._undone, path, data, was, writing)

    def _undone(
        self, path: str, data: bytes, was: bytes, writing: Callable[[], Written] | None
    ) -> Done:
        """Wait until a page is written, and return its record."""
        try:
            if writing is not None:
                writing()
        except (OSError, SiteError) as error:
            return Done(Record(path, "failed", findings=(not_written(path, error),)))
        beside = self.target.follow(path, data, was)
        return Done(
            Record(
                path,
                "unchanged" if was == data else "changed",
                added=len(was) - len(data),
                findings=beside.findings,
                own=beside.own,
            )
        )

    def _removed(self, path: str, data: bytes) -> Done:
        """Remove a page that smoopt itself added, and whose list is lost."""
        try:
            self.target.store.remove(path)
        except (OSError, SiteError) as error:
            return Done(Record(path, "failed", findings=(not_removed(path, error),)))
        return Done(Record(path, "changed", added=-len(data)))

    def lost(self, path: str, death: Death) -> Done:
        """Return the result for a page whose worker died of it; sweep what that left there."""
        self.target.store.sweep_beside(path)
        return Done(failed(worker_lost(path, death)))

    def raised(self, path: str, error: BaseException) -> Done:
        """Say what was raised for a page."""
        return Done(failed(page_failed(path, error), "; it may be as it was, but not all of it"))


def undo(site: Site, pages_done: PagesDone, workers: Workers = 1) -> Summary:
    """Restore the original bytes of every page, and remove the files that smoopt added."""
    target, summary = Target(site, None), Summary()
    target.store.sweep(site.walked.leftovers)
    summary.findings += closed_folders(site)
    rewound = target.rewind()
    summary.findings += rewound.findings
    kept = set(rewound.kept)
    texts = TextEdits(site, target, site.texts, summary)
    texts.undo()
    kept.update(texts.own)
    fixed = FixedFiles(target.store, site.digests)
    for record in _undone(site, target, workers):
        summary.add(record)
        kept.update(record.own)
        pages_done(1)
    if not summary.failed:
        fixed.undo(summary)
        beside_pages.remove(target.store, set(target.store.own_files()) - kept, summary)
    summary.findings += target.sync()
    return summary


def _undone(site: Site, target: Target, workers: Workers) -> Iterator[Record]:
    """Undo every page.

    On a full disk, there may be no room for a large page at first. Pages that were restored are
    shorter now, so the others are tried again, as long as any was restored. A page is never
    overwritten in place: a kill would leave half of it.
    """
    paths: Iterable[str] = site.pages
    unwritten: dict[str, Record] = {}
    while True:
        tasks = [Task(path, site.walked.files[path].size) for path in paths]
        earlier, unwritten, has_room = unwritten, {}, False
        for now, _ in engine.run(UndoJob(target), tasks, workers):
            record = now.after(earlier.get(now.path, now))
            if any(finding.code == NOT_WRITTEN.id for finding in record.findings):
                unwritten[record.path] = record
            else:
                has_room = has_room or now.status == "changed"
                yield record
        if not isinstance(workers, int):
            target.store.sweep_beside(*workers.interrupted())
        if not (unwritten and has_room):
            yield from unwritten.values()
            return
        paths = unwritten
