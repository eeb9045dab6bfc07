"""`Stopped`: somebody asked smoopt to end, by Ctrl-C or by a signal."""

import signal


class Stopped(KeyboardInterrupt):
    """Somebody asked smoopt to end; a plugin's own KeyboardInterrupt is none of these."""


def stop(*_: object) -> None:
    """Handle a signal that asks to end; raises Stopped."""
    raise Stopped


def asks_to_stop(error: BaseException) -> bool:
    """Tell whether an exception is a request to end, not a mistake of whoever raised it.

    Where signals are not handled by `stop`, Ctrl-C is Python's own KeyboardInterrupt.
    """
    if isinstance(error, Stopped):
        return True
    handler = signal.getsignal(signal.SIGINT)
    return isinstance(error, KeyboardInterrupt) and handler is signal.default_int_handler
