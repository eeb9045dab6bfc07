"""Keep a plugin's code from ending this process silently with `os._exit`."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn


@contextmanager
def no_exit() -> Iterator[None]:
    """Let `os._exit` raise SystemExit inside; a process that is forked there, it still ends.

    A run that a plugin ended in this way would look like one that went well.
    """
    here, leave = os.getpid(), os._exit

    def refuse(status: int) -> NoReturn:
        if os.getpid() != here:
            leave(status)
        raise SystemExit(f"os._exit({status})")

    os._exit = refuse
    try:
        yield
    finally:
        os._exit = leave
