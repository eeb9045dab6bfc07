"""Which third-party hook a worker process is running, for its parent to read.

A process that is killed or hangs cannot say what it was doing, so it writes that beforehand, into
memory that it shares with its parent.
"""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

import msgspec

from smoopt.plugin.no_exit import no_exit
from smoopt.plugin.time_limit import too_long

# The size of the memory, in bytes; a hook of which the names are longer is not noted.
SIZE = 500
# How long a hook that is late has to end when it is told to, in seconds. It is told each second.
_GRACE = 2.0


class Memory(Protocol):
    """What both processes see: bytes up to the first zero, as `ctypes` has it."""

    value: bytes


class RunningHook(msgspec.Struct, frozen=True, array_like=True):
    """A plugin's hook that runs, and until when it must have ended, by `time.monotonic`.

    `seconds` is how long it may take, 0 for no limit. The clock is the same in all processes.
    """

    plugin: str
    hook: str
    seconds: float
    until: float

    @property
    def is_stuck(self) -> bool:
        """Tell whether it did not even end when it was told to."""
        return self.seconds > 0 and time.monotonic() > self.until


class Death(msgspec.Struct, frozen=True):
    """How a process ended before its time: its exit code, which is negative for a signal.

    `running` is the third-party hook that was running, and `is_late` says that the process was
    killed because that hook did not end.
    """

    code: int
    running: RunningHook | None = None
    is_late: bool = False

    @property
    def problem(self) -> str:
        """Say what became of the hook."""
        if self.is_late and self.running is not None:
            return f"{too_long(self.running.seconds)}, and had to be ended with its process"
        if self.code >= 0:
            return f"it ended its process, with exit code {self.code}"
        return f"its process was ended by {_name(-self.code)}"


_shared: Memory | None = None


def share(memory: Memory) -> None:
    """Note in this memory, from now on, which hook runs."""
    global _shared  # noqa: PLW0603 - there is one for the process, as there is one process
    _shared = memory


@contextmanager
def noted(plugin: str, hook: str, seconds: float) -> Iterator[None]:
    """Note a hook in shared memory while it runs; if there is none, `os._exit` raises."""
    if _shared is None:
        with no_exit():
            yield
        return
    running = RunningHook(plugin, hook, seconds, time.monotonic() + seconds + _GRACE)
    written = msgspec.json.encode(running)
    _shared.value = written if len(written) < SIZE else b""
    try:
        yield
    finally:
        _shared.value = b""


def read(memory: Memory) -> RunningHook | None:
    """Read which hook runs in the process that shares this memory."""
    # A process may be ended while it writes.
    with suppress(msgspec.DecodeError):
        return msgspec.json.decode(memory.value, type=RunningHook)
    return None


def _name(number: int) -> str:
    """Name a signal, and say what it may mean."""
    try:
        name = signal.Signals(number).name
    except ValueError:  # a real-time signal
        return f"signal {number}"
    return f"{name}, as happens when the system runs out of memory" if name == "SIGKILL" else name
