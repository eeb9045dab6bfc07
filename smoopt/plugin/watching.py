"""What a plugin's code runs in: its time is limited, and it leaves no trace in the process."""

from collections.abc import Iterator
from contextlib import contextmanager

from smoopt.plugin.no_copy import no_copy
from smoopt.plugin.put_back import PutBack
from smoopt.plugin.running_hook import noted
from smoopt.plugin.time_limit import limited


@contextmanager
def watching(plugin: str, hook: str, seconds: float) -> Iterator[None]:
    """Watch over a stranger's hook while it runs; 0 seconds: as long as it likes."""
    with PutBack(), noted(plugin, hook, seconds), limited(seconds), no_copy():
        yield
