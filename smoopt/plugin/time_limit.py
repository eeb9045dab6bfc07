"""A time limit for hooks: one that takes too long is interrupted where it is."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# After how many seconds a hook that catches the exception gets it again.
_AGAIN = 1.0


class OutOfTime(BaseException):
    """A hook took longer than it may. `except Exception` in the hook does not catch it."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise OutOfTime inside after so many seconds; 0 means no limit.

    The system's timer interrupts the main thread even where it waits. In other threads, and on
    Windows, it is raised as soon as Python code goes on.
    """
    if not seconds:
        yield
        return
    with _by_timer(seconds) if _has_timer() else _by_thread(seconds):
        yield


@contextmanager
def _by_timer(seconds: float) -> Iterator[None]:
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


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    bell = _Bell(threading.current_thread(), seconds)
    try:
        try:
            bell.start()  # on a busy machine it may ring before this comes back
            yield
        finally:
            bell.stop()
    except OutOfTime as error:
        raise OutOfTime(too_long(seconds)).with_traceback(error.__traceback__) from None
    finally:
        bell.stop()  # where it rang just as the first was called


class _Bell(threading.Thread):
    """Raises OutOfTime in another thread when its time is over, until it is stopped."""

    def __init__(self, thread: threading.Thread, seconds: float) -> None:
        super().__init__(daemon=True)
        self._target = thread
        self._number = thread.ident or 0
        self._seconds = seconds
        self._over = threading.Event()
        self._lock = threading.Lock()

    def run(self) -> None:
        """Raise the exception when the time is over, and again until stopped."""
        wait = self._seconds
        # Another thread may be known by the number of one that has ended.
        while not self._over.wait(wait) and self._target.is_alive():
            with self._lock:
                if not self._over.is_set():
                    _raise_in(self._number, OutOfTime)
            wait = _AGAIN

    def stop(self) -> None:
        """Stop, and withdraw an exception that the thread has not raised yet."""
        with self._lock:
            self._over.set()
            _raise_in(self._number, None)


def _raise_in(thread: int, kind: type[BaseException] | None) -> None:
    """Let a thread raise an exception; None withdraws one that it has not raised yet."""
    import ctypes  # noqa: PLC0415 - few runs need it

    # https://docs.python.org/3/c-api/init.html#c.PyThreadState_SetAsyncExc (2026-11-30)
    raised = ctypes.py_object(kind) if kind else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)


def too_long(seconds: float) -> str:
    """Say what the limit was."""
    return f"it took longer than {seconds:g} s (hook_seconds in smoopt.toml)"


def _has_timer() -> bool:
    is_main = threading.current_thread() is threading.main_thread()
    return is_main and hasattr(signal, "setitimer")
