"""What all commands print, and how they end, by themselves or because they are asked to."""

import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from smoopt.build.report import Summary
    from smoopt.model.finding import Severity

import signal
from collections.abc import Iterator
from contextlib import contextmanager


def finish(
    summary: "Summary",
    where: str,
    fail_on: str,
    *,
    as_json: bool,
    to_errors: bool = False,
    listed: tuple[str, ...] = (),
) -> None:
    """Print the findings, or all of the rules that are `listed`, and the summary; and exit."""
    if as_json:
        print_json(summary.data())
    elif listed:
        print_lines(summary.listed(listed))
        print_lines(summary.lines(where), err=True)
    else:
        print_lines(summary.shown_findings(), err=True)
        print_lines(summary.lines(where, shlex.join(["smoopt", *sys.argv[1:]])), err=to_errors)
    sys.exit(summary.exit_code(threshold(fail_on)))


def threshold(fail_on: str) -> "Severity | None":
    """Read how bad a finding must be to count; None for no finding that counts."""
    from smoopt.model.finding import Severity  # noqa: PLC0415

    return None if fail_on == "never" else Severity[fail_on.upper()]


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


_REQUESTS = ("SIGTERM", "SIGHUP")  # Windows has only the first


@contextmanager
def stoppable() -> Iterator[None]:
    """Let a request to end, and a terminal that is closed, do what Ctrl-C does."""
    numbers = [getattr(signal, name) for name in _REQUESTS if hasattr(signal, name)]
    before = {number: signal.signal(number, _stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(*_: object) -> None:
    raise KeyboardInterrupt
