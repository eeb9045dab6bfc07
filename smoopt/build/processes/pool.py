"""`Pool`: worker processes for one job, any of which may die at any moment.

`concurrent.futures` gives up as a whole when one of its workers dies. Where each of them is in its
batch is noted in memory that all share, so that only the pages which workers were at are suspect:
each is tried again alone, and all others go to new workers.
"""

import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from multiprocessing.queues import SimpleQueue
from typing import Generic, TypeVar, cast

from smoopt.build.processes.worker import STOP, Job, State, begin, work

R = TypeVar("R")

# How many batches a worker may be ahead of what was taken: results do not pile up, and nobody
# waits while another is at a giant.
_AHEAD = 8
# How long workers may take to finish their page after Ctrl-C, in seconds.
_GRACE = 0.7
# How long nothing may come back before it is asked whether all workers are alive, in seconds.
_PATIENCE = 1.0
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

    def results(self, batches: list[list[str]]) -> Generator[tuple[str, R], None, None]:
        """Give each page's result, batch by batch, in order unless a worker dies."""
        while batches:
            crew = _Crew(self._job, batches)
            yield from crew.results(self._workers, self._context)
            suspects, left = crew.lost()
            for path in suspects:
                yield path, self._alone(path)
            if left == batches:  # workers cannot even begin here
                yield from ((path, self._job(path)) for batch in left for path in batch)
                return
            batches = left

    def _alone(self, path: str) -> R:
        """Try a page again whose worker died: perhaps it was not to blame."""
        crew = _Crew(self._job, [[path]])
        results = [result for _, result in crew.results(1, self._context)]
        return results[0] if results else self._job.lost(path)


class _Crew(Generic[R]):
    """Workers that begin together, and are gone together as soon as one of them dies."""

    def __init__(self, job: Job[R], batches: list[list[str]]) -> None:
        self._job = job
        self._batches = batches
        self._left = set(range(len(batches)))
        self._state: State = []

    def results(self, workers: int, context: BaseContext) -> Iterator[tuple[str, R]]:
        """Give the results of batches in order, until all are done or a worker dies."""
        workers = min(workers, len(self._batches))
        try:
            self._state = context.RawArray("i", 1 + len(self._batches))
            told = self._job, self._state
            executor = ProcessPoolExecutor(workers, context, begin, told)
        except _NO_PROCESSES:
            return
        try:
            for number, results in self._done(executor, workers * _AHEAD):
                self._left.remove(number)
                yield from zip(self._batches[number], results, strict=True)
        except BaseException:
            self._state[STOP] = 1
            _end(executor, _GRACE)
            raise
        executor.shutdown()

    def _done(self, executor: ProcessPoolExecutor, ahead: int) -> Iterator[tuple[int, list[R]]]:
        """Give out batches, a few at a time, and take what comes back, in order."""
        waiting: Iterator[tuple[int, list[str]]] = iter(enumerate(self._batches))
        given: deque[tuple[int, Future[list[object]]]] = deque()
        while True:
            for number, batch in islice(waiting, ahead - len(given)):
                future = _given(executor, batch, number)
                if future is None:
                    waiting = iter(())
                    break
                given.append((number, future))
            if not given:
                return
            number, future = given.popleft()
            try:
                results = _result(executor, future)
            except BrokenProcessPool:
                yield from _whole(given)
                return
            yield number, cast("list[R]", results)

    def lost(self) -> tuple[list[str], list[list[str]]]:
        """Give the pages that workers were at when one died, and the batches that are left."""
        suspects, left = [], []
        for number in sorted(self._left):
            batch, at = self._batches[number], self._state[1 + number] if self._state else 0
            suspects += batch[at - 1 : at]
            left.append(batch[: max(at - 1, 0)] + batch[at:])
        return suspects, [batch for batch in left if batch]


def _whole(
    given: Iterable[tuple[int, Future[list[object]]]],
) -> Iterator[tuple[int, list[R]]]:
    """Give what was done before a worker died."""
    for number, future in given:
        if future.done() and future.exception() is None:
            yield number, cast("list[R]", future.result())


def _given(
    executor: ProcessPoolExecutor, batch: list[str], number: int
) -> Future[list[object]] | None:
    """Give a batch to the workers, which begin now at the latest; None if there are none."""
    try:
        with _held_back():
            return executor.submit(work, batch, number)
    except BrokenProcessPool:
        return None
    except _NO_PROCESSES:
        _end(executor, 0)  # the first may have begun
        return None


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


def _result(executor: ProcessPoolExecutor, future: Future[list[object]]) -> list[object]:
    """Wait for a batch; the executor would wait for ever for one of which it has read a part."""
    while True:
        try:
            return future.result(_PATIENCE)
        except TimeoutError:
            if future.done():
                raise
            processes = _processes(executor)
            # Where no more threads may be started, the executor's own ends.
            lost = not cast("threading.Thread", executor._executor_manager_thread).is_alive()
            if lost or not all(process.is_alive() for process in processes):
                _kill(processes, executor._result_queue, 0)
            if lost:
                raise BrokenProcessPool from None


def _end(executor: ProcessPoolExecutor, grace: float) -> None:
    """Let the workers finish their page, but not for long; in seconds."""
    processes, results = _processes(executor), executor._result_queue
    executor.shutdown(wait=False, cancel_futures=True)
    _kill(processes, results, grace)


def _processes(executor: ProcessPoolExecutor) -> list[BaseProcess]:
    return list((executor._processes or {}).values())


def _kill(processes: Sequence[BaseProcess], results: "SimpleQueue[object]", grace: float) -> None:
    """End processes, after so many seconds, and what they were about to say."""
    until = time.monotonic() + grace
    for process in processes:
        process.join(max(0.0, until - time.monotonic()))
        if process.is_alive():
            process.kill()
            process.join()
    results._writer.close()  # type: ignore[attr-defined] # the last that is open


def _context() -> BaseContext:
    """Choose how workers are made: by fork where it is safe, for that is the fastest."""
    safe = sys.platform == "linux" and threading.active_count() == 1
    return get_context("fork" if safe else "spawn")
