"""`PutBack`: restore the state of the process that a plugin's code has changed.

Otherwise what runs later in the process would behave differently, and be blamed for it.
"""

import builtins
import os
import signal
import sys
from contextlib import suppress
from types import TracebackType

_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
_STREAMS = "stdin", "stdout", "stderr"
_BUILTINS = vars(builtins)


class PutBack:
    """A context for a plugin's code, which restores afterwards what all others rely on.

    That is the working folder, signal handlers, standard streams, Python's builtins, and a
    recursion limit that is at least as high as before. It takes 10 µs.
    """

    __slots__ = ("_builtins", "_depth", "_folder", "_handlers", "_streams")

    def __enter__(self) -> None:
        """Note the present state."""
        self._depth = sys.getrecursionlimit()
        self._folder = _working_folder()
        self._handlers = [signal.getsignal(number) for number in _SIGNALS]
        self._streams = [getattr(sys, name) for name in _STREAMS]
        self._builtins = _BUILTINS.copy()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Restore the state; what was added to Python's builtins stays."""
        if sys.getrecursionlimit() < self._depth:
            sys.setrecursionlimit(self._depth)
        if self._builtins != _BUILTINS:
            _BUILTINS.update(self._builtins)
        for name, stream in zip(_STREAMS, self._streams, strict=True):
            setattr(sys, name, stream)
        for number, handler in zip(_SIGNALS, self._handlers, strict=True):
            if signal.getsignal(number) is not handler:
                # Not in threads, nor where Python does not know the handler.
                with suppress(ValueError, TypeError):
                    signal.signal(number, handler)
        if self._folder and self._folder != _working_folder():
            with suppress(OSError):  # it is gone
                os.chdir(self._folder)


def _working_folder() -> str:
    """Return the working folder, "" where it has been removed."""
    try:
        return os.getcwd()  # noqa: PTH109 - Path takes twice as long
    except OSError:
        return ""
