"""`Stopped`: somebody asked smoopt to end, by Ctrl-C or by a signal.

Python drops an exception that a signal raises while an object is being finalised or a library calls
back, and prints it. So the request is also recorded, long-running code checks for it, and nothing
is printed.
"""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, current_thread, main_thread

_asked = Event()


class Stopped(KeyboardInterrupt):
    """Somebody asked smoopt to end; a plugin's own KeyboardInterrupt is not this one."""


def stop(*_: object) -> None:
    """Handle a signal that asks to end; raises Stopped."""
    _asked.set()
    raise Stopped


def stop_if_asked() -> None:
    """Raise Stopped if a stop was requested but its exception was lost.

    Only the main thread raises; it ends the others.
    """
    if _asked.is_set() and current_thread() is main_thread():
        raise Stopped


def forget_requests() -> None:
    """Forget earlier requests, at a new start or when one has been handled."""
    _asked.clear()


def asks_to_stop(error: BaseException) -> bool:
    """Tell whether an exception is a request to end, not a mistake of whoever raised it.

    Where signals are not handled by `stop`, Ctrl-C is Python's own KeyboardInterrupt.
    """
    kind = type(error)  # `__class__` of the exception could claim anything
    if issubclass(kind, Stopped):
        return True
    handler = signal.getsignal(signal.SIGINT)
    return issubclass(kind, KeyboardInterrupt) and handler is signal.default_int_handler


@contextmanager
def stopped_by(*names: str) -> Iterator[None]:
    """Make signals raise Stopped, except those that are ignored, as in background jobs."""
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    heard = (number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN)
    forget_requests()
    before = {number: signal.signal(number, stop) for number in heard}
    says = sys.unraisablehook

    def say(astray: "sys.UnraisableHookArgs") -> None:
        if not isinstance(astray.exc_value, Stopped):
            says(astray)

    sys.unraisablehook = say
    try:
        yield
    finally:
        forget_requests()
        sys.unraisablehook = says
        for number, handler in before.items():
            signal.signal(number, handler)
