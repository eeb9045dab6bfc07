"""`smoopt watch`: builds a site again whenever its generator writes."""

import sys
from pathlib import Path

import click

from smoopt.check.opened import opened
from smoopt.cli import options
from smoopt.cli.exit import TO_END
from smoopt.cli.progress import progress
from smoopt.cli.terminal import Command, busy, print_findings, print_lines
from smoopt.model.stopped import forget_requests, stopped_by


@click.command(cls=Command)
@click.argument("site", type=options.PATH)
@click.option("--output", "-o", type=options.PATH, help="Write to this folder, not in place.")
@click.option("--run", "run", metavar="COMMAND", help="Start this command, and stop when it ends.")
@click.option(
    "--poll",
    is_flag=True,
    help="Check all files at intervals, where the system reports no changes.",
)
@options.url
@options.config
@options.jobs
def watch(
    site: Path,
    output: Path | None,
    run: str | None,
    url: str | None,
    config: Path | None,
    *,
    poll: bool,
    jobs: int | None,
) -> None:
    """Build SITE now, and again whenever its generator writes to it."""
    from smoopt.build.lock import alone  # noqa: PLC0415
    from smoopt.build.project import Project, refuse_nested, stamps  # noqa: PLC0415
    from smoopt.watch.generator_process import RunningCommand  # noqa: PLC0415
    from smoopt.watch.updates import CommandLine  # noqa: PLC0415
    from smoopt.watch.watch import Watch  # noqa: PLC0415

    refuse_nested(site, output)
    command_line = CommandLine(
        open=lambda: opened(Project(site, output, url, config), jobs),
        settings=stamps(config, site),
        alone=lambda: alone(busy, output or site, site),
        say=lambda lines: print_findings(lines, err=True),
        progress=progress,
    )
    code = 0
    with stopped_by(*TO_END):
        child = None if run is None else RunningCommand(run)
        watching = Watch(site, command_line, child, poll=poll)
        try:
            code = watching.run()
        except KeyboardInterrupt:
            forget_requests()  # the remaining work is finished
            print_lines(("",), err=True)  # after ^C
        finally:
            if child is not None:
                child.end()
            watching.close()
    sys.exit(code)
