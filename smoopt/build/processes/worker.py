"""What runs in a worker process: it takes up a job, works on batches, and ends with its parent."""

import gc
import os
import pickle
import signal
import threading
import traceback
from collections.abc import Iterable, Iterator, MutableSequence, Sequence
from contextlib import suppress
from multiprocessing import connection, parent_process
from typing import TypeVar

from smoopt.build.processes.forking import print_to_errors
from smoopt.build.processes.job import Job, each_done
from smoopt.model.errors import PageError
from smoopt.model.faults import described, guarded
from smoopt.plugin.running_hook import Memory, share

R = TypeVar("R")

# Memory that a worker and its parent share, without a lock, for the worker may be killed while it
# holds one: whether to stop after this page, and which page of the batch that is.
Note = MutableSequence[int]
STOP, AT = 0, 1


def work(
    job: Job[object],
    line: connection.Connection,
    note: Note,
    memory: Memory,
    others: Iterable[connection.Connection],
) -> None:
    """Do the job for batch after batch, until the pipe is closed.

    The first message says that work can begin. `memory` tells the parent which third-party hook is
    running. `others` are the parent's ends of all pipes, which are closed here.
    """
    print_to_errors()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the parent's to handle
    for other in others:
        other.close()
    if hasattr(os, "register_at_fork"):  # not on Windows
        # A process that a plugin forks may outlive this one, and would hold the pipe open.
        os.register_at_fork(after_in_child=line.close)
    share(memory)
    with suppress(RuntimeError):  # no thread can start: the closed pipe tells, after the batch
        threading.Thread(target=_end_with_parent, daemon=True).start()
    # What is shared with the parent stays shared. Other thresholds, or no collection at all,
    # gained nothing that could be measured (2026-11-21).
    gc.freeze()
    with suppress(EOFError, OSError):  # the pipe is closed
        line.send_bytes(b"ready")
        while not note[STOP]:
            line.send_bytes(_answer(job, line.recv(), note))


def _answer(job: Job[object], batch: Sequence[str], note: Note) -> bytes:
    """Pack the results for a batch, and what the job has raised."""
    results: list[object] = []
    try:
        results.extend(each_done(job, batch, _noted(batch, note)))
        return _packed(job, batch, results)
    except BaseException as error:  # noqa: BLE001 - the parent raises it
        error.add_note(traceback.format_exc())
        return pickle.dumps(((), error), -1)


def _noted(batch: Sequence[str], note: Note) -> Iterator[str]:
    """Yield pages, noting the position of each, until it is time to stop."""
    for at, path in enumerate(batch):
        note[AT] = at
        if note[STOP]:
            return
        yield path


def _packed(job: Job[R], batch: Sequence[str], results: Sequence[R]) -> bytes:
    """Pack results; one that cannot be packed is its page's fault."""

    def each(_: BaseException) -> bytes:
        pairs = zip(batch, results, strict=False)
        return pickle.dumps(([_sendable(job, *pair) for pair in pairs], None), -1)

    return guarded(lambda: pickle.dumps((results, None), -1), each)


def _sendable(job: Job[R], path: str, result: R) -> R:
    def sent() -> R:
        pickle.dumps(result, -1)
        return result

    return guarded(sent, lambda error: job.raised(path, unsendable(error)))


def unsendable(error: BaseException) -> PageError:
    """Say that what came of a page cannot be given from one process to another."""
    message = "a plugin returned a value for it that cannot be sent to another process"
    return PageError(f"{message} ({described(error)})")


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
