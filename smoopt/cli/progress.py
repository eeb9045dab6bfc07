"""Progress of a run: a bar on a terminal, plain lines elsewhere, always on standard error."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from smoopt.cli.terminal import print_lines

if TYPE_CHECKING:
    from smoopt.build.processes.engine import PagesDone

_PAGES_A_LINE = 5000
# Seconds between two drawings of the bar: drawing costs more than building a small page.
_PAUSE = 0.1
# The width of the bar and of the text beside it: one line, even after "^C"
_WIDTH, _AROUND = 36, 40
# Move to the line above, where the bar was, and clear it.
_TAKE_AWAY = "\x1b[A\x1b[2K"


@contextmanager
def progress(pages: int, *, quiet: bool = False) -> "Iterator[PagesDone]":
    """Yield a function that takes the number of pages newly done, and shows how many are done.

    `quiet` shows nothing. No thread draws the bar: workers are forked from this process.
    """
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with _bar(pages) as pages_done:
            yield pages_done
    else:
        yield _lines(pages)


@contextmanager
def _bar(pages: int) -> "Iterator[PagesDone]":
    """Draw a bar, and remove it in the end."""
    # Not the width of standard output, which may be a pipe; an unknown width is 0.
    columns = os.get_terminal_size(sys.stderr.fileno()).columns or _WIDTH + _AROUND
    width = max(1, min(_WIDTH, columns - _AROUND))
    untold, drawn = 0, 0.0

    def pages_done(count: int) -> None:
        nonlocal untold, drawn
        untold += count
        if time.monotonic() - drawn > _PAUSE:
            bar.update(untold)
            untold, drawn = 0, time.monotonic()

    try:
        with click.progressbar(
            length=pages, label="pages", show_pos=True, width=width, file=sys.stderr
        ) as bar:
            yield pages_done
            bar.update(untold)
    finally:
        click.echo(_TAKE_AWAY, nl=False, err=True, color=True)


def _lines(pages: int) -> "PagesDone":
    """Print a line for every few thousand pages."""
    done = 0

    def pages_done(count: int) -> None:
        nonlocal done
        before, done = done, done + count
        if done // _PAGES_A_LINE > before // _PAGES_A_LINE:
            print_lines((f"{done:,} of {pages:,} pages",), err=True)

    return pages_done
