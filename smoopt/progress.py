"""How far a run has come: a bar on a terminal, plain lines elsewhere, always to standard error."""

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

_PAGES_A_LINE = 5000
# Drawing costs more than a small page: seconds from one picture of the bar to the next.
_PAUSE = 0.1


class Progress:
    """A context around a run; `seen` is to be told how many pages are done."""

    def __init__(self, pages: int, *, quiet: bool) -> None:
        """Expect so many pages; `quiet` says nothing at all."""
        console = Console(stderr=True)
        self._pages = pages
        # Not console.is_terminal: FORCE_COLOR in a log's environment asks for colours, not a bar.
        self._plain = not quiet and not sys.stderr.isatty()
        self._done = 0
        self._bar = Bar(
            TextColumn("pages"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            # Its own thread would be in the way of forking.
            auto_refresh=False,
            disable=quiet or self._plain,
        )
        self._shown = 0.0
        self._task = self._bar.add_task("pages", total=pages)

    def __enter__(self) -> Self:
        """Show the bar."""
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        self._bar.update(self._task, completed=self._done, refresh=True)
        self._bar.stop()

    def seen(self, pages: int) -> None:
        """Count so many pages more."""
        before, self._done = self._done, self._done + pages
        if self._plain:
            if self._done // _PAGES_A_LINE > before // _PAGES_A_LINE:
                sys.stderr.write(f"{self._done:,} of {self._pages:,} pages\n")
        elif time.monotonic() - self._shown > _PAUSE:
            self._shown = time.monotonic()
            self._bar.update(self._task, completed=self._done, refresh=True)
