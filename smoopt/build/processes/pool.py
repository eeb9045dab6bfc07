"""`Pool`: worker processes for one job, any of which may die at any moment.

Each worker has a line of its own to this process, so one that dies, even while it tells of what it
did, harms no other. Where in its batch it is, it notes in memory that both share, so only the page
it was at is suspect: that is tried again alone, and the rest of the batch goes to another worker.
Where no process can be made, or none that lives, the work is done here.

There are no threads here, and no locks that the dead could hold.
"""

import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from typing import Generic, TypeVar

from smoopt.build.processes.worker import AT, STOP, Job, Note, work

R = TypeVar("R")
Context = ForkContext | SpawnContext

# How many batches may be given out after one that is not done: results do not pile up, and nobody
# waits while another is at a giant. For each worker.
_AHEAD = 8
# How long workers may take to finish their page after Ctrl-C, in seconds.
_GRACE = 0.7
# How long to wait for a word from workers before looking up, in seconds.
_PATIENCE = 0.5
# What the system says where it has no room for processes, or none at all.
_NO_PROCESSES = (OSError, RuntimeError, ImportError)
# Windows cannot wait for more.
_MOST_WORKERS = 60


class Pool(Generic[R]):
    """Workers for one job; those that die are replaced, and only their page is lost."""

    def __init__(self, job: Job[R], workers: int) -> None:
        """Prepare; no worker begins before results are asked for."""
        self._job = job
        self._workers = min(workers, _MOST_WORKERS)
        self._context = _context()
        # The newest first.
        self._crew: list[_Worker] = []
        self._batches: deque[list[str]] = deque()
        self._given = 0
        # Pages that a worker died of, until they have been tried again.
        self._suspects: list[str] = []

    def results(self, batches: list[list[str]]) -> Generator[tuple[str, R], None, None]:
        """Give each page's result, as soon as it is there."""
        self._batches.extend(batches)
        try:
            for _ in range(min(self._workers, len(batches))):
                self._hire()
            while self._crew and self._has_work():
                self._give()
                for worker in _heard(self._crew):
                    yield from self._hear(worker)
        finally:
            _end(self._crew)
        # No worker can begin. Of those pages one has died already.
        yield from ((path, self._job.lost(path)) for path in self._suspects)
        yield from ((path, self._job(path)) for batch in self._batches for path in batch)

    def _has_work(self) -> bool:
        at_work = any(worker.batch for worker in self._crew)
        return at_work or bool(self._batches) or bool(self._suspects)

    def _hire(self) -> None:
        """Begin a worker, if the system has room for it."""
        with suppress(*_NO_PROCESSES), _held_back():
            self._crew.insert(0, _Worker(self._job, self._context, self._crew))

    def _give(self) -> None:
        """Give batches to those that wait for one, and a suspect to one while all others wait."""
        if self._suspects:
            if all(worker.waits for worker in self._crew):
                self._crew[0].give(self._suspects[:1], self._given)
            return
        for worker in self._crew:
            oldest = min((other.number for other in self._crew if other.batch), default=self._given)
            if not self._batches or self._given - oldest >= _AHEAD * self._workers:
                return
            if worker.waits:
                worker.give(self._batches.popleft(), self._given)
                self._given += 1

    def _hear(self, worker: "_Worker") -> Iterator[tuple[str, R]]:
        """Take what a worker says, or that it has died."""
        said = worker.hear()
        if said is None:
            yield from self._bury(worker)
        elif not worker.is_ready:
            worker.is_ready = True
        else:
            results, error = pickle.loads(said)  # noqa: S301 - our own worker's
            if error is not None:
                raise error
            batch, worker.batch = worker.batch, []
            if batch == self._suspects[:1]:
                del self._suspects[0]
            self._give()  # whoever takes the results may take long
            yield from zip(batch, results, strict=True)

    def _bury(self, worker: "_Worker") -> Iterator[tuple[str, R]]:
        """Replace a worker, unless it could not even begin; its page is tried again, once."""
        self._crew.remove(worker)
        worker.end(0.0)
        before, pages, after = worker.divided()
        for page in pages:
            if page in self._suspects:
                self._suspects.remove(page)
                yield page, self._job.lost(page)
            else:
                self._suspects.append(page)
        if left := before + after:
            self._batches.appendleft(left)
        if worker.is_ready:
            self._hire()


class _Worker:
    """A process and the line to it."""

    def __init__(self, job: Job[R], context: Context, others: Iterable["_Worker"]) -> None:
        """Begin; it is ready when it says so."""
        self.line, its = context.Pipe()
        self._note: Note = context.RawArray("i", 2)
        self.is_ready = False
        self.batch: list[str] = []
        self.number = 0
        # What it has by fork it must close, or nobody would notice when this process is gone.
        is_forked = context.get_start_method() == "fork"
        ours = [self.line, *(other.line for other in others)] if is_forked else []
        self._process = context.Process(target=work, args=(job, its, self._note, ours))
        with its:
            self._process.start()

    @property
    def signs(self) -> list[Connection | int]:
        """What tells of it: its line, and before it is ready that its process has ended."""
        # Windows leaves the line of one open that dies before it has taken it.
        return [self.line] if self.is_ready else [self.line, self._process.sentinel]

    @property
    def waits(self) -> bool:
        """Tell whether it can be given a batch."""
        return self.is_ready and not self.batch

    def give(self, batch: list[str], number: int) -> None:
        """Give it a batch; if it has died, that is heard later."""
        self.batch, self.number = batch, number
        self._note[AT] = 0
        with suppress(OSError):
            self.line.send(batch)

    def hear(self) -> bytes | None:
        """Take what it says; None if it has died."""
        with suppress(EOFError, OSError):
            if self.is_ready or self.line.poll():
                return self.line.recv_bytes()
        return None

    def divided(self) -> tuple[list[str], list[str], list[str]]:
        """Divide its batch: what comes before the page that it was at, that page, and the rest."""
        at = self._note[AT]
        return self.batch[:at], self.batch[at : at + 1], self.batch[at + 1 :]

    def stop(self) -> None:
        """Tell it to end when it has finished its page."""
        self._note[STOP] = 1
        self.line.close()

    def end(self, grace: float) -> None:
        """Wait for its end, but not for long; in seconds."""
        self.line.close()
        self._process.join(grace)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def _heard(crew: list[_Worker]) -> list[_Worker]:
    """Wait until there is something to hear, and give the workers that it is from."""
    # A Ctrl-C that comes just before the system is asked to wait is heard when it has waited.
    heard = wait([sign for worker in crew for sign in worker.signs], timeout=_PATIENCE)
    return [worker for worker in crew if any(sign in heard for sign in worker.signs)]


def _end(crew: list[_Worker]) -> None:
    """Let all workers finish their page, but not for long; a second Ctrl-C ends them at once."""
    until = time.monotonic() + _GRACE
    try:
        for worker in crew:
            worker.stop()
        for worker in crew:
            worker.end(max(0.0, until - time.monotonic()))
    finally:
        with _held_back():
            for worker in crew:
                worker.end(0.0)


@contextmanager
def _held_back() -> Iterator[None]:
    """Let Ctrl-C wait: a worker that it meets before it is ready would show a traceback."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _context() -> Context:
    """Choose how workers are made: by fork where it is safe, for that is the fastest."""
    safe = sys.platform == "linux" and threading.active_count() == 1
    return get_context("fork") if safe else get_context("spawn")
