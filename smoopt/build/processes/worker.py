"""What runs in a worker process: it takes up a job, works on batches, and ends with its parent."""

import gc
import os
import signal
import threading
from collections.abc import MutableSequence, Sequence
from multiprocessing import connection, parent_process
from typing import Protocol, TypeVar

R_co = TypeVar("R_co", covariant=True)
# Memory that all processes share, without a lock, for a worker may be killed while it holds one:
# first whether to stop, then for each batch the number of the page that is worked on, or 0.
State = MutableSequence[int]
STOP = 0


class Job(Protocol[R_co]):
    """What is done with each page; it is sent to the workers once, by fork or by pickle."""

    def __call__(self, path: str) -> R_co:
        """Work on one page."""

    def lost(self, path: str) -> R_co:
        """Give the result for a page whose worker died of it."""


# What a worker works on, set once when it begins.
_worker: tuple[Job[object], State] | None = None


def begin(job: Job[object], state: State) -> None:
    """Prepare a worker: Ctrl-C is the parent's to handle, and no worker outlives its parent."""
    global _worker  # noqa: PLW0603 - a worker has one job
    _worker = job, state
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # What is shared with the parent stays shared. Other thresholds, or no collection at all,
    # gained nothing that could be measured (2026-11-21).
    gc.freeze()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def work(batch: Sequence[str], number: int) -> list[object]:
    """Do the job for a batch, and note how far it is."""
    assert _worker is not None  # noqa: S101 - begin ran
    job, state = _worker
    results = []
    for at, path in enumerate(batch, 1):
        if state[STOP]:
            break  # were the worker to end here, the executor would kill the others
        state[1 + number] = at
        results.append(job(path))
    state[1 + number] = 0
    return results
