"""`Stopped`: somebody asked smoopt to end, by Ctrl-C or by a signal.

Python drops an exception that a signal raises while an object is being finalised or a library calls
back. So the request is also kept, and those who go on for long ask for it.
"""

import signal
from threading import Event, current_thread, main_thread

_asked = Event()


class Stopped(KeyboardInterrupt):
    """Somebody asked smoopt to end; a plugin's own KeyboardInterrupt is none of these."""


def stop(*_: object) -> None:
    """Handle a signal that asks to end; raises Stopped."""
    _asked.set()
    raise Stopped


def stop_if_asked() -> None:
    """Raise Stopped where somebody has asked to end, and the exception went astray.

    The main thread is asked; it ends the others.
    """
    if _asked.is_set() and current_thread() is main_thread():
        raise Stopped


def forget_requests() -> None:
    """Let no request count from before: it is a new beginning, or the request was heard."""
    _asked.clear()


def asks_to_stop(error: BaseException) -> bool:
    """Tell whether an exception is a request to end, not a mistake of whoever raised it.

    Where signals are not handled by `stop`, Ctrl-C is Python's own KeyboardInterrupt.
    """
    kind = type(error)  # what the exception itself says of it may be anything
    if issubclass(kind, Stopped):
        return True
    handler = signal.getsignal(signal.SIGINT)
    return issubclass(kind, KeyboardInterrupt) and handler is signal.default_int_handler
