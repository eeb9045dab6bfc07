"""`DaskCluster`: the workers of a Dask cluster do a job; any of them may be lost at any moment.

Workers read and write pages themselves, so site and output must be where all of them reach them.
Dask knows which worker has which batch, and gives it to another where one is lost: a batch is built
again from its beginning, which writes the same bytes. Dask suspects all that a worker had when it
died. So the pages of a batch that was lost several times are tried again at the end, one at a time:
only the page that workers die of is lost.
"""

import pickle
import signal
from collections import deque
from collections.abc import Generator
from threading import Lock
from typing import TypeVar

from distributed import Client, KilledWorker, as_completed
from distributed.client import FutureCancelledError
from distributed.comm.core import CommClosedError

from smoopt.build.processes.job import Job, each_done
from smoopt.model.errors import CannotRun
from smoopt.model.faults import described
from smoopt.plugin.running_hook import Death

R = TypeVar("R")

# How long to wait for the scheduler, in seconds.
_PATIENCE = 20
# A page has what others need to know of while it is worked on, and workers may have many threads.
_alone = Lock()


class DaskCluster:
    """The workers that a scheduler has."""

    def __init__(self, address: str) -> None:
        """Connect to a scheduler, `tcp://host:8786`; raises CannotRun."""
        self._address = address
        try:
            self._client = Client(address, timeout=_PATIENCE, set_as_default=False)
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except (OSError, ValueError, TimeoutError) as error:
            raise CannotRun(f"{address}: no cluster answers: {error}") from error

    @property
    def size(self) -> int:
        """How many workers there are."""
        return max(1, len(self._client.ncores()))

    def results(self, job: Job[R], batches: list[list[str]]) -> Generator[tuple[str, R]]:
        """Give each page's result, as soon as it is there; raises CannotRun."""
        submit = self._client.submit
        # A job is loaded where it is needed first, and goes from there to the others; it is no
        # scattered value, for these are lost with the workers that have them.
        loaded = submit(pickle.loads, pickle.dumps(job, -1), pure=False)
        running = {submit(_work, loaded, batch, pure=False): batch for batch in batches}
        suspects: deque[str] = deque()
        is_alone = False
        arriving = as_completed(list(running), loop=self._client.loop)
        try:
            for future in arriving:
                batch = running.pop(future)
                try:
                    results = future.result()
                except (FutureCancelledError, CommClosedError) as error:
                    raise self._gone(error) from error
                except KilledWorker:
                    if is_alone:
                        yield batch[0], job.lost(batch[0], Death(-signal.SIGKILL))
                    else:
                        suspects.extend(batch)
                else:
                    yield from zip(batch, results, strict=True)
                if suspects and not running:
                    is_alone = True
                    page = [suspects.popleft()]
                    again = submit(_work, loaded, page, pure=False)
                    running[again] = page
                    arriving.add(again)
        finally:
            self._client.cancel([loaded, *running])

    def close(self) -> None:
        """Let go of the scheduler."""
        self._client.close()

    def _gone(self, error: BaseException) -> CannotRun:
        return CannotRun(
            f"{self._address}: the scheduler has gone away ({described(error)}); when it is back, "
            "run this again: it goes on from what is written"
        )


def _work(job: Job[R], batch: list[str]) -> list[R]:
    """Work on a batch, in a worker."""
    with _alone:
        return [*each_done(job, batch, batch)]
