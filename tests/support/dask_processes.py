"""A Dask cluster of processes on this computer, each of which can be killed and begun anew."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from distributed import Client

from tests.support.runs import environment

_PATIENCE = 300


class DaskProcesses:
    """A scheduler at an address that stays the same, and its workers."""

    def __init__(self, workers: int, allowed_failures: int) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = str(free.getsockname()[1])
        self.address = f"tcp://127.0.0.1:{self._port}"
        self._settings = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(allowed_failures)}
        self._scheduler = self._begun_scheduler()
        self.workers = [self._begun_worker() for _ in range(workers)]
        self.wait()

    def wait(self) -> None:
        """Wait until the scheduler has all workers."""
        with Client(self.address, timeout=_PATIENCE, set_as_default=False) as client:
            client.wait_for_workers(len(self.workers), timeout=_PATIENCE)

    def kill_scheduler(self) -> None:
        self._scheduler.kill()
        self._scheduler.wait()

    def begin_anew(self) -> None:
        """Begin the scheduler again, and its workers, for they have gone with it."""
        self.kill_scheduler()
        self._scheduler = self._begun_scheduler()
        for number, worker in enumerate(self.workers):
            worker.wait()
            self.workers[number] = self._begun_worker()
        self.wait()

    @contextmanager
    def replacing(self) -> Iterator[None]:
        """Begin another worker for each that dies, until the block ends."""
        ended = Event()
        keeper = Thread(target=self._replace_until, args=(ended,))
        keeper.start()
        try:
            yield
        finally:
            ended.set()
            keeper.join()

    def _replace_until(self, ended: Event) -> None:
        while not ended.wait(0.05):
            for number, worker in enumerate(self.workers):
                if worker.poll() is not None:
                    self.workers[number] = self._begun_worker()

    def end(self) -> None:
        for process in (self._scheduler, *self.workers):
            process.kill()
            process.wait()

    def _begun_scheduler(self) -> "subprocess.Popen[bytes]":
        return self._begun("scheduler", "--host", "127.0.0.1", "--port", self._port)

    def _begun_worker(self) -> "subprocess.Popen[bytes]":
        return self._begun("worker", self.address, "--nthreads", "1", "--no-nanny")

    def _begun(self, what: str, *words: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{what}", "--no-dashboard", *words],
            env=environment(**self._settings),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


@contextmanager
def dask_processes(workers: int, allowed_failures: int = 3) -> Iterator[DaskProcesses]:
    """Begin a scheduler and workers, and end them with the block."""
    processes = DaskProcesses(workers, allowed_failures)
    try:
        yield processes
    finally:
        processes.end()
