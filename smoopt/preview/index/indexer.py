"""`Indexer`: reads all pages for the index in the background, and again when they change.

Paths are known at once. Titles and findings take a moment per page, so worker processes collect
them; pages about to be shown are read first. What pages need to know about each other follows when
all have been read.
"""

import threading
import time
from collections.abc import Callable, Collection, Generator, Iterable, Mapping
from contextlib import closing
from typing import cast

from smoopt.build.memory.records import NOWHERE
from smoopt.build.processes import engine
from smoopt.build.processes.engine import Task
from smoopt.build.processes.job import done
from smoopt.preview.index.index_entry import IndexEntry, IndexJob
from smoopt.preview.index.page_index import PageIndex
from smoopt.preview.rendering import RenderSetup

# Pages larger than so many bytes are not read while somebody waits for a list.
_SMALL = 1_000_000
# Up to so many changed pages are read at once, without a worker.
_FEW = 20
# Pages with other shares may in turn change those of others: repeat at most so often.
_ROUNDS = 3
# Seconds between reports of the progress
_REPORTED = 0.5


class _Backlog:
    """What is still to be done."""

    def __init__(self, pages: Iterable[str] = ()) -> None:
        self.pages = dict.fromkeys(pages)
        # Whether pages with unchanged bytes must be read as well
        self.even_unchanged = False
        # Whether what pages need to know about each other must be gathered
        self.relations = bool(self.pages)

    def __bool__(self) -> bool:
        return bool(self.pages) or self.relations


class Indexer:
    """A thread that keeps the index of a site up to date."""

    def __init__(
        self,
        report: Callable[[int, int], None],
        take_files: Callable[[Mapping[str, bytes]], None],
    ) -> None:
        """`report` is called with the progress: how many of how many pages are read.

        `take_files` is called with the files by path that plugins add for the site as a
        whole.
        """
        self.index = PageIndex()
        self._take_files = take_files
        self._report, self._reported_at = report, 0.0
        self._setup: RenderSetup | None = None
        self._backlog = _Backlog()
        # Pages read here, of which the workers may still return older versions
        self._fresh: set[str] = set()
        self._left = 0
        self._stopping = False
        self._wake = threading.Condition()
        self._idle = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def progress(self) -> tuple[int, int]:
        """How many pages have been read, and how many there are."""
        of = 0 if self._setup is None else len(self._setup.site.pages)
        return max(0, of - self._left - len(self._backlog.pages)), of

    def wait(self, advance: Callable[[int], None]) -> None:
        """Wait until everything is read; `advance` is called with how many more pages are read."""
        reported = 0
        idle = False
        while not idle and self._thread.is_alive():
            idle = self._idle.wait(_REPORTED / 5)
            done, _ = self.progress
            advance(max(0, done - reported))
            reported = max(reported, done)

    def stop(self) -> None:
        """Stop the thread and its workers."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join()

    # What is to be read

    def restart(self, setup: RenderSetup) -> None:
        """Forget everything, and read all pages."""
        with self._wake:
            self._setup = setup
            self.index.restart(setup.site.pages)
            self._backlog, self._left = _Backlog(setup.site.pages), 0
            self._idle.clear()
            self._wake.notify()
        if not self._thread.is_alive():
            self._thread.start()

    def reread(self, pages: Collection[str], gone: Iterable[str], *, others: bool) -> None:
        """Read changed pages again; with `others`, read all, as the site's answers have changed."""
        job = self._job() if len(pages) <= _FEW else None
        self.index.forget(gone)
        if job is not None:
            for path in pages:
                self._fresh.add(path)
                self._put(path, done(job, path))
        with self._wake:
            self.index.version += 1
            if others and self._setup:
                self._backlog.pages |= dict.fromkeys(self._setup.site.pages)
                self._backlog.even_unchanged = True
            elif job is None:
                self._backlog.pages |= dict.fromkeys(pages)
                self.index.expect(pages)
            self._backlog.relations = True
            self._idle.clear()
            self._wake.notify()

    def read_now(self, paths: Iterable[str], seconds: float) -> None:
        """Read pages that are about to be shown and not known yet, until the time is up."""
        until = time.monotonic() + seconds
        missing = [path for path in paths if path not in self.index.entries]
        job = self._job() if missing else None
        for path in missing:
            if job is None or time.monotonic() > until:
                return
            if job.site.walked.files.get(path, NOWHERE).size < _SMALL:
                self._put(path, done(job, path))

    def _job(self) -> IndexJob | None:
        setup = self._setup
        return setup and self._job_with(setup, {})

    def _job_with(self, setup: RenderSetup, known: dict[str, bytes]) -> IndexJob:
        index = self.index
        return IndexJob(setup.site, setup.registry, index.shares, known, index.of_site)

    def _put(self, path: str, entry: IndexEntry | None) -> None:
        if entry is not None:
            self.index.put(path, entry)

    # The thread

    def _run(self) -> None:
        while True:
            with self._wake:
                if not self._backlog:
                    self._idle.set()
                self._wake.wait_for(lambda: self._backlog or self._stopping)
                setup, backlog, self._backlog = self._setup, self._backlog, _Backlog()
            if setup is None or self._stopping:
                return
            known = {} if backlog.even_unchanged else self.index.digests()
            if self._read(setup, backlog.pages, known) and self._relate(setup):
                self._report(*self.progress)

    def _read(self, setup: RenderSetup, paths: Collection[str], known: dict[str, bytes]) -> bool:
        """Read pages; return False if there is something else to do first."""
        self._left = len(paths)
        self._fresh.clear()
        job = self._job_with(setup, known)
        sizes = setup.site.walked.files
        tasks = [Task(path, sizes.get(path, NOWHERE).size) for path in paths]
        running = cast("Generator[IndexEntry | None]", engine.run(job, tasks, setup.workers))
        with closing(running) as arriving:
            for task, entry in zip(tasks, arriving, strict=True):
                if self._stopping or setup is not self._setup:
                    return False
                self._left -= 1
                if task.path not in self._fresh:
                    self._put(task.path, entry)
                if time.monotonic() > self._reported_at + _REPORTED:
                    self._reported_at = time.monotonic()
                    self._report(*self.progress)
        return True

    def _relate(self, setup: RenderSetup) -> bool:
        """Gather what pages need to know about each other; return False if other work is first."""
        for _ in range(_ROUNDS):
            shares = self.index.gathered_shares(setup.site, setup.registry)
            if setup is not self._setup:
                return False
            others = self.index.take_shares(shares)
            if not others:
                break
            if not self._read(setup, others, {}):
                return False
        of_site = self.index.given_for_site(setup.site, setup.registry)
        if setup is not self._setup:
            return False
        before, self.index.of_site = self.index.of_site, of_site
        self._take_files(of_site)
        # Pages may link to a file that is added or removed.
        if before.keys() != of_site.keys() and not self._read(setup, setup.site.pages, {}):
            return False
        self.index.find_across(setup.site, setup.registry)
        return True
