"""`smoopt plugin`: tools for authors of plugins."""

import shlex
from pathlib import Path
from typing import cast, get_args

import click

from smoopt.cli import options
from smoopt.cli.terminal import print_lines
from smoopt.plugin.starter import Hook, NewPlugin, write


@click.group()
def plugin() -> None:
    """Create a plugin of your own; `smoopt plugins` lists those that are installed."""


@plugin.command()
@click.argument("name")
@click.option(
    "--into", type=options.PATH, default=Path(), help="The folder to write the package into."
)
@click.option(
    "--hook",
    type=click.Choice(get_args(Hook)),
    default="edits",
    show_default=True,
    help="The hook that it starts with: one that changes pages, audits them, or adds a file.",
)
@click.option("--author", default="", help="The author's name, for the licence and pyproject.toml.")
def new(name: str, into: Path, hook: str, author: str) -> None:
    """Write a complete package smoopt-NAME, with a hook, options, tests and a licence."""
    folder = write(NewPlugin(name, cast("Hook", hook), author), into)
    print_lines(
        (
            f"wrote {folder}; now try:",
            f"  cd {shlex.quote(str(folder))}",
            "  pip install -e '.[dev]'",
            "  pytest",
            f"a site has it once its smoopt.toml has the table [plugins.{name}]",
        )
    )
