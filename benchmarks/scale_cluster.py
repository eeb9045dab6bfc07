"""A Dask cluster of this computer's processes, each measured by itself: scheduler and workers."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil

_PATIENCE = 60
_ALONE = ("--no-nanny", "--nthreads", "1", "--memory-limit", "0")
# Dask's profile of a worker fills its memory for the first hour, whatever it works on.
# https://docs.dask.org/en/stable/configuration.html (2026-12-03)
_NO_PROFILE = {"DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}


class Spent(NamedTuple):
    """What processes have taken: seconds of processor time together, and the largest peak, MB."""

    cpu: float
    peak: float


class Cluster(NamedTuple):
    """A scheduler's address, and its processes."""

    address: str
    scheduler: psutil.Process
    workers: list[psutil.Process]


@contextmanager
def cluster(workers: int, environment: Mapping[str, str]) -> Iterator[Cluster]:
    """Begin a scheduler and so many workers, and end them at the end."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="smoopt-dask-")))
        file = folder / "scheduler.json"

        def begun(*words: str) -> psutil.Process:
            module = f"distributed.cli.dask_{words[0]}"
            child = subprocess.Popen(
                [sys.executable, "-m", module, *words[1:]],
                cwd=folder,
                env={**os.environ, **_NO_PROFILE, **environment},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            stack.callback(child.wait)
            stack.callback(child.terminate)
            return psutil.Process(child.pid)

        shared = "--no-dashboard", "--scheduler-file", str(file), "--host", "127.0.0.1"
        scheduler = begun("scheduler", *shared, "--port", "0")
        crew = [
            begun("worker", *shared, *_ALONE, "--death-timeout", f"{_PATIENCE}")
            for _ in range(workers)
        ]
        yield Cluster(_address(file, workers), scheduler, crew)


def _address(file: Path, workers: int) -> str:
    """Wait until the scheduler has all workers."""
    from distributed import Client  # noqa: PLC0415 - an extra's

    until = time.monotonic() + _PATIENCE
    while not file.exists():
        if time.monotonic() > until:
            raise SystemExit("the cluster's scheduler does not begin")
        time.sleep(0.1)
    with Client(scheduler_file=str(file), set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=_PATIENCE)
        return str(client.scheduler.address)


def spent(*processes: psutil.Process) -> Spent:
    """Say what processes have taken so far."""
    times = [process.cpu_times() for process in processes]
    return Spent(sum(each.user + each.system for each in times), max(map(_peak, processes)))


def _peak(process: psutil.Process) -> float:
    """Give the peak of a process in megabytes; where there is no /proc, what it has now."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return float(process.memory_info().rss) / 2**20
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024
