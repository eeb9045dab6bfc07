"""Contexts for a plugin's code: it leaves no trace in the process, and a hook's time is limited."""

from collections.abc import Iterator
from contextlib import contextmanager

from smoopt.plugin.no_copy import no_copy
from smoopt.plugin.no_exit import no_exit
from smoopt.plugin.put_back import PutBack
from smoopt.plugin.running_hook import noted
from smoopt.plugin.time_limit import limited


@contextmanager
def watching(plugin: str, hook: str, seconds: float) -> Iterator[None]:
    """Watch over a third-party hook while it runs; 0 seconds mean no time limit."""
    with PutBack(), noted(plugin, hook, seconds), limited(seconds), no_copy():
        yield


@contextmanager
def preparing() -> Iterator[None]:
    """Watch over a plugin's code that runs before any hook does, without a time limit."""
    with no_exit(), PutBack(), no_copy():
        yield
