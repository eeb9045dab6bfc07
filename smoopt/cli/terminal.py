"""Printing for all commands: invisible characters in texts from pages and names are shown."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from smoopt.model.plain_text import plain, visible
from smoopt.model.rows import COLOURS, Row, laid_out, screen_width

# The severity of a finding, after its place or count
_SEVERITY = re.compile(r"^(.*?: | +[\d,]+ )(error|warning|info)\b")
# The colour of a line, if it has one.
Colour = Callable[[str], str | None]
# Where commands that run plugins print; None for `sys.stdout`
_output: TextIO | None = None


class Command(click.Command):
    """A command that runs plugins: what they print goes to stderr, so that stdout is smoopt's only.

    Programs read stdout, and could not tell smoopt's output from a plugin's.
    """

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        with _own_output():
            return super().invoke(ctx)


@contextmanager
def _own_output() -> Iterator[None]:
    """Reserve standard output for what this module prints."""
    global _output
    if not sys.stdout:  # it is closed
        yield
        return
    _output, sys.stdout = sys.stdout, sys.stderr
    try:
        yield
    finally:
        sys.stdout, _output = _output, None


def _print(text: str, *, err: bool = False, ends: bool = True) -> None:
    click.echo(text, file=None if err else _output, err=err, nl=ends)


def print_lines(lines: Iterable[str], *, err: bool = False) -> None:
    """Print lines, to stderr if `err`; none of them looks like a command to a code host."""
    for line in lines:
        _print(_line(line), err=err)


def _line(text: str) -> str:
    return plain(visible(text, "\t"))


def print_diff_lines(lines: Iterable[str], colour: Colour) -> None:
    """Print lines of files; click removes the colours where there is no terminal."""
    for line in lines:
        shown, chosen = visible(line, "\t"), colour(line)
        _print(click.style(shown, fg=chosen) if chosen else shown)


def print_rows(rows: Iterable[Row], *, err: bool = False) -> None:
    """Print rows for people, wrapped to the width of a terminal."""
    stream = sys.stderr if err else _output or sys.stdout
    is_shown = bool(stream) and stream.isatty()  # there is no stream if it is closed
    for label, text, style in rows:
        row = Row(_line(label), _line(text), style)
        for line in laid_out(row, screen_width()) if is_shown else [str(row)]:
            _print(_styled(line, row), err=err)


def print_findings(lines: Iterable[str], *, err: bool = False) -> None:
    """Print findings and the remarks about them."""
    print_rows((Row("", line, "finding") for line in lines), err=err)


def print_summary(lines: Iterable[str], *, err: bool = False) -> None:
    """Print the lines of a summary unwrapped, as they contain commands."""
    print_rows((Row(line, "", "finding") for line in lines), err=err)


def _styled(line: str, row: Row) -> str:
    """Return a line of a row with its colour or style."""
    if row.style == "finding":
        return _SEVERITY.sub(_coloured, line, 1)
    return click.style(line, **{row.style: True}) if row.style else line


def _coloured(found: re.Match[str]) -> str:
    return f"{found[1]}{click.style(found[2], fg=COLOURS[found[2]])}"


def print_text(text: str, *, err: bool = False) -> None:
    """Print a text that may have several lines."""
    print_lines(text.removesuffix("\n").split("\n"), err=err)


def print_report(pieces: Iterable[str]) -> None:
    """Print a finished text as it is, with its own line ends and colours."""
    for piece in pieces:
        _print(piece, ends=False)


def print_json(value: object) -> None:
    """Print a value for machines."""
    from smoopt.model.plain_data import write_json  # noqa: PLC0415

    _print(write_json(value, 2))


def busy(folder: Path) -> None:
    """Print that another smoopt is working on a folder."""
    message = f"{folder}: another smoopt is working on it; waiting until it has finished"
    print_lines((message,), err=True)
