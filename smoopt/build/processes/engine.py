"""Which processes do the work: one for a small site, all cores for a large one.

That one is this process, unless third-party plugins run: if they crash, the run must go on.

Threads do not help, for the parser holds Python's lock. Workers are forked where the system can, so
that they have the site and the plugins without loading anything; else they are spawned and load
both once. Batches hold about the same number of bytes, not of pages, and the largest pages go
first, so that no core waits for one giant at the end.
"""

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from typing import Protocol, TypeVar

import msgspec

from smoopt.build.processes.forking import may_fork
from smoopt.build.processes.job import Job, each_done
from smoopt.model.stopped import stop_if_asked

R = TypeVar("R")
# Called with the number of pages that have been done since the last call.
PagesDone = Callable[[int], None]

# Two workers begin a tenth of a second later than one process: they are even at some 150 pages or
# 2 MB of Rust's documentation, and take a sixth less at 300 (benchmarks/cores.py, 2026-11-21).
_FEW_PAGES, _FEW_BYTES = 200, 2_000_000
# What each page costs beside its bytes, as bytes, and the most bytes of a batch.
_PAGE_BYTES, _BATCH_BYTES = 10_000, 2_000_000
_GIANT_BYTES = 1_000_000
_BATCHES_A_WORKER = 8


class Task(msgspec.Struct, frozen=True):
    """A page to work on, and its size in bytes."""

    path: str
    size: int

    @property
    def work(self) -> int:
        """How much work it is, in bytes."""
        return self.size + _PAGE_BYTES


class Cluster(Protocol):
    """Workers on other computers."""

    @property
    def size(self) -> int:
        """How many there are."""

    def results(self, job: "Job[R]", batches: Iterable[list[str]]) -> Generator[tuple[str, R]]:
        """Yield each page's result, as soon as it is there."""

    def interrupted(self) -> list[str]:
        """Return and forget the paths of tasks at which workers died: files may be left there."""


# What does the work: a number of processes of this computer, or a cluster.
Workers = int | Cluster


def cores() -> int:
    """Count the processor cores that this process may use."""
    with suppress(AttributeError):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(
    job: "Job[R]",
    tasks: Sequence[Task],
    workers: Workers,
    *,
    apart: bool = False,
) -> Iterator[R]:
    """Do a job for every page and yield the results in the order of the tasks.

    `apart` asks for a separate process also where one process is enough, because the job may crash
    it; that needs fork. A page for which the job raises is lost, whatever it raises. A caller that
    stops early must close this generator, which stops the workers.
    """
    is_forked = apart and bool(tasks) and may_fork()
    if not needs_workers(tasks, workers):
        workers = 1
    if workers == 1 and not is_forked:
        paths = [task.path for task in tasks]
        yield from each_done(job, paths, _until_stopped(paths))
        return
    results: dict[str, R] = {}
    waiting = iter(tasks)
    first = next(waiting, None)
    with closing(_arriving(job, tasks, workers)) as arriving:
        for path, result in arriving:
            results[path] = result
            while first is not None and first.path in results:
                yield results.pop(first.path)
                first = next(waiting, None)


def _until_stopped(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        stop_if_asked()
        yield path


def run_each(job: "Job[R]", paths: Iterable[str], cluster: Cluster) -> Iterator[R]:
    """Do a job on a cluster for each path by itself, and yield the results as they come."""
    with closing(cluster.results(job, ([path] for path in paths))) as arriving:
        for _, result in arriving:
            yield result


def _arriving(job: "Job[R]", tasks: Sequence[Task], workers: Workers) -> Generator[tuple[str, R]]:
    size = workers if isinstance(workers, int) else workers.size
    divided = batches(tasks, size)
    if not isinstance(workers, int):
        return workers.results(job, divided)
    from smoopt.build.processes.pool import Pool  # noqa: PLC0415 - most sites need no processes

    return Pool(job, workers).results(divided)


def needs_workers(tasks: Sequence[Task], workers: Workers) -> bool:
    """Tell whether the work is worth several processes, if as many as `workers` may be used."""
    if not isinstance(workers, int):
        return bool(tasks)
    if workers < 2 or len(tasks) < 2:  # noqa: PLR2004
        return False
    return len(tasks) >= _FEW_PAGES or sum(task.size for task in tasks) >= _FEW_BYTES


def batches(tasks: Sequence[Task], workers: int) -> list[list[str]]:
    """Divide pages into batches of about the same work, each giant by itself and first."""
    giants = sorted((task for task in tasks if task.size >= _GIANT_BYTES), key=lambda t: -t.size)
    others = [task for task in tasks if task.size < _GIANT_BYTES]
    whole = sum(task.work for task in others)
    most = min(whole // (workers * _BATCHES_A_WORKER) + 1, _BATCH_BYTES)
    divided: list[list[str]] = [[giant.path] for giant in giants]
    room = 0
    for task in others:
        if room <= 0:
            divided.append([])
            room = most
        divided[-1].append(task.path)
        room -= task.work
    return divided
