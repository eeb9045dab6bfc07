"""`Index`: what the list shows of all pages, found out in the background.

Paths are known at once. Titles and findings take a moment per page, so they come in from worker
processes; what is about to be shown is looked at first. What pages have to know of each other
follows when all have been read.
"""

import threading
import time
from collections.abc import Callable, Collection, Generator, Iterable
from contextlib import closing
from typing import cast

from smoopt.build.memory.records import NOWHERE
from smoopt.build.memory.survey import Shares
from smoopt.build.processes import engine
from smoopt.build.processes.engine import Task
from smoopt.model.finding import Finding
from smoopt.preview import relations
from smoopt.preview.entry import Counts, Entry, EntryJob, Source, Wanted, counts_of

# Larger pages are not read while somebody waits for a list, in bytes.
_SMALL = 1_000_000
# So few changed pages are looked at at once, without a worker.
_FEW = 20
# Pages that get other shares may have other words for others: a few times.
_ROUNDS = 3
# How often the progress is told, in seconds.
_TOLD = 0.5


class Index:
    """The entries of all pages, brought up to date by a thread of its own."""

    def __init__(self, told: Callable[[int, int], None]) -> None:
        """`told` hears of the progress: how many pages of how many are read."""
        self.entries: dict[str, Entry] = {}
        # What pages are found by: path and, once it is known, title, a line each, case folded.
        self.texts: dict[str, str] = {}
        self.across: dict[str, list[Finding]] = {}
        self.shares: Shares = {}
        # Goes up whenever anything changes, so that what follows from it can be kept.
        self.version = 0
        self._told, self._told_at = told, 0.0
        self._source: Source | None = None
        self._wanted = Wanted()
        # Pages that were looked at while the workers may still have older versions of them.
        self._fresh: set[str] = set()
        self._left = 0
        self._stopping = False
        self._wake = threading.Condition()
        self._idle = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    # What is known

    @property
    def progress(self) -> tuple[int, int]:
        """How many pages have been read, and how many there are."""
        of = 0 if self._source is None else len(self._source.site.pages)
        return max(0, of - self._left - len(self._wanted.pages)), of

    def counts(self, path: str) -> Counts:
        """Count the findings of a page, its own and those that other pages bring about."""
        entry = self.entries.get(path)
        own = {} if entry is None else entry.counts
        return {**own, **counts_of(self.across[path])} if path in self.across else own

    def peek(self, paths: Iterable[str], seconds: float) -> None:
        """Look at pages that are about to be shown, as far as time allows."""
        until = time.monotonic() + seconds
        missing = [path for path in paths if path not in self.entries]
        job = self._job() if missing else None
        for path in missing:
            if job is None or time.monotonic() > until:
                return
            if job.site.walked.files.get(path, NOWHERE).size < _SMALL:
                self._put(path, job(path))

    # What is to be done

    def renew(self, source: Source) -> None:
        """Forget everything, and read all pages."""
        with self._wake:
            self._source = source
            self.entries, self.across, self.shares = {}, {}, {}
            self.texts = {path: path.casefold() for path in source.site.pages}
            self.version += 1
            self._wanted, self._left = Wanted(source.site.pages), 0
            self._idle.clear()
            self._wake.notify()
        if not self._thread.is_alive():
            self._thread.start()

    def touch(self, paths: Collection[str], gone: Iterable[str], *, anew: bool) -> None:
        """Read some pages again; `anew`: all, for the site answers otherwise than before."""
        job = self._job() if len(paths) <= _FEW else None
        for path in gone:
            self.entries.pop(path, None)
            self.texts.pop(path, None)
        if job is not None:
            for path in paths:
                self._fresh.add(path)
                self._put(path, job(path))
        with self._wake:
            self.version += 1
            if anew and self._source:
                self._wanted.pages |= dict.fromkeys(self._source.site.pages)
                self._wanted.anew = True
            elif job is None:
                self._wanted.pages |= dict.fromkeys(paths)
                self.texts |= {path: path.casefold() for path in paths if path not in self.texts}
            self._wanted.relate = True
            self._idle.clear()
            self._wake.notify()

    def wait(self, seen: Callable[[int], None]) -> None:
        """Wait until everything is read; `seen` hears of every few pages more."""
        told = 0
        idle = False
        while not idle and self._thread.is_alive():
            idle = self._idle.wait(_TOLD / 5)
            done, _ = self.progress
            seen(max(0, done - told))
            told = max(told, done)

    def stop(self) -> None:
        """End the thread and its workers."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join()

    # The thread

    def _run(self) -> None:
        while True:
            with self._wake:
                if not self._wanted:
                    self._idle.set()
                self._wake.wait_for(lambda: self._wanted or self._stopping)
                source, wanted, self._wanted = self._source, self._wanted, Wanted()
            if source is None or self._stopping:
                return
            known = {} if wanted.anew else {path: one.digest for path, one in self._all()}
            if self._read(source, wanted.pages, known) and self._relate(source):
                self._told(*self.progress)

    def _relate(self, source: Source) -> bool:
        """Let pages know of each other; False if there is something else to do first."""
        for _ in range(_ROUNDS):
            shares = relations.shares_of(dict(self._all()), source.site, source.registry)
            others = relations.differing(self.shares, shares)
            if source is not self._source:
                return False
            self.shares = shares
            if not others:
                break
            if not self._read(source, [path for path in others if path in self.entries], {}):
                return False
        self.across = relations.across(dict(self._all()), source.site, source.registry)
        self.version += 1
        return True

    def _read(self, source: Source, paths: Collection[str], known: dict[str, bytes]) -> bool:
        """Read pages; False if there is something else to do first."""
        self._left = len(paths)
        self._fresh.clear()
        job = EntryJob(source.site, source.registry, self.shares, known)
        sizes = source.site.walked.files
        tasks = [Task(path, sizes.get(path, NOWHERE).size) for path in paths]
        running = cast("Generator[Entry | None]", engine.run(job, tasks, source.workers))
        with closing(running) as arriving:
            for task, entry in zip(tasks, arriving, strict=True):
                if self._stopping or source is not self._source:
                    return False
                self._left -= 1
                if task.path not in self._fresh:
                    self._put(task.path, entry)
                if time.monotonic() > self._told_at + _TOLD:
                    self._told_at = time.monotonic()
                    self._told(*self.progress)
        return True

    def _job(self) -> EntryJob | None:
        source = self._source
        return source and EntryJob(source.site, source.registry, self.shares, {})

    def _all(self) -> list[tuple[str, Entry]]:
        """Give all entries as they are at this moment."""
        return list(self.entries.items())

    def _put(self, path: str, entry: Entry | None) -> None:
        if entry is not None:
            self.entries[path] = entry
            self.texts[path] = f"{path.casefold()}\n{entry.title.casefold()}"
            self.version += 1
