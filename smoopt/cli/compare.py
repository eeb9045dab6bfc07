"""`smoopt compare`: compares two built sites."""

from pathlib import Path

import click

from smoopt.cli import options
from smoopt.cli.terminal import Command, print_json, print_lines, print_rows


@click.command(cls=Command)
@click.argument("first", type=options.PATH)
@click.argument("second", type=options.PATH)
@click.option(
    "--foreign",
    is_flag=True,
    help="SECOND is somebody else's site: your settings do not apply to it.",
)
@click.option("--output", "-o", type=options.PATH, help="Write an HTML page that shows the cards.")
@options.url
@options.config
@options.jobs
@options.as_json
def compare(
    first: Path,
    second: Path,
    output: Path | None,
    url: str | None,
    config: Path | None,
    jobs: int | None,
    *,
    foreign: bool,
    as_json: bool,
) -> None:
    """Show which cards, tags, findings and scores differ between two built sites.

    FIRST and SECOND are folders: two builds of one site, or your site and a saved copy of
    another.
    """
    from smoopt.build.processes.engine import cores  # noqa: PLC0415
    from smoopt.build.project import Project, refuse_empty  # noqa: PLC0415
    from smoopt.check import output_file  # noqa: PLC0415
    from smoopt.check.run import audit  # noqa: PLC0415
    from smoopt.cli.progress import progress  # noqa: PLC0415
    from smoopt.compare import comparison_page, comparison_text  # noqa: PLC0415
    from smoopt.compare.compare import AuditedSite, compared  # noqa: PLC0415
    from smoopt.model.rows import screen_width  # noqa: PLC0415

    if output is not None:
        output_file.refuse_unwritable(output, first, second)
    own = None if foreign else url
    projects = (
        Project(first, None, url, config),
        Project(second, None, own, config, configured=not foreign),
    )
    workers = jobs or cores()
    sites = [project.site(built=True) for project in projects]
    for site in sites:
        refuse_empty(site)
    with progress(sum(len(site.pages) for site in sites)) as pages_done:
        one, other = (
            AuditedSite(str(folder), site, audit(site, project.registry(), workers, pages_done))
            for folder, project, site in zip((first, second), projects, sites, strict=True)
        )
    found = compared(one, other, workers)
    if output is not None:
        output_file.write(output, [comparison_page.drawn(found, one.site, other.site, output)])
        print_lines((f"wrote {output}",), err=True)
    if as_json:
        print_json(comparison_text.data(found))
    elif output is None:
        print_rows(comparison_text.rows(found, screen_width()))
