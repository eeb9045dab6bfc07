"""How long a hook may take: one that does not come back is ended where it stands."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# A hook that catches the exception meets it again, in seconds.
_AGAIN = 1.0


class OutOfTime(BaseException):
    """A hook took longer than it may. `except Exception` in the hook does not catch it."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise OutOfTime inside where it takes longer; 0: no limit.

    Windows has no such timer, and only the main thread can be interrupted: elsewhere there is no
    limit.
    """
    if not seconds or not _can_be_interrupted():
        yield
        return

    def raise_it(*_: object) -> None:
        raise OutOfTime(too_long(seconds))

    before = signal.signal(signal.SIGALRM, raise_it)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)  # where it rang just as the first was called
        signal.signal(signal.SIGALRM, before)


def too_long(seconds: float) -> str:
    """Say what the limit was."""
    return f"it took longer than {seconds:g} s (hook_seconds in smoopt.toml)"


def _can_be_interrupted() -> bool:
    is_main = threading.current_thread() is threading.main_thread()
    return is_main and hasattr(signal, "setitimer")
