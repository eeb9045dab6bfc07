"""The command line: reads arguments, prints, and exits; everything else is elsewhere.

Imports that cost time stand inside the commands, so that `smoopt --help` answers at once.
"""

import io
import os
import sys
from traceback import format_exception

import click

from smoopt.cli import build, check, explain, init, plugins, preview, undo, watch
from smoopt.cli.exit import stopped_by
from smoopt.cli.terminal import print_text
from smoopt.model.version import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="smoopt")
def cli() -> None:
    """Social media optimisation for any static site, as one step after its generator.

    Adds what makes pages easy to find, share, save and cite; `smoopt undo` takes it back, byte
    for byte.
    """


for command in (
    build.build,
    watch.watch,
    check.check,
    preview.preview,
    undo.undo,
    explain.explain,
    init.init,
    plugins.plugins,
):
    cli.add_command(command)


def main() -> None:
    """Run the command line; an error that stops everything exits with 2."""
    from smoopt.model.errors import SmooptError, reason  # noqa: PLC0415

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A file name need not be text, and a terminal need not know every character.
            stream.reconfigure(errors="backslashreplace")
    # https://no-color.org (2026-11-30): set, and not empty.
    colour = False if os.environ.get("NO_COLOR") else None
    try:
        with stopped_by("SIGINT"):
            cli(prog_name="smoopt", color=colour)
    except SmooptError as error:
        print_text(f"smoopt: {error}", err=True)
        if error.__cause__ is not None and "--traceback" in sys.argv:
            print_text("".join(format_exception(error.__cause__)), err=True)
        sys.exit(2)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        print_text(f"smoopt: {place}{reason(error)}", err=True)
        sys.exit(2)
