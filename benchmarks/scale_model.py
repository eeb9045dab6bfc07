"""What builds of sites take that nobody has here: by lines through what was measured.

Each figure of a build is taken to be a base and so much a page. Stages of the coordinator go one
after another; pages take as long as the slowest of those that have a part in them: all workers, the
scheduler, the coordinator that takes their answers, or the store's limit of requests. What a store
in the same region takes to answer is a constant, for on one computer it takes less.
"""

import math
from collections.abc import Iterable, Sequence
from statistics import linear_regression
from typing import NamedTuple

from scale_points import Point

from smoopt.files.remote.objects import AT_A_TIME

# https://c3x.dev/blog/s3-request-fees-explained (2026-12-02): S3 Standard, us-east-1, in dollars.
PUT_PRICE, GET_PRICE = 0.005 / 1000, 0.0004 / 1000
# https://www.factualminds.com/blog/amazon-ec2-on-demand-pricing-instance-families-2026/
# (2026-06-17): m7g.large, on demand, us-east-1, in dollars an hour.
MACHINE_PRICE, MACHINE_CORES, MACHINE_MEGABYTES = 0.0816, 2, 8192
# https://aws.amazon.com/s3/faqs/ (2026-12-02): between EC2 and S3 of the same region.
TRAFFIC_PRICE = 0.0
# https://docs.aws.amazon.com/whitepapers/latest/s3-optimizing-performance-best-practices/
# timeouts-and-retries-for-latency-sensitive-applications.html (2026-12-02): "tens of milliseconds".
ANSWER_SECONDS = 0.03
# https://aws.amazon.com/premiumsupport/knowledge-center/s3-object-key-naming-pattern/ (2026-12-02):
# requests a second, for each partition of names.
GETS_A_SECOND, PUTS_A_SECOND = 5500, 3500
_PUTS = ("PUT", "POST", "LIST")
_GETS = ("GET", "HEAD")
# DELETE costs nothing.
_KINDS = (*_PUTS, *_GETS, "DELETE")
_STAGES = ("listing", "gather", "site files", "manifest", "other")
_TIMES = ("coordinator_cpu", "workers_cpu", "scheduler_cpu")
_PEAKS = ("coordinator_peak", "worker_peak")


class Line(NamedTuple):
    """A figure by pages: a base, and so much a page."""

    base: float
    a_page: float

    def at(self, pages: float) -> float:
        """Give the figure for so many pages."""
        return max(0.0, self.base + self.a_page * pages)


def line(points: Sequence[Point], figures: Iterable[float]) -> Line:
    """Lay a line through the figures of points of several sizes."""
    fitted = linear_regression([point.pages for point in points], [*figures])
    return Line(fitted.intercept, fitted.slope)


def _growth(points: Sequence[Point], figure: str) -> Line:
    """Lay a line through the two largest sizes, for any site fills the first megabytes."""
    largest = points[-2:]
    peaks = [each.middle(figure) for each in largest]
    found = line(largest, peaks)
    return found if found.a_page > 0 else Line(max(peaks), 0.0)


class Model:
    """What a build takes at one place by one kind of engine, by lines through its points."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.name, self.place = points[0].name, points[0].place
        self.workers = points[0].workers
        self.figures = {
            name: line(points, (each.middle(name) for each in points)) for name in _TIMES
        } | {name: _growth(points, name) for name in _PEAKS}
        self.stages = {
            name: line(points, (each.stage(name) for each in points))
            for name in (*_STAGES, "pages")
        }
        self.requests = {
            kind: line(points, (each.asked(kind) for each in points)) for kind in _KINDS
        }

    def same(self, pages: int) -> dict[str, float]:
        """Foretell what is measured, of so many pages and as many workers."""
        return {
            "seconds": sum(each.at(pages) for each in self.stages.values()),
            "cpu": sum(self.figures[name].at(pages) for name in _TIMES),
            "coordinator_peak": self.figures["coordinator_peak"].at(pages),
            "worker_peak": self.figures["worker_peak"].at(pages),
        }

    def asked(self, pages: int, kinds: Iterable[str]) -> float:
        """Say how many requests of some kinds are made."""
        return sum(self.requests[kind].at(pages) for kind in kinds)

    def _alone(self, pages: int) -> float:
        """Give the seconds that the coordinator works while no page is worked on."""
        return sum(self.stages[name].at(pages) for name in _STAGES)

    def serial(self, pages: int) -> float:
        """Give the seconds of what one process does by itself, one list after another."""
        return self._alone(pages) + self.requests["LIST"].at(pages) * ANSWER_SECONDS

    def limits(self, pages: int, workers: int) -> dict[str, float]:
        """Give the seconds that pages take, by who has a part in them."""
        waiting = self.asked(pages, ("PUT", "POST", *_GETS)) * ANSWER_SECONDS / AT_A_TIME
        store = max(
            self.asked(pages, _GETS) / GETS_A_SECOND, self.asked(pages, _PUTS) / PUTS_A_SECOND
        )
        return {
            "workers": (self.figures["workers_cpu"].at(pages) + waiting) / workers,
            "scheduler": self.figures["scheduler_cpu"].at(pages),
            "coordinator": max(0.0, self.figures["coordinator_cpu"].at(pages) - self._alone(pages)),
            "store, one partition": store,
        }


class Outlook(NamedTuple):
    """What so many pages take with so many workers, and who is the slowest."""

    pages: int
    workers: int
    seconds: float
    dollars: float
    coordinator: float
    worker: float
    slowest: str


def outlook(model: Model, pages: int, workers: int) -> Outlook:
    """Foretell a build: seconds, dollars, megabytes."""
    limits, serial = model.limits(pages, workers), model.serial(pages)
    slowest = max(limits, key=lambda name: limits[name])
    seconds = serial + limits[slowest]
    machines = 1 + math.ceil(workers / MACHINE_CORES)
    dollars = (
        seconds / 3600 * machines * MACHINE_PRICE
        + model.asked(pages, _PUTS) * PUT_PRICE
        + model.asked(pages, _GETS) * GET_PRICE
    )
    if serial > limits[slowest]:
        slowest = "what goes one after another"
    peaks = (model.figures[name].at(pages) for name in _PEAKS)
    return Outlook(pages, workers, seconds, dollars, *peaks, slowest)


def breaks(model: Model) -> dict[str, float]:
    """Say from how many pages on a machine is too small; infinity where it never is."""

    def pages(figure: str, room: float) -> float:
        base, a_page = model.figures[figure]
        return (room - base) / a_page if a_page > 0 else math.inf

    return {
        "coordinator's memory": pages("coordinator_peak", MACHINE_MEGABYTES),
        "a worker's memory": pages("worker_peak", MACHINE_MEGABYTES / MACHINE_CORES),
    }
