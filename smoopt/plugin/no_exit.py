"""What would end this process without a word raises instead, while a plugin's code runs in it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn


@contextmanager
def no_exit() -> Iterator[None]:
    """Let `os._exit` raise SystemExit inside; in a process that is forked there it still ends that.

    A run that a plugin ends so would look like one that went well, and nobody would know why.
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
