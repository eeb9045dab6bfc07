"""`Pool`: worker processes for one job, any of which may die at any moment.

Each worker has its own pipe to this process, so one that dies, even while it sends results, harms
no other. It notes its position in the batch in shared memory, so only the page it was at is
suspect: that page is tried again alone, and the rest of the batch goes to another worker. Where no
process can be started, or none survives, the work is done here.

There are no threads here, and no locks that a dead worker could hold.
"""

import pickle
import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import wait
from typing import Generic, TypeVar, cast

from smoopt.build.processes.forking import held_back
from smoopt.build.processes.job import Job, each_done
from smoopt.build.processes.worker import unsendable
from smoopt.build.processes.worker_process import WorkerProcess, chosen_context
from smoopt.model.faults import guarded
from smoopt.model.stopped import stop_if_asked
from smoopt.plugin.running_hook import Death

R = TypeVar("R")

# How many batches per worker may be given out after one that is not done: so results do not pile
# up, and no worker waits while another is at a giant.
_AHEAD = 8
# How long workers may take to finish their page after Ctrl-C, in seconds.
_GRACE = 0.7
# How long to wait for a word from workers before looking up, in seconds.
_PATIENCE = 0.5
# What is raised where the system cannot start a process, or none at all.
_NO_PROCESSES = (OSError, RuntimeError, ImportError)
# Windows cannot wait for more.
_MOST_WORKERS = 60


class Pool(Generic[R]):
    """Workers for one job; those that die are replaced, and only their page is lost."""

    def __init__(self, job: Job[R], workers: int) -> None:
        """Prepare; no worker begins before results are asked for."""
        self._job = job
        self._workers = min(workers, _MOST_WORKERS)
        self._context = chosen_context()
        # The newest first.
        self._crew: list[WorkerProcess] = []
        self._batches: deque[list[str]] = deque()
        self._given = 0
        # Pages that a worker died of, and how, until they have been tried again.
        self._suspects: dict[str, Death] = {}

    def results(self, batches: list[list[str]]) -> Generator[tuple[str, R], None, None]:
        """Yield each page's result, as soon as it is there."""
        self._batches.extend(batches)
        try:
            for _ in range(min(self._workers, len(batches))):
                self._hire()
            while self._crew and self._has_work():
                stop_if_asked()
                self._give()
                for worker in _heard(self._crew):
                    yield from self._hear(worker)
                for worker in self._crew:
                    worker.end_if_stuck()
        finally:
            _end(self._crew)
        # No worker can be started. Each of the suspects has killed one already.
        yield from ((path, self._job.lost(path, death)) for path, death in self._suspects.items())
        for batch in self._batches:
            yield from zip(batch, each_done(self._job, batch, batch), strict=True)

    def _has_work(self) -> bool:
        at_work = any(worker.batch for worker in self._crew)
        return at_work or bool(self._batches) or bool(self._suspects)

    def _hire(self) -> None:
        """Start a worker, if the system has room for it."""
        with suppress(*_NO_PROCESSES), held_back():
            self._crew.insert(0, WorkerProcess(self._job, self._context, self._crew))

    def _give(self) -> None:
        """Return batches to idle workers, or a suspect to one worker once all are idle."""
        if self._suspects:
            if all(worker.waits for worker in self._crew):
                self._crew[0].give([*self._suspects][:1], self._given)
            return
        for worker in self._crew:
            oldest = min((other.number for other in self._crew if other.batch), default=self._given)
            if not self._batches or self._given - oldest >= _AHEAD * self._workers:
                return
            if worker.waits:
                worker.give(self._batches.popleft(), self._given)
                self._given += 1

    def _hear(self, worker: WorkerProcess) -> Iterator[tuple[str, R]]:
        """Handle a message of a worker, or its death."""
        said = worker.hear()
        if said is None:
            yield from self._bury(worker)
        elif not worker.is_ready:
            worker.is_ready = True
        else:
            results = self._read(said, worker.batch)
            batch, worker.batch = worker.batch, []
            if len(batch) == 1:
                self._suspects.pop(batch[0], None)
            self._give()  # the caller may take long over the results
            yield from zip(batch, results, strict=True)

    def _read(self, said: bytes, batch: list[str]) -> Sequence[R]:
        """Read the results for a batch; raises what the worker raised."""
        results, error = guarded(
            lambda: pickle.loads(said),  # noqa: S301 - our own worker's
            lambda error: ([self._job.raised(path, unsendable(error)) for path in batch], None),
        )
        if error is not None:
            raise error
        return cast("Sequence[R]", results)

    def _bury(self, worker: WorkerProcess) -> Iterator[tuple[str, R]]:
        """Replace a dead worker, unless it never became ready; its page is tried again, once.

        A page at which a hook did not end is not tried again: the reason is known.
        """
        self._crew.remove(worker)
        death = worker.death()
        before, pages, after = worker.divided()
        for page in pages:
            if death.is_late or page in self._suspects:
                self._suspects.pop(page, None)
                yield page, self._job.lost(page, death)
            else:
                self._suspects[page] = death
        if left := before + after:
            self._batches.appendleft(left)
        if worker.is_ready:
            self._hire()


def _heard(crew: list[WorkerProcess]) -> list[WorkerProcess]:
    """Wait for messages or deaths, and return the workers that they are from."""
    # A Ctrl-C just before this call is noticed only after it.
    heard = wait([sign for worker in crew for sign in worker.signs], timeout=_PATIENCE)
    return [worker for worker in crew if any(sign in heard for sign in worker.signs)]


def _end(crew: list[WorkerProcess]) -> None:
    """Let all workers finish their page, but not for long; a second Ctrl-C ends them at once."""
    until = time.monotonic() + _GRACE
    try:
        for worker in crew:
            worker.stop()
        for worker in crew:
            worker.end(max(0.0, until - time.monotonic()))
    finally:
        with held_back():
            for worker in crew:
                worker.end(0.0)
