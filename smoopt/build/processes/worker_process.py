"""`WorkerProcess`: a worker as its parent sees it: the process and the pipe to it."""

from collections.abc import Iterable
from contextlib import nullcontext, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, SpawnContext

from smoopt.build.processes.forking import may_fork, printing_to_errors
from smoopt.build.processes.job import Job
from smoopt.build.processes.worker import AT, STOP, Note, work
from smoopt.plugin.running_hook import SIZE, Death, Memory, read

Context = ForkContext | SpawnContext

# How long a process may take from closing its line to its end, in seconds.
_REAPED = 0.2


class WorkerProcess:
    """A process and the pipe to it."""

    def __init__(
        self, job: Job[object], context: Context, others: Iterable["WorkerProcess"]
    ) -> None:
        """Start the process; its first message says that it is ready."""
        self.line, its = context.Pipe()
        self._note: Note = context.RawArray("i", 2)
        self._memory: Memory = context.RawArray("c", SIZE)
        self._is_late = False
        self.is_ready = False
        self.batch: list[str] = []
        self.number = 0
        # What it inherits by fork it must close, or workers would not notice that this process is
        # gone.
        is_forked = context.get_start_method() == "fork"
        ours = [self.line, *(other.line for other in others)] if is_forked else []
        args = job, its, self._note, self._memory, ours
        self._process = context.Process(target=work, args=args)
        # One that is spawned loads the plugins before it begins to work.
        with its, nullcontext() if is_forked else printing_to_errors():
            self._process.start()

    @property
    def signs(self) -> list[Connection | int]:
        """What to wait for: its pipe, and before it is ready also the end of its process."""
        # On Windows, the pipe stays open if the process dies before it has taken its end.
        return [self.line] if self.is_ready else [self.line, self._process.sentinel]

    @property
    def waits(self) -> bool:
        """Tell whether it can be given a batch."""
        return self.is_ready and not self.batch

    def give(self, batch: list[str], number: int) -> None:
        """Send a batch; if the process has died, `hear` tells so later."""
        self.batch, self.number = batch, number
        self._note[AT] = 0
        with suppress(OSError):
            self.line.send(batch)

    def hear(self) -> bytes | None:
        """Receive a message; None if the process has died."""
        with suppress(EOFError, OSError):
            if self.is_ready or self.line.poll():
                return self.line.recv_bytes()
        return None

    def divided(self) -> tuple[list[str], list[str], list[str]]:
        """Divide its batch: what comes before the page that it was at, that page, and the rest."""
        at = self._note[AT]
        return self.batch[:at], self.batch[at : at + 1], self.batch[at + 1 :]

    def end_if_stuck(self) -> None:
        """Kill the process if a third-party hook does not end; `hear` then tells of its death."""
        running = read(self._memory)
        if running is not None and running.is_stuck:
            self._is_late = True
            self._process.kill()

    def death(self) -> Death:
        """Return how the process died, once its pipe is closed."""
        self.end(_REAPED)
        return Death(self._process.exitcode or 0, read(self._memory), self._is_late)

    def stop(self) -> None:
        """Tell the process to end when it has finished its page."""
        self._note[STOP] = 1
        self.line.close()

    def end(self, grace: float) -> None:
        """Wait up to `grace` seconds for the process to end, then kill it."""
        self.line.close()
        self._process.join(grace)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def chosen_context() -> Context:
    """Choose how workers are made: by fork where it is safe, for that is the fastest."""
    return get_context("fork") if may_fork() else get_context("spawn")
