"""The question before anything is sent, and the file that records what was sent."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smoopt.model.errors import SiteError

if TYPE_CHECKING:
    from smoopt.build.project import Project


def agreed(question: str, *, yes: bool) -> None:
    """Ask whether to send, unless `yes`; raises click.Abort if the answer is no.

    Raises click.UsageError if nobody can answer.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError("--send asks before it sends; where nobody can answer, add --yes")
    click.confirm(question, abort=True, err=True)


def kept_in(project: "Project", name: str, given: Path | None) -> Path:
    """Return the file that records what was sent: the given one, else `name` in its usual place.

    Raises SiteError if there is no such place.
    """
    file = given or project.kept(name)
    if file is None:
        raise SiteError(
            f"{project.root}: there is no place beside it for what was sent; name a file with "
            "--sent"
        )
    return file
