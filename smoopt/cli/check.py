"""`smoopt check`: reports what is wrong with finished pages."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smoopt.check import output_file
from smoopt.check.formats import FORMATS
from smoopt.cli import options
from smoopt.cli.exit import print_tracebacks
from smoopt.cli.progress import progress
from smoopt.cli.terminal import Command, print_lines, print_report

if TYPE_CHECKING:
    from smoopt.build.processes.engine import Workers
    from smoopt.check.audit_result import Audited
    from smoopt.check.formats import Format
    from smoopt.site.levels import Choice


@click.command(cls=Command)
@click.argument("site", type=options.PLACE)
@options.url
@options.config
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMATS]),
    default="text",
    show_default=True,
    help="Format of the findings.",
)
@click.option("--output", "-o", type=options.PATH, help="Write to this file, not to the screen.")
@options.fail_on
@click.option("--baseline", type=options.PATH, help="Ignore the findings that this file lists.")
@click.option("--update-baseline", is_flag=True, help="Write the current findings to the baseline.")
@click.option("--select", multiple=True, metavar="ID", help="Apply only these rules.")
@click.option("--ignore", multiple=True, metavar="ID", help="Leave out these rules.")
@click.option(
    "--list",
    hidden=True,
    expose_value=False,
    callback=options.refused(
        "check has no --list: `--select ID --format lines` lists all findings of a rule"
    ),
)
@options.jobs
@options.cluster
@options.traceback
def check(
    site: Path,
    url: str | None,
    config: Path | None,
    form: str,
    output: Path | None,
    fail_on: str,
    baseline: Path | None,
    *,
    update_baseline: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    jobs: int | None,
    cluster: str | None,
    traceback: bool,
) -> None:
    """Report what is wrong with the finished pages of SITE; change nothing."""
    from smoopt.check import baseline as baselines  # noqa: PLC0415
    from smoopt.check.formats import format_named  # noqa: PLC0415
    from smoopt.check.known_rules import split  # noqa: PLC0415
    from smoopt.site.levels import Choice  # noqa: PLC0415

    if update_baseline and baseline is None:
        raise click.UsageError("--update-baseline needs --baseline FILE, the file to write")
    for file in filter(None, (output, baseline if update_baseline else None)):
        output_file.refuse_unwritable(file, site)
    output_file.refuse_same(output, baseline)
    written = format_named(form)
    choice = Choice(split(select), split(ignore))
    known = baselines.read(baseline, may_miss=update_baseline) if baseline else None
    audited = audited_site(site, url, config, choice, options.workers(jobs, cluster), fail_on)
    if known is not None and baseline is not None:
        if update_baseline:
            now = known.updated(audited.findings, choice)
            now.write(baseline)
            print_lines(now.changes(known, str(baseline)), err=True)
            known = now
        audited = known.applied(audited, choice)
    _report(audited, site, written, output, summed_up=form != "text" or output is not None)
    print_tracebacks(audited.findings, asked=traceback)
    sys.exit(audited.exit_code)


def audited_site(
    site: Path,
    url: str | None,
    config: Path | None,
    choice: "Choice",
    jobs: "Workers | None",
    fail_on: str,
    *,
    may_be_empty: bool = True,
) -> "Audited":
    """Audit a site and show progress; raises SiteError if it is empty, unless it `may_be_empty`.

    The threshold is read from `fail_on`.
    """
    import msgspec  # noqa: PLC0415

    from smoopt.build.processes.engine import cores  # noqa: PLC0415
    from smoopt.build.project import Project, refuse_empty  # noqa: PLC0415
    from smoopt.check.run import audit  # noqa: PLC0415
    from smoopt.model.finding import threshold  # noqa: PLC0415

    started = time.perf_counter()
    project = Project(site, None, url, config)
    loaded = project.site(built=True)
    if not may_be_empty:
        refuse_empty(loaded)
    with progress(len(loaded.pages)) as pages_done:
        audited = audit(loaded, project.registry(), jobs or cores(), pages_done, choice)
    seconds = time.perf_counter() - started
    return msgspec.structs.replace(audited, threshold=threshold(fail_on), seconds=seconds)


def _report(
    audited: "Audited", site: Path, written: "Format", output: Path | None, *, summed_up: bool
) -> None:
    """Print the findings, or write them to a file; with `summed_up`, print a summary to stderr."""
    pieces = written(audited, site)
    if output is not None:
        output_file.write(output, map(click.unstyle, pieces))
        print_lines((f"wrote {output}",), err=True)
    else:
        print_report(pieces)
    if summed_up:
        print_lines(audited.lines(str(site)), err=True)
