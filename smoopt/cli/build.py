"""`smoopt build`: makes every page of a site ready to be shared."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smoopt.cli import options
from smoopt.cli.build_diff import print_diff
from smoopt.cli.exit import finish
from smoopt.cli.progress import progress
from smoopt.cli.terminal import Command, busy, print_findings

if TYPE_CHECKING:
    from smoopt.build.builder import Builder
    from smoopt.build.rebuild import Rebuilder
    from smoopt.build.rehearsal import FileChange
    from smoopt.build.summary import Summary
    from smoopt.model.finding import Finding


@click.command(cls=Command)
@click.argument("site", type=options.PLACE)
@click.option("--output", "-o", type=options.PLACE, help="Write to this folder, not in place.")
@options.url
@options.config
@click.option("--diff", "as_diff", is_flag=True, help="Print what would change; write nothing.")
@click.option("--dry-run", is_flag=True, help="Summarise what would change; write nothing.")
@options.jobs
@options.cluster
@click.option(
    "--no-manifest", is_flag=True, help="Ignore the record of the last run, and write none."
)
@options.fail_on
@click.option(
    "--list", "listed", multiple=True, metavar="ID", help="List every finding of this rule."
)
@options.traceback
@options.as_json
def build(
    site: Path,
    output: Path | None,
    url: str | None,
    config: Path | None,
    *,
    as_diff: bool,
    dry_run: bool,
    jobs: int | None,
    cluster: str | None,
    no_manifest: bool,
    fail_on: str,
    listed: tuple[str, ...],
    traceback: bool,
    as_json: bool,
) -> None:
    """Make every page of SITE ready to be shared."""
    from smoopt.build.lock import alone  # noqa: PLC0415
    from smoopt.build.project import Project, refuse_nested  # noqa: PLC0415
    from smoopt.check.opened import opened  # noqa: PLC0415

    if as_diff and as_json:
        raise click.UsageError("--diff is for people and --json for machines: give one of them")
    started = time.perf_counter()
    refuse_nested(site, output)
    dry = as_diff or dry_run
    workers = options.workers(jobs, cluster)
    with alone(busy, output or site, site):
        project = Project(site, output, url, config)
        builder, remembers = None, not (dry or no_manifest)
        said: list[Finding] = []
        summary = None if as_diff or no_manifest else project.repeated(workers)
        # A rule without findings may be unknown.
        if summary is None or not summary.has_found(listed):
            builder = opened(project, workers, dry=dry, remembers=remembers, listed=listed)
            said = [] if as_json or listed else _unfit(builder)
            with progress(len(builder.site.pages), quiet=as_json) as pages_done:
                summary = builder.build(pages_done)
    if dry and builder is not None:
        changes = _files(builder, summary)
        if as_diff:
            print_diff(builder, changes)
    summary.seconds = time.perf_counter() - started
    written = f"{output or site}" if not dry else "nothing written"
    finish(
        summary,
        written,
        fail_on,
        as_json=as_json,
        to_errors=as_diff,
        listed=listed,
        traceback=traceback,
        said=said,
    )


def _unfit(builder: "Rebuilder") -> "list[Finding]":
    """Print which settings have no effect, before anything is written; raises ConfigError."""
    from smoopt.build.first_look import unfit  # noqa: PLC0415
    from smoopt.site.unfit_settings import refuse_missing  # noqa: PLC0415

    builder.registry.check(builder.site.pages)
    refuse_missing(builder.site, builder.registry.where)
    found = unfit(builder.site, builder.registry)
    print_findings(map(str, found), err=True)
    return found


def _files(builder: "Builder", summary: "Summary") -> "list[FileChange]":
    """Return the files that would be added or removed, and count them in the summary."""
    from smoopt.build import rehearsal  # noqa: PLC0415

    changes = [*rehearsal.changes(builder)]
    summary.files_removed = sum(change.after is None for change in changes)
    summary.files_written = len(changes) - summary.files_removed
    return changes
