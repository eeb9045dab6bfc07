"""Stopping: what is asked of a program from outside ends it as Ctrl-C does, with all tidied up."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

_REQUESTS = ("SIGTERM", "SIGHUP")  # Windows has only the first


@contextmanager
def stoppable() -> Iterator[None]:
    """Let a request to end, and a terminal that is closed, do what Ctrl-C does."""
    numbers = [getattr(signal, name) for name in _REQUESTS if hasattr(signal, name)]
    before = {number: signal.signal(number, _stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(*_: object) -> None:
    raise KeyboardInterrupt
