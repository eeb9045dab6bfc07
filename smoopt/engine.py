"""Which processes do the work: one for a small site, all cores for a large one.

Threads do not help, for the parser holds Python's lock. Workers are forked where the system can,
so that they have the site and the plugins without loading anything; else they are spawned and
load both once. Batches hold as many bytes as others, not as many pages, and the largest pages
go first, so that no core waits for one giant at the end.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, MutableSequence, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import connection, get_context, parent_process
from multiprocessing.context import BaseContext
from typing import Generic, NamedTuple, Protocol, TypeVar, cast

R_co = TypeVar("R_co", covariant=True)
R = TypeVar("R")

# Starting two workers takes as long as one process needs for so many pages, or bytes of them.
_FEW_PAGES, _FEW_BYTES = 300, 3_000_000
# The least and the most bytes of a batch: a page costs about as much as 10 KB of another.
_PAGE_BYTES, _BATCH_BYTES = 10_000, 2_000_000
_GIANT_BYTES = 1_000_000
_BATCHES_A_WORKER = 8
# How long workers may take to finish their page after Ctrl-C, in seconds.
_GRACE = 0.7


# Which batches are being worked on, shared by all workers: whose worker dies is suspect.
_Busy = MutableSequence[int]


class _Event(Protocol):
    def is_set(self) -> bool:
        """Tell whether workers are to stop."""


class Task(NamedTuple):
    """A page to work on, and its size in bytes."""

    path: str
    size: int


class Job(Protocol[R_co]):
    """What is done with each page; it is sent to the workers once, by fork or by pickle."""

    def __call__(self, path: str) -> R_co:
        """Work on one page."""

    def lost(self, path: str) -> R_co:
        """Give the result for a page whose worker died of it."""


def cores() -> int:
    """Count the processor cores that this process may use."""
    with suppress(AttributeError):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(job: Job[R], tasks: Sequence[Task], workers: int) -> Iterator[R]:
    """Do a job for every page and give the results in the order of the tasks."""
    size = sum(task.size for task in tasks)
    if workers < 2 or len(tasks) < 2 or (len(tasks) < _FEW_PAGES and size < _FEW_BYTES):  # noqa: PLR2004
        for task in tasks:
            yield job(task.path)
        return
    results: dict[str, R] = {}
    waiting = iter(tasks)
    first = next(waiting, None)
    for path, result in _Pool(job, workers).results(_batches(tasks, workers)):
        results[path] = result
        while first is not None and first.path in results:
            yield results.pop(first.path)
            first = next(waiting, None)


def _batches(tasks: Sequence[Task], workers: int) -> list[list[str]]:
    """Divide pages into batches of about the same work, each giant by itself and first."""
    giants = sorted((task for task in tasks if task.size >= _GIANT_BYTES), key=lambda t: -t.size)
    others = [task for task in tasks if task.size < _GIANT_BYTES]
    whole = sum(task.size + _PAGE_BYTES for task in others)
    most = min(whole // (workers * _BATCHES_A_WORKER) + 1, _BATCH_BYTES)
    batches: list[list[str]] = [[giant.path] for giant in giants]
    room = 0
    for task in others:
        if room <= 0:
            batches.append([])
            room = most
        batches[-1].append(task.path)
        room -= task.size + _PAGE_BYTES
    return batches


class _Pool(Generic[R]):
    """Workers for one job; those that die are replaced, and only their page is lost."""

    def __init__(self, job: Job[R], workers: int) -> None:
        self._job = job
        self._workers = workers
        self._context = _context()
        self._stop = self._context.Event()

    def results(self, batches: list[list[str]]) -> Iterator[tuple[str, R]]:
        """Give each page's result; order is that of the batches."""
        while batches:
            busy = self._context.Array("b", len(batches), lock=False)
            executor = self._executor(self._workers, busy)
            try:
                futures = [
                    executor.submit(_work, batch, number) for number, batch in enumerate(batches)
                ]
                for future, batch in zip(futures, batches, strict=True):
                    if future.exception() is None:
                        yield from zip(batch, cast("list[R]", future.result()), strict=True)
            except BaseException:
                self._halt(executor)
                raise
            finally:
                executor.shutdown(wait=not self._stop.is_set(), cancel_futures=True)
            lost = _lost(futures)
            for number in lost:
                if busy[number]:
                    yield from self._one_by_one(batches[number])
            left = [batches[number] for number in lost if not busy[number]]
            if len(left) == len(batches):  # workers cannot even begin here
                yield from ((path, self._job(path)) for batch in left for path in batch)
                return
            batches = left

    def _one_by_one(self, batch: list[str]) -> Iterator[tuple[str, R]]:
        """Work on the pages of a batch whose worker died, each on its own."""
        waiting = list(batch)
        while waiting:
            busy = self._context.Array("b", 1, lock=False)
            with self._executor(1, busy) as executor, suppress(BrokenProcessPool):
                while waiting:
                    (result,) = executor.submit(_work, waiting[:1], 0).result()
                    yield waiting.pop(0), cast("R", result)
                continue
            path = waiting.pop(0)
            yield path, self._job.lost(path)

    def _executor(self, workers: int, busy: _Busy) -> ProcessPoolExecutor:
        begin = self._job, self._stop, busy
        return ProcessPoolExecutor(workers, self._context, _begin, begin)

    def _halt(self, executor: ProcessPoolExecutor) -> None:
        """Let the workers finish their page, but not for long."""
        self._stop.set()
        processes = list((executor._processes or {}).values())
        executor.shutdown(wait=False, cancel_futures=True)
        until = time.monotonic() + _GRACE
        for process in processes:
            process.join(max(0.0, until - time.monotonic()))
            if process.is_alive():
                process.kill()


def _lost(futures: Sequence[Future[list[object]]]) -> list[int]:
    """List the numbers of batches that a worker's death cost; raises what else went wrong."""
    lost = []
    for number, future in enumerate(futures):
        error = future.exception()
        if isinstance(error, BrokenProcessPool):
            lost.append(number)
        elif error is not None:
            raise error
    return lost


def _context() -> BaseContext:
    """Choose how workers are made: by fork where it is safe, for that is the fastest."""
    safe = sys.platform == "linux" and threading.active_count() == 1
    return get_context("fork" if safe else "spawn")


# What a worker works on, set once when it begins.
_worker: tuple[Job[object], _Event, _Busy] | None = None


def _begin(job: Job[object], stop: _Event, busy: _Busy) -> None:
    """Prepare a worker: Ctrl-C is the parent's to handle, and no worker outlives its parent."""
    import gc  # noqa: PLC0415

    global _worker  # noqa: PLW0603 - a worker has one job
    _worker = job, stop, busy
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # What was forked stays as it is, and pages leave few cycles behind.
    gc.freeze()
    gc.set_threshold(50_000, 50, 1000)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _work(paths: Sequence[str], number: int) -> list[object]:
    """Do the job for a batch, and note how far it is."""
    assert _worker is not None  # noqa: S101 - _begin ran
    job, stop, busy = _worker
    busy[number] = 1
    results = []
    for path in paths:
        if stop.is_set():
            os._exit(1)
        results.append(job(path))
    busy[number] = 0
    return results
