"""Paired timing of whole commands: A B A B …, so that a machine that drifts drifts for both."""

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from typing import NamedTuple


class Run(NamedTuple):
    """One finished command: wall seconds, and its largest resident memory in megabytes."""

    seconds: float
    megabytes: float


def run(command: Sequence[str], expected: Sequence[int] = (0, 1)) -> Run:
    """Run a command and measure it; its output is thrown away."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in expected:
        raise SystemExit(f"{' '.join(command)} ended with {child.returncode}")
    return Run(seconds, usage.ru_maxrss / 1024)


def ratio(ours: Sequence[Run], theirs: Sequence[Run]) -> str:
    """Give the median of the ratios of paired runs, with the least and the largest."""
    ratios = [a.seconds / b.seconds for a, b in zip(ours, theirs, strict=True)]
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def median(runs: Sequence[Run]) -> float:
    """Give the median of the runs' seconds."""
    return statistics.median(run.seconds for run in runs)
