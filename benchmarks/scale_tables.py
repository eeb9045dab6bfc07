"""The tables that scale.py prints, of points that were measured."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from scale_model import Model, breaks, line, outlook
from scale_points import Point

_CHECKED = {
    "seconds": "seconds",
    "cpu": "processor time, s",
    "coordinator_peak": "coordinator's peak, MB",
    "worker_peak": "a worker's peak, MB",
}
_STAGES = ("listing", "gather", "site files", "manifest", "pages", "other")
_LARGE = (10**6, 10**7, 10**8)
_CREWS = (2, 10, 100, 1000)
# A line needs two sizes, and a third is predicted.
_FEWEST = 3
# What a few pages more take is no measure of millions.
_LEAST = 1000

# A title, the names of columns, and rows.
Table = tuple[str, Sequence[str], list[list[str]]]


def _by_kind(points: Iterable[Point]) -> Iterator[list[Point]]:
    """Divide points by place and engine, the smallest first."""
    ordered = sorted(points, key=lambda each: (each.place, each.engine, each.workers, each.pages))
    for _, group in groupby(ordered, key=lambda each: each.name):
        yield [*group]


def _rows(points: Iterable[Point]) -> Iterator[list[str]]:
    for each in points:
        micro = 1e6 / each.pages
        yield [
            each.name,
            f"{each.pages:,}",
            f"{each.middle('seconds'):.1f}",
            *(
                f"{each.middle(name) * micro:,.0f}"
                for name in ("cpu", "coordinator_cpu", "workers_cpu", "scheduler_cpu")
            ),
            f"{each.middle('coordinator_peak'):.0f}",
            f"{each.middle('worker_peak'):.0f}",
        ]


def _stage_rows(points: Iterable[Point]) -> Iterator[list[str]]:
    for each in points:
        yield [each.name, f"{each.pages:,}", *(f"{each.stage(name):.2f}" for name in _STAGES)]


def _request_rows(points: Sequence[Point]) -> Iterator[list[str]]:
    kinds = ("GET", "HEAD", "PUT", "LIST", "DELETE")
    for each in points:
        if each.runs[0].requests:
            asked = (f"{each.asked(kind) / each.pages:.3f}" for kind in kinds)
            kilobytes = each.middle("bytes") / each.pages / 1000
            yield [each.name, f"{each.pages:,}", *asked, f"{kilobytes:.1f}"]
    for group in _by_kind(points):
        if group[0].runs[0].requests and len(group) > 1:
            lines = (line(group, [each.asked(kind) for each in group]) for kind in kinds)
            grown = line(group, [each.middle("bytes") / 1000 for each in group])
            more = (f"{each.a_page:.3f}" for each in lines)
            yield [group[0].name, "each more", *more, f"{grown.a_page:.1f}"]


def _check_rows(groups: Iterable[list[Point]]) -> Iterator[list[str]]:
    for *smaller, largest in groups:
        said = Model(smaller).same(largest.pages)
        for figure, name in _CHECKED.items():
            found = largest.middle(figure)
            if found:
                words = f"{largest.name}: {name}", f"{largest.pages:,}"
                off = f"{(said[figure] / found - 1) * 100:+.0f}%"
                yield [*words, f"{said[figure]:.1f}", f"{found:.1f}", off]


def _outlook_rows(models: Iterable[Model]) -> Iterator[list[str]]:
    for model in models:
        for pages in _LARGE:
            for workers in _CREWS:
                seen = outlook(model, pages, workers)
                yield [
                    f"{model.place}: {pages:,}",
                    f"{workers:,}",
                    f"{seen.seconds / 3600:,.2f}",
                    f"{seen.dollars:,.2f}",
                    f"{seen.coordinator / 1000:,.1f}",
                    f"{seen.worker / 1000:,.1f}",
                    seen.slowest,
                ]


def tables(points: list[Point]) -> Iterator[Table]:
    columns = ("seconds", "µs a page", "coordinator", "workers", "scheduler", "MB", "a worker, MB")
    yield "Builds: place, engine, workers", ("", "pages", *columns), [*_rows(points)]
    yield "Seconds of the coordinator by stage", ("", "pages", *_STAGES), [*_stage_rows(points)]
    kinds = ("GET", "HEAD", "PUT", "LIST", "DELETE", "KB")
    yield "Requests and bytes a page", ("", "pages", *kinds), [*_request_rows(points)]
    groups = [group for group in _by_kind(points) if len(group) >= _FEWEST]
    columns = ("", "pages", "predicted", "measured", "difference")
    yield "The largest, predicted from the others", columns, [*_check_rows(groups)]
    crews = [each for each in groups if each[0].engine == "cluster" and each[-1].pages >= _LEAST]
    most = max((group[0].workers for group in crews), default=0)
    models = [Model(group) for group in crews if group[0].workers == most]
    columns = ("workers", "hours", "dollars", "coordinator, GB", "a worker, GB", "slowest")
    yield "Outlook", ("", *columns), [*_outlook_rows(models)]
    rows = [[each.name, *(f"{pages:,.0f}" for pages in breaks(each).values())] for each in models]
    columns = ("", "coordinator's memory", "a worker's memory")
    yield "From how many pages on a machine is too small", columns, rows
