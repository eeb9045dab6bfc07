"""What one build takes, of the process that is begun and of those that work for it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import msgspec
from scale_cluster import Cluster, spent
from scale_places import Memory, Place

_STAGED = Path(__file__).with_name("staged.py")
URL = "https://archive.example.org/"


class Staged(msgspec.Struct):
    """What staged.py says of the process that is begun, and of those it forked."""

    code: int
    seconds: float
    cpu: float
    workers_cpu: float
    peak: float
    workers_peak: float
    stages: dict[str, float]


class Taken(msgspec.Struct):
    """What one build took: seconds, seconds of processor time, megabytes, requests."""

    seconds: float
    coordinator_cpu: float
    workers_cpu: float
    scheduler_cpu: float
    coordinator_peak: float
    worker_peak: float
    stages: dict[str, float]
    requests: dict[str, int]
    bytes: int

    @property
    def cpu(self) -> float:
        """All processor time."""
        return self.coordinator_cpu + self.workers_cpu + self.scheduler_cpu


class Point(msgspec.Struct):
    """A size of site at a place, an engine and how many work, and the builds of it."""

    place: str
    engine: str
    workers: int
    pages: int
    runs: list[Taken] = []

    @property
    def name(self) -> str:
        """Say who works where."""
        if self.engine == "cluster":
            return f"{self.place}, cluster of {self.workers}"
        return f"{self.place}, {self.workers} process{'es' * (self.workers > 1)}"

    def middle(self, figure: str) -> float:
        """Give the median of a figure of all builds."""
        return median(float(getattr(run, figure)) for run in self.runs)

    def stage(self, name: str) -> float:
        """Give the median of a stage's seconds."""
        return median(run.stages.get(name, 0.0) for run in self.runs)

    def asked(self, kind: str) -> float:
        """Give the median of the requests of a kind."""
        return median(run.requests.get(kind, 0) for run in self.runs)


class Engine:
    """What works on pages: so many processes of this computer, or those of a cluster."""

    def __init__(self, workers: int, crew: Cluster | None = None) -> None:
        self.name = "cluster" if crew else "local"
        self.workers = workers
        self._crew = crew

    def serves(self, place: Place) -> bool:
        """Tell whether it can work there: what lies in memory, others do not have."""
        return not isinstance(place, Memory) or (self._crew is None and self.workers == 1)

    def build(self, place: Place, count: int) -> Taken:
        """Build a site once, into a place that is removed again."""
        crew = self._crew
        way = ("--cluster", crew.address) if crew else ("--jobs", str(self.workers))
        *before, site = place.site(count)
        words = "build", site, "-o", place.output(), "--url", URL, "--fail-on", "never", *way
        place.requests()
        crew_began = spent(*crew.workers).cpu if crew else 0.0
        scheduler_began = spent(crew.scheduler).cpu if crew else 0.0
        said = _staged([*before, *words], place)
        asked = place.requests()
        place.clear()
        at_work = spent(*crew.workers) if crew else None
        return Taken(
            said.seconds,
            said.cpu,
            at_work.cpu - crew_began if at_work else said.workers_cpu,
            spent(crew.scheduler).cpu - scheduler_began if crew else 0.0,
            said.peak,
            at_work.peak if at_work else said.workers_peak,
            said.stages,
            asked.counts,
            asked.bytes,
        )


def _staged(words: Sequence[str], place: Place) -> Staged:
    with tempfile.TemporaryDirectory(prefix="smoopt-scale-") as folder:
        report = Path(folder) / "report.json"
        subprocess.run(
            [sys.executable, str(_STAGED), str(report), *words],
            cwd="/",
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", **place.environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )
        said = msgspec.json.decode(report.read_bytes(), type=Staged)
    if said.code:
        raise SystemExit(f"smoopt {' '.join(words)} ended with {said.code}")
    return said


def measured(
    place: Place, engines: Sequence[Engine], count: int, rounds: int, *, warm: bool
) -> Iterator[Point]:
    """Build a site of so many pages by each engine in turns; the first turn counts if `warm`."""
    able = [engine for engine in engines if engine.serves(place)]
    points = [Point(place.name, engine.name, engine.workers, count) for engine in able]
    for number in range(rounds + (not warm)):
        for engine, point in zip(able, points, strict=True):
            done = engine.build(place, count)
            if number or warm:
                point.runs.append(done)
    yield from points
