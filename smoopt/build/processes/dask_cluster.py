"""`DaskCluster`: the workers of a Dask cluster do a job; any of them may be lost at any moment.

Workers read and write pages themselves, so site and output must be where all of them reach them.
Dask knows which worker has which batch, and gives it to another where one is lost: a batch is built
again from its beginning, which writes the same bytes. Dask has few batches at a time, so that they
take no more memory for a large site than for a small one.

Dask suspects all that a worker had when it died. So the pages of a batch that was lost several
times are tried again at the end, one at a time: only the page that workers die of is lost.

A scheduler that ends forgets its tasks; those without results are done again when it is back.
"""

import pickle
import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from itertools import count
from threading import Lock
from typing import Any, Generic, TypeVar
from uuid import uuid4

from distributed import Client, Future, KilledWorker, as_completed
from distributed.comm.core import CommClosedError

from smoopt.build.processes.job import Job, each_done
from smoopt.model.errors import CannotRun
from smoopt.plugin.running_hook import Death

R = TypeVar("R")

# How long to wait for the scheduler and its workers, in seconds: at first, and when it is lost.
_PATIENCE, _RETURN = 20, 120
# How often workers may be lost while they load a job, beyond what Dask allows: it may be chance.
_LOADS = 3
# How many batches the scheduler has at a time: for each worker, and at least. What a worker has
# ready keeps it busy while results are taken in.
_AHEAD, _LEAST = 3, 8
# A job works on one page at a time, for it keeps notes on the page; workers may have many threads.
_alone = Lock()


class DaskCluster:
    """The workers that a scheduler has."""

    def __init__(self, address: str) -> None:
        """Connect to a scheduler, `tcp://host:8786`; raises CannotRun."""
        self._address = address
        self._interrupted: set[str] = set()
        self._client = _connected(address, _PATIENCE, "no cluster answers")

    @property
    def size(self) -> int:
        """How many workers there are."""
        return max(1, len(self._client.ncores()))

    def results(self, job: Job[R], batches: Iterable[list[str]]) -> Generator[tuple[str, R]]:
        """Yield each page's result, as soon as it is there; raises CannotRun without a cluster."""
        tasks: _Tasks[R] = _Tasks(job)
        waiting, suspects = _Waiting(batches), deque[str]()
        loads = 0
        self._client.subscribe_topic("all", tasks.hear)
        while waiting or suspects:
            is_alone, is_gone, is_unloaded = waiting.begin(suspects), False, False
            for batch, future in tasks.done(self._client, waiting, self.size):
                try:
                    results = future.result()
                except (CancelledError, CommClosedError):  # the scheduler has gone
                    is_gone = waiting.is_held = True
                    waiting.put_back(batch)
                    tasks.interrupted.update(batch)
                except KilledWorker as error:
                    if tasks.is_loading(error):
                        is_unloaded = waiting.is_held = True
                        waiting.put_back(batch)
                        continue
                    tasks.interrupted.update(batch)
                    if is_alone:
                        yield batch[0], job.lost(batch[0], Death(-signal.SIGKILL))
                    else:
                        suspects.extend(batch)
                else:
                    # Otherwise its results would be computed again if its worker were lost.
                    future.release()
                    yield from zip(batch, results, strict=True)
            if is_gone:
                self._return()
                self._client.subscribe_topic("all", tasks.hear)
            elif is_unloaded and (loads := loads + 1) == _LOADS:
                raise CannotRun(
                    f"{self._address}: workers die while they load the site: is there enough "
                    "memory? What is written so far counts for the next run"
                )
        self._interrupted.update(tasks.interrupted)

    def interrupted(self) -> list[str]:
        """Return and forget the paths of tasks that workers had when they died."""
        paths, self._interrupted = sorted(self._interrupted), set()
        return paths

    def _return(self) -> None:
        """Connect to the scheduler again, which ended and has been started anew."""
        self.close()
        problem = (
            "the scheduler has gone away and is not back; when it is, run this again: it goes on "
            "from what is written"
        )
        self._client = _connected(self._address, _RETURN, problem)

    def close(self) -> None:
        """Close the connection to the scheduler."""
        self._client.close()


