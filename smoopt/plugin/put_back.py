"""`PutBack`: what a plugin's code has changed of its process is put back when it is done.

All that runs after it in the process would do something else, and another would be blamed.
"""

import os
from contextlib import suppress
from types import TracebackType


class PutBack:
    """Around a plugin's code: the working folder is the same afterwards."""

    __slots__ = ("_folder",)

    def __enter__(self) -> None:
        """Look at what there is."""
        self._folder = _working_folder()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Put it back."""
        if self._folder and self._folder != _working_folder():
            with suppress(OSError):  # it is gone
                os.chdir(self._folder)


def _working_folder() -> str:
    """Give the working folder, "" where it has been removed."""
    try:
        return os.getcwd()  # noqa: PTH109 - Path takes twice as long
    except OSError:
        return ""
