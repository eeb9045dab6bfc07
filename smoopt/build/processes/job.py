"""What is done with each page, wherever that is: here, or in a worker process."""

from typing import Protocol, TypeVar

from smoopt.model.faults import guarded
from smoopt.plugin.running_hook import Death

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


class Job(Protocol[R_co]):
    """What is done with each page; it is sent to the workers once, by fork or by pickle."""

    def __call__(self, path: str) -> R_co:
        """Work on one page."""

    def lost(self, path: str, death: Death) -> R_co:
        """Give the result for a page whose worker died of it."""

    def raised(self, path: str, error: BaseException) -> R_co:
        """Give the result for a page for which the job raised."""


def done(job: Job[R], path: str) -> R:
    """Work on one page; whatever that raises is the page's fault. A request to stop goes on."""
    return guarded(lambda: job(path), lambda error: job.raised(path, error))
