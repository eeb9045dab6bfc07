"""`smoopt explain`: shows where each fact and each tag of a page comes from."""

import sys
from pathlib import Path

import click

from smoopt.cli import options
from smoopt.cli.page_argument import page_of_site
from smoopt.cli.terminal import Command, print_json, print_rows


@click.command(cls=Command)
@click.argument("page", type=options.PLACE)
@click.option(
    "--site", type=options.PLACE, help="The site's root folder, if smoopt guesses it wrong."
)
@options.url
@options.config
@options.as_json
def explain(
    page: Path, site: Path | None, url: str | None, config: Path | None, *, as_json: bool
) -> None:
    """Show where each fact and each tag of PAGE comes from, or any other file of a site."""
    from smoopt.build import explain as explaining  # noqa: PLC0415
    from smoopt.build.project import Project  # noqa: PLC0415
    from smoopt.check.opened import opened  # noqa: PLC0415
    from smoopt.site.unfit_settings import refuse_missing  # noqa: PLC0415

    page, root, path = page_of_site(page, site, config, "explaining")
    builder = opened(Project(root, None, url, config), None, dry=True)
    refuse_missing(builder.site, builder.registry.where)
    if not builder.site.is_page(path):
        from smoopt.build import explain_file, rehearsal  # noqa: PLC0415

        summary = builder.build(lambda _: None)
        origin = rehearsal.origin(builder, summary, path)
        if as_json:
            print_json(explain_file.data(origin))
        else:
            print_rows(explain_file.lines(origin, root))
        return
    written = page.read_bytes()
    outcome = builder.outcome(path, written)
    if as_json:
        print_json(explaining.data(outcome))
    else:
        print_rows(explaining.lines(outcome, written, root))
    sys.exit(1 if outcome.status == "failed" else 0)
