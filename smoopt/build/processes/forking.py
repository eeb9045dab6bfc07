"""How a process is begun safely from this one."""

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
    """Let Ctrl-C wait: a worker that it meets before it is ready would show a traceback."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def output_to_errors() -> Iterator[None]:
    """Let a process that is begun inside print to the errors, and all that it starts.

    What plugins print would stand between what this process writes for machines.
    """
    if not (sys.__stdout__ and sys.__stderr__):  # closed: 1 or 2 may be another file by now
        yield
        return
    output = os.dup(1)
    try:
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(output, 1)
        os.close(output)
