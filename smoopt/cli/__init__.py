"""The command line: reads arguments, prints and exits; all else is in other rooms.

Slow imports are inside the commands, so that `smoopt --help` answers at once.
"""

import io
import os
import sys
from importlib import import_module

import click

# Each is a function in the module of the same name.
COMMANDS = {
    "build": "Make every page of a site ready to be shared.",
    "card": "Draw the picture that a page is shared with.",
    "check": "Report what is wrong with finished pages; change nothing.",
    "compare": "Show what differs between two built sites.",
    "completion": "Print the script with which a shell completes commands and options.",
    "doctor": "Say what is missing on this computer, and what to do about it.",
    "explain": "Show where each fact and each tag of a page comes from.",
    "init": "Inspect a site and write a commented smoopt.toml for it.",
    "kit": "Draft posts for social networks about new and changed articles.",
    "mentions": "List the links of a site to other sites, and send webmentions.",
    "ping": "List changed pages and feeds, and notify search engines and hubs.",
    "plugin": "Create a plugin of your own.",
    "plugins": "List what is installed, what is on, and every option.",
    "privacy": "List the third-party hosts that the pages of a site load from.",
    "preview": "Show how a site looks when it is shared.",
    "report": "Score a site for each platform, now and over time.",
    "undo": "Restore the original bytes of every page of a site.",
    "verify": "Fetch a deployed site as the networks' crawlers do, and show what each gets.",
    "watch": "Build a site now, and again whenever its generator writes to it.",
}


class _Commands(click.Group):
    """The group of commands, which loads only the command that is called."""

    def list_commands(self, _: click.Context) -> list[str]:
        """Return the names of all commands."""
        return [*COMMANDS]

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        """Load a command; return None for an unknown name."""
        if name not in COMMANDS:
            return None
        found: click.Command = getattr(import_module(f"smoopt.cli.{name}"), name)
        return found

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that is called; an error that stops everything exits with 2."""
        from smoopt.model.errors import SmooptError  # noqa: PLC0415
        from smoopt.model.stopped import stopped_by  # noqa: PLC0415

        try:
            with stopped_by("SIGINT"):
                return super().invoke(ctx)
        except SmooptError as error:
            _tell(str(error), error.__cause__)
            ctx.exit(2)

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command's purpose."""
        with formatter.section("Commands"):
            formatter.write_dl([*COMMANDS.items()])


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print the versions of what is installed, and exit."""
    if wanted and not ctx.resilient_parsing:
        from smoopt.cli.installation import version_lines  # noqa: PLC0415
        from smoopt.cli.terminal import print_lines  # noqa: PLC0415

        print_lines(version_lines())
        ctx.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the versions of smoopt and Python, extras and plugins, and exit.",
)
def cli() -> None:
    """Social media optimisation for any static site, as one step after its generator.

    Adds to each page what makes it easy to find, share, save and cite. `smoopt undo` takes it
    out again, byte for byte.
    """


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A file name may not be text, and a terminal may not know every character.
            stream.reconfigure(errors="backslashreplace")
    # https://no-color.org (2026-11-30): set, and not empty
    colour = False if os.environ.get("NO_COLOR") else None
    try:
        cli(prog_name="smoopt", color=colour)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        _tell(f"{place}{error.strerror or error}")
        sys.exit(2)


def _tell(problem: str, cause: BaseException | None = None) -> None:
    """Print the error that stopped everything, with its cause if --traceback is given."""
    from traceback import format_exception  # noqa: PLC0415

    from smoopt.cli.terminal import print_text  # noqa: PLC0415

    print_text(f"smoopt: {problem}", err=True)
    if cause is not None and "--traceback" in sys.argv:
        print_text("".join(format_exception(cause)), err=True)
