"""What is done with each page, wherever that is: here, or in a worker process."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Generic, NoReturn, Protocol, TypeVar

from smoopt.files.folder import Folder
from smoopt.files.overlapping import overlapping
from smoopt.model.faults import guarded
from smoopt.plugin.running_hook import Death

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


class Job(Protocol[R_co]):
    """What is done with each page; it is sent to the workers once, by fork or by pickle."""

    def __call__(self, path: str) -> R_co:
        """Work on one page."""

    def lost(self, path: str, death: Death) -> R_co:
        """Return the result for a page whose worker died of it."""

    def raised(self, path: str, error: BaseException) -> R_co:
        """Return the result for a page for which the job raised."""


def done(job: Job[R], path: str) -> R:
    """Work on one page; whatever that raises is the page's fault. A request to stop goes on."""
    return guarded(lambda: job(path), lambda error: job.raised(path, error))


class ReadingJob(ABC, Generic[R]):
    """A job that reads pages from a folder; from an object store, they are read ahead."""

    # What is done with pages, as a verb to show to people.
    doing = "read"
    # How many pages are best begun before the first of them is done.
    at_a_time = 1

    @property
    @abstractmethod
    def folder(self) -> Folder:
        """What pages are read from."""

    @abstractmethod
    def __call__(self, path: str) -> R:
        """Work on one page."""

    def begin(self, path: str) -> Callable[[], R]:
        """Begin to work on a page; the function returned does the rest, or waits for a store."""
        return partial(self, path)


def each_done(job: Job[R], batch: Sequence[str], turns: Iterable[str]) -> Iterator[R]:
    """Work on the pages of a batch one after another, as `turns` names them; see `done`."""
    if not isinstance(job, ReadingJob) or job.at_a_time == job.folder.at_a_time == 1:
        yield from (done(job, path) for path in turns)
        return
    with job.folder.reading_ahead(batch):
        begun = ((path, _begun(job, path)) for path in turns)
        for path, ended in overlapping(begun, job.at_a_time):
            yield guarded(ended, partial(job.raised, path))


def _begun(job: ReadingJob[R], path: str) -> Callable[[], R]:
    def raised(error: BaseException) -> Callable[[], R]:
        return partial(_raise, error)

    return guarded(partial(job.begin, path), raised)


def _raise(error: BaseException) -> NoReturn:
    raise error
