"""How a process is started safely from this one."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


def may_fork() -> bool:
    """Tell whether this process can be forked: a thread might hold a lock for ever."""
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def held_back() -> Iterator[None]:
    """Hold Ctrl-C back: a worker that gets it before it is ready would show a traceback."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def print_to_errors() -> None:
    """Send standard output to standard error, in this process and all that it starts.

    What plugins print would otherwise mix with what the parent writes for machines.
    """
    if _has_output():
        os.dup2(2, 1)


@contextmanager
def printing_to_errors() -> Iterator[None]:
    """Do the same inside a context, for a child process that prints before it can itself."""
    if not _has_output():
        yield
        return
    output = os.dup(1)
    try:
        print_to_errors()
        yield
    finally:
        os.dup2(output, 1)
        os.close(output)


def _has_output() -> bool:
    """Tell whether output and errors are open; else 1 and 2 may be other files by now."""
    return bool(sys.__stdout__ and sys.__stderr__)
