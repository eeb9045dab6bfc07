"""What all commands print: whatever comes from pages and names is made visible here."""

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from smoopt.model.plain_text import visible
from smoopt.model.rows import COLOURS, Row, laid_out, screen_width

# How bad a finding is, behind its place or its count.
_SEVERITY = re.compile(r"^(.*?: | +[\d,]+ )(error|warning|info)\b")
# The colour of a line, if it has one.
Colour = Callable[[str], str | None]


def print_lines(
    lines: Iterable[str], *, err: bool = False, colour: Colour = lambda _: None
) -> None:
    """Print lines, to the errors if asked; click takes colours out where there is no terminal."""
    for line in lines:
        shown, chosen = visible(line, "\t"), colour(line)
        click.echo(click.style(shown, fg=chosen) if chosen else shown, err=err)


def print_rows(rows: Iterable[Row], *, err: bool = False) -> None:
    """Print lines for people, which go on below themselves where a terminal is too narrow."""
    is_shown = (sys.stderr if err else sys.stdout).isatty()
    for label, text, style in rows:
        row = Row(visible(label, "\t"), visible(text, "\t"), style)
        for line in laid_out(row, screen_width()) if is_shown else [str(row)]:
            click.echo(_styled(line, row), err=err)


def print_findings(lines: Iterable[str], *, err: bool = False) -> None:
    """Print findings and what is said beside them."""
    print_rows((Row("", line, "finding") for line in lines), err=err)


def print_summary(lines: Iterable[str], *, err: bool = False) -> None:
    """Print the lines of a summary, which are not broken: there are commands in them."""
    print_rows((Row(line, "", "finding") for line in lines), err=err)


def _styled(line: str, row: Row) -> str:
    """Give a line of a row its colour."""
    if row.style == "finding":
        return _SEVERITY.sub(_coloured, line, 1)
    return click.style(line, **{row.style: True}) if row.style else line


def _coloured(found: re.Match[str]) -> str:
    return f"{found[1]}{click.style(found[2], fg=COLOURS[found[2]])}"


def print_text(text: str, *, err: bool = False) -> None:
    """Print a text that may have several lines."""
    print_lines(text.removesuffix("\n").split("\n"), err=err)


def print_report(pieces: Iterable[str]) -> None:
    """Print what is laid out and made visible already, with its own line ends and colours."""
    for piece in pieces:
        click.echo(piece, nl=False)


def print_json(value: object) -> None:
    """Print a value for machines."""
    from smoopt.model.plain_data import write_json  # noqa: PLC0415

    click.echo(write_json(value, 2))


def busy(folder: Path) -> None:
    """Say that another smoopt is at work on a folder."""
    message = f"{folder}: another smoopt is working on it; waiting until it has ended"
    print_lines((message,), err=True)
