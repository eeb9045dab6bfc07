"""What all commands print."""

from collections.abc import Iterable
from pathlib import Path

import click


def print_lines(lines: Iterable[str], *, err: bool = False) -> None:
    """Print lines, to the errors if asked."""
    for line in lines:
        click.echo(line, err=err)


def print_json(value: object) -> None:
    """Print a value for machines."""
    import json  # noqa: PLC0415

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def busy(folder: Path) -> None:
    """Say that another smoopt is at work on a folder."""
    click.echo(f"{folder}: another smoopt is working on it; waiting until it has ended", err=True)
