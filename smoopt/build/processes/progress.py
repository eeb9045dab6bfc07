"""How far a run has come: a bar on a terminal, plain lines elsewhere, always to standard error."""

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

# Is told how many more pages are done.
Watcher = Callable[[int], None]
_PAGES_A_LINE = 5000
# Drawing costs more than a small page: seconds from one picture of the bar to the next.
_PAUSE = 0.1


class Progress:
    """A context around a run; `seen` is to be told how many pages are done."""

    def __init__(self, pages: int, *, quiet: bool) -> None:
        """Expect so many pages; `quiet` says nothing at all."""
        self._pages = pages
        self._quiet = quiet
        self._done = 0
        self._shown = 0.0
        # Not rich's is_terminal: FORCE_COLOR in a log's environment asks for colours, not a bar.
        self._bar = _bar(pages) if not quiet and sys.stderr.isatty() else None

    def __enter__(self) -> Self:
        """Show the bar."""
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=self._done, refresh=True)
            self._bar.stop()

    def seen(self, pages: int) -> None:
        """Count so many pages more."""
        before, self._done = self._done, self._done + pages
        if self._bar is not None:
            if time.monotonic() - self._shown > _PAUSE:
                self._shown = time.monotonic()
                self._bar.update(self._bar.task_ids[0], completed=self._done, refresh=True)
        elif not self._quiet and self._done // _PAGES_A_LINE > before // _PAGES_A_LINE:
            sys.stderr.write(f"{self._done:,} of {self._pages:,} pages\n")


def _bar(pages: int) -> "Bar":
    """Make the bar of a terminal; no log needs to load it."""
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("pages"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Its own thread (auto_refresh) would be in the way of forking.
    bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
    bar.add_task("pages", total=pages)
    return bar
