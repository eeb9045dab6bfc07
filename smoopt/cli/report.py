"""`smoopt report`: scores a site for each platform, now and over time."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smoopt.cli import options
from smoopt.cli.terminal import Command, print_json, print_lines, print_rows

if TYPE_CHECKING:
    from smoopt.check.audit_result import Audited


@click.command(cls=Command)
@click.argument("site", type=options.PLACE)
@click.option(
    "--history",
    type=options.PATH,
    help="Add today's scores to this file, and show how they have changed.",
)
@click.option("--label", default="", help="A name for this state of the site, such as a release.")
@click.option("--output", "-o", type=options.PATH, help="Write an HTML page with all findings.")
@options.url
@options.config
@options.jobs
@options.as_json
def report(
    site: Path,
    history: Path | None,
    label: str,
    output: Path | None,
    url: str | None,
    config: Path | None,
    jobs: int | None,
    *,
    as_json: bool,
) -> None:
    """Score the finished pages of SITE for each platform; change nothing."""
    from smoopt.check import output_file  # noqa: PLC0415
    from smoopt.check.report import html_report, score_table  # noqa: PLC0415
    from smoopt.cli.check import audited_site  # noqa: PLC0415
    from smoopt.site.levels import Choice  # noqa: PLC0415

    if label and history is None:
        raise click.UsageError("--label names an entry of the --history FILE")
    for file in filter(None, (output, history)):
        output_file.refuse_unwritable(file, site)
    output_file.refuse_same(output, history)
    audited = audited_site(site, url, config, Choice(), jobs, "never", may_be_empty=False)
    if history is not None:
        audited = _recorded(audited, history, label)
    if output is not None:
        output_file.write(output, html_report.written(audited, site))
        print_lines((f"wrote {output}",), err=True)
    if as_json:
        print_json(score_table.data(audited, site))
    elif output is None:
        print_rows(score_table.rows(audited, site))


def _recorded(audited: "Audited", file: Path, label: str) -> "Audited":
    """Add a check to the history, and return the check with that history."""
    import msgspec  # noqa: PLC0415

    from smoopt.check import history  # noqa: PLC0415
    from smoopt.check.report.course import entry_of  # noqa: PLC0415
    from smoopt.model.wording import counted  # noqa: PLC0415

    today = entry_of(audited, datetime.now(UTC).date(), label)
    entries = history.with_entry(history.read(file), today)
    history.write(file, entries)
    print_lines((f"wrote {file}: {counted(len(entries), 'check')}",), err=True)
    return msgspec.structs.replace(audited, history=entries)
