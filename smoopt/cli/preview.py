"""`smoopt preview`: shows how a site looks when it is shared."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smoopt.cli import options
from smoopt.cli.exit import TO_END
from smoopt.cli.progress import progress
from smoopt.cli.terminal import Command, print_lines
from smoopt.model.errors import CannotRun
from smoopt.model.extras import refuse_without
from smoopt.model.stopped import stopped_by

if TYPE_CHECKING:
    from smoopt.watch.updates import CommandLine

_SERVER = "starlette", "uvicorn"
# Taken before plugins' code runs, during which `os._exit` is replaced
_leave = os._exit


@click.command(cls=Command)
@click.argument("site", type=options.PATH)
@options.url
@options.config
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen on this address.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Listen on this port.")
@click.option("--open/--no-open", "opens", default=False, help="Open the preview in your browser.")
@click.option(
    "--poll",
    is_flag=True,
    help="Check all files at intervals, where the system reports no changes.",
)
@options.jobs
@click.option(
    "--export",
    type=options.PATH,
    metavar="DIR",
    help="Write the preview to this folder; serve nothing.",
)
@click.option("--pages", multiple=True, metavar="GLOB", help="Export these pages only.")
def preview(
    site: Path,
    url: str | None,
    config: Path | None,
    host: str,
    port: int,
    *,
    opens: bool,
    poll: bool,
    jobs: int | None,
    export: Path | None,
    pages: tuple[str, ...],
) -> None:
    """Show how SITE looks when it is shared, as smoopt would make it; SITE stays as it is."""
    import contextlib  # noqa: PLC0415

    from smoopt.build.project import Project, stamps  # noqa: PLC0415
    from smoopt.site.settings import refuse_bad_patterns  # noqa: PLC0415
    from smoopt.watch.updates import CommandLine  # noqa: PLC0415

    refuse_without("preview", "it is served by Starlette and Uvicorn", *_SERVER, raises=CannotRun)
    if pages and export is None:
        raise click.UsageError("--pages says what to export: give --export DIR as well")
    try:
        refuse_bad_patterns(pages)
    except ValueError as error:
        raise click.UsageError(f"--pages: {error}") from error
    command_line = CommandLine(
        open=lambda: Project(site, None, url, config).builder(jobs, dry=True),
        settings=stamps(config, site),
        alone=contextlib.nullcontext,  # nothing is written
        say=lambda lines: print_lines(lines, err=True),
        progress=progress,
    )
    if export is not None:
        _export(command_line, site, export, pages)
        return
    from smoopt.preview.server.host_and_ports import is_loopback  # noqa: PLC0415
    from smoopt.preview.server.live_server import serve  # noqa: PLC0415

    def ready(address: str, count: int) -> None:
        print_lines((f"previewing {site} ({count:,} pages): {address}",))
        if not is_loopback(host):
            print_lines((f"anybody who can reach {host} can see it, too",), err=True)
        if opens:
            click.launch(address)

    def abandon() -> None:
        print_lines(("a hook of a plugin does not finish; the preview ends without it",), err=True)
        _leave(1)  # nothing is written

    with stopped_by(*TO_END), contextlib.suppress(KeyboardInterrupt):
        serve(site, command_line, host, port, ready, abandon, poll=poll)


def _export(command_line: "CommandLine", site: Path, folder: Path, pages: tuple[str, ...]) -> None:
    """Write the preview as files, and print how many pages it has."""
    from smoopt.preview.export import export  # noqa: PLC0415

    exported = export(site, command_line, folder, pages)
    print_lines((f"{folder / 'index.html'}: {exported.pages:,} of {exported.of:,} pages",))
    if exported.pages < exported.wanted:
        left = f"{exported.wanted - exported.pages:,} more were left out"
        print_lines((f"{left}: name those you need with --pages",), err=True)
