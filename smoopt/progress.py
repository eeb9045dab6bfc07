"""How far a run has come: a bar on a terminal, plain lines elsewhere, always to standard error."""

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from smoopt.pipeline import Outcome

_PAGES_A_LINE = 5000


class Progress:
    """A context around a run; `seen` is to be called with every outcome."""

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
            disable=quiet or self._plain,
        )
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
        self._bar.stop()

    def seen(self, _: Outcome) -> None:
        """Count one page."""
        self._done += 1
        self._bar.advance(self._task)
        if self._plain and self._done % _PAGES_A_LINE == 0:
            sys.stderr.write(f"{self._done:,} of {self._pages:,} pages\n")
