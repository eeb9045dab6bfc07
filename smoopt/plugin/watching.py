"""What a plugin's code runs in: it leaves no trace in the process, and a hook's time is limited."""

from collections.abc import Iterator
from contextlib import contextmanager

from smoopt.plugin.no_copy import no_copy
from smoopt.plugin.no_exit import no_exit
from smoopt.plugin.put_back import PutBack
from smoopt.plugin.running_hook import noted
from smoopt.plugin.time_limit import limited


@contextmanager
def watching(plugin: str, hook: str, seconds: float) -> Iterator[None]:
    """Watch over a stranger's hook while it runs; 0 seconds: as long as it likes."""
    with PutBack(), noted(plugin, hook, seconds), limited(seconds), no_copy():
        yield


@contextmanager
def preparing() -> Iterator[None]:
    """Watch over a plugin's code that runs before any hook does, as long as it likes."""
    with no_exit(), PutBack(), no_copy():
        yield
