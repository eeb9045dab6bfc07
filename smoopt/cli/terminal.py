"""What all commands print: whatever comes from pages and names is made visible here."""

from collections.abc import Callable, Iterable
from pathlib import Path

import click

from smoopt.model.plain_text import visible

# The colour of a line, if it has one.
Colour = Callable[[str], str | None]


def print_lines(
    lines: Iterable[str], *, err: bool = False, colour: Colour = lambda _: None
) -> None:
    """Print lines, to the errors if asked; click takes colours out where there is no terminal."""
    for line in lines:
        shown, chosen = visible(line, "\t"), colour(line)
        click.echo(click.style(shown, fg=chosen) if chosen else shown, err=err)


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
