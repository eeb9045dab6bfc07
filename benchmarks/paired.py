"""Paired timing of whole commands: A B A B …, so that a machine that drifts drifts for both.

A ratio is the median of the ratios within the rounds, with the least and the largest.
Memory is the resident peak of the largest process of a command: see launch.py.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_LAUNCH = Path(__file__).with_name("launch.py")


class Run(NamedTuple):
    """One finished command: wall seconds, and its largest resident memory in megabytes."""

    seconds: float
    megabytes: float


class Subject(NamedTuple):
    """A command to time, as often as there are rounds.

    `output` is a folder that it makes or changes: it is a fresh copy of `start` (without one,
    absent) before every run, and removed afterwards. `forgotten` is removed before every run.
    None of that is timed.
    """

    name: str
    command: Sequence[str]
    output: Path | None = None
    start: Path | None = None
    forgotten: Path | None = None
    expected: Sequence[int] = (0,)


Rounds = Mapping[str, list[Run]]


def smoopt(*words: str | Path) -> list[str]:
    """Write the command line that runs smoopt."""
    return [sys.executable, "-m", "smoopt", *map(str, words)]


def bare(*words: str | Path) -> list[str]:
    """Write the command line that runs the bare work beside this file."""
    return [sys.executable, str(Path(__file__).with_name("bare.py")), *map(str, words)]


def run(command: Sequence[str], expected: Sequence[int] = (0,)) -> Run:
    """Run a command and measure it; its output is thrown away."""
    launcher = [sys.executable, "-IS", str(_LAUNCH)]
    # From "/", so that no configuration of the folder one is in counts; and what is compiled stays
    # so, as in a package that was installed.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    launched = subprocess.run(
        [*launcher, *command],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd="/",
        env=environment,
    )
    seconds, megabytes, code = json.loads(launched.stdout)
    if code not in expected:
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    return Run(seconds, megabytes)


def rounds(subjects: Sequence[Subject], count: int, *, warm: bool = False) -> Rounds:
    """Run all subjects `count` times in turns.

    One turn that does not count comes first, unless all is `warm` or there is but one turn.
    """
    cold = int(count > 1 and not warm)
    taken: dict[str, list[Run]] = {subject.name: [] for subject in subjects}
    for number in range(count + cold):
        for subject in subjects:
            done = _one(subject)
            if number >= cold:
                taken[subject.name].append(done)
    return taken


def _one(subject: Subject) -> Run:
    if subject.forgotten is not None:
        remove(subject.forgotten)
    if subject.output is None:
        return run(subject.command, subject.expected)
    remove(subject.output)
    if subject.start is not None:
        copy(subject.start, subject.output)
    try:
        return run(subject.command, subject.expected)
    finally:
        remove(subject.output)


def copy(site: Path, to: Path) -> None:
    """Copy a folder with its times."""
    subprocess.run(["cp", "-a", str(site), str(to)], check=True)


def remove(folder: Path) -> None:
    """Remove a folder that need not be there."""
    shutil.rmtree(folder, ignore_errors=True)


def seconds(runs: Iterable[Run]) -> float:
    """Give the median of the runs' seconds."""
    return statistics.median(run.seconds for run in runs)


def megabytes(runs: Iterable[Run]) -> float:
    """Give the largest of the runs' memory."""
    return max(run.megabytes for run in runs)


def ratio(ours: Sequence[Run], theirs: Sequence[Run]) -> str:
    """Give the median of the ratios of paired runs, with the least and the largest."""
    ratios = [a.seconds / b.seconds for a, b in zip(ours, theirs, strict=True)]
    middle = f"{statistics.median(ratios):.2f}"
    return f"{middle} ({min(ratios):.2f} to {max(ratios):.2f})" if len(ratios) > 1 else middle


def comparison(taken: Rounds, against: Sequence[str]) -> list[list[str]]:
    """Make a row for every subject: name, seconds, ratios to those in `against`, megabytes."""
    return [
        [
            name,
            f"{seconds(runs):.3f}",
            *("1" if name == other else ratio(runs, taken[other]) for other in against),
            f"{megabytes(runs):.0f}",
        ]
        for name, runs in taken.items()
    ]


def show(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; all columns but the first hold figures."""
    table = [columns, *rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    print(f"\n{title}")
    for name, *figures in table:
        aligned = (figure.rjust(width) for figure, width in zip(figures, widths[1:], strict=True))
        print("  ".join((name.ljust(widths[0]), *aligned)))