class _Waiting:
    """Batches that are still to be given out: first those that came back."""

    def __init__(self, batches: Iterable[list[str]]) -> None:
        self._rest = iter(batches)
        self._back: deque[list[str]] = deque()
        # Whether giving out is paused.
        self.is_held = False

    def __bool__(self) -> bool:
        if not self._back and (batch := next(self._rest, None)) is not None:
            self._back.append(batch)
        return bool(self._back)

    def begin(self, suspects: deque[str]) -> bool:
        """Return batches out again, or a suspect once none are left; tell whether it is that."""
        self.is_held, is_alone = False, not self
        if is_alone:
            self.put_back([suspects.popleft()])
        return is_alone

    def put_back(self, batch: list[str]) -> None:
        self._back.append(batch)

    def taken(self, most: int) -> Iterator[list[str]]:
        """Yield up to `most` batches."""
        for _ in range(0 if self.is_held else most):
            if self:
                yield self._back.popleft()


class _Tasks(Generic[R]):
    """The batches of a job as tasks of a scheduler, by names that its dashboard shows."""

    def __init__(self, job: Job[R]) -> None:
        self._doing = f"{getattr(job, 'doing', 'work on')} pages"
        self._pickled = pickle.dumps(job, -1)
        self._numbers = count()
        self._run = uuid4().hex
        self._loaded: Future[_Loaded[R]] | None = None
        self._given: dict[str, list[str]] = {}
        # The pages of batches that workers had when they were lost.
        self.interrupted: set[str] = set()

    def is_loading(self, error: KilledWorker) -> bool:
        """Tell whether workers were lost while they loaded the job, and not at pages."""
        return self._loaded is not None and error.task == self._loaded.key

    def done(
        self, client: Client, waiting: _Waiting, workers: int
    ) -> Iterator[tuple[list[str], "Future[list[R]]"]]:
        """Let workers do batches, and yield each when it is done or has failed."""
        # Workers pass the job on to each other. It is not scattered, because scattered data is lost
        # with the workers that hold it.
        if self._loaded is None or self._loaded.status not in {"pending", "finished"}:
            key = self._key("read the site")
            self._loaded = client.submit(_Loaded, self._pickled, key=key)
        most = max(_LEAST, _AHEAD * workers)
        running: dict[Future[list[R]], list[str]] = {}
        arriving = as_completed(loop=client.loop)

        def give() -> None:
            for batch in waiting.taken(most - len(running)):
                key = self._key(self._doing)
                self._given[key] = batch
                future = client.submit(_work, self._loaded, batch, key=key)
                running[future] = batch
                arriving.add(future)

        try:
            give()
            for future in arriving:
                yield running.pop(future), future
                del self._given[future.key]
                give()
        finally:
            client.cancel([*running])

    def hear(self, event: tuple[float, dict[str, Any]]) -> None:
        """Note the batches of a lost worker: this event comes before they are done elsewhere."""
        told = event[1]
        if told.get("action") == "remove-worker":
            for key in told["processing-tasks"]:
                self.interrupted.update(self._given.get(key, ()))

    def _key(self, doing: str) -> str:
        return f"{doing}-{next(self._numbers)}-{self._run}"


class _Loaded(Generic[R]):
    """A job in a worker; another worker gets it as it was first sent, without its state here."""

    def __init__(self, pickled: bytes) -> None:
        self._pickled = pickled
        self.job: Job[R] = pickle.loads(pickled)  # noqa: S301 - as the coordinator sent it

    def __reduce__(self) -> tuple[type["_Loaded[R]"], tuple[bytes]]:
        return _Loaded, (self._pickled,)


def _connected(address: str, seconds: int, problem: str) -> Client:
    """Connect to a scheduler that has workers; raises CannotRun."""
    try:
        client = Client(address, timeout=seconds, set_as_default=False)
        client.wait_for_workers(1, timeout=seconds)
    except (OSError, ValueError, TimeoutError) as error:
        raise CannotRun(f"{address}: {problem}: {error}") from error
    return client


def _work(loaded: _Loaded[R], batch: list[str]) -> list[R]:
    """Work on a batch, in a worker."""
    with _alone:
        return [*each_done(loaded.job, batch, batch)]
