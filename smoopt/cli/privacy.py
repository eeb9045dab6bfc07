"""`smoopt privacy`: lists the third parties that a site's pages load from."""

import sys
from pathlib import Path

import click

from smoopt.cli import options
from smoopt.cli.terminal import Command, print_json, print_rows


@click.command(cls=Command)
@click.argument("site", type=options.PLACE)
@click.option(
    "--strict", is_flag=True, help="Exit with 1 if a page loads anything from another host."
)
@options.url
@options.config
@options.as_json
def privacy(
    site: Path, url: str | None, config: Path | None, *, strict: bool, as_json: bool
) -> None:
    """List the third-party hosts that the pages of SITE load from, and alternatives to them.

    Each of them learns of every visit. What scripts load when they run is not known.
    """
    from smoopt.build.project import Project  # noqa: PLC0415
    from smoopt.check.rules.third_parties.whom_pages_ask import asked_by, data, rows  # noqa: PLC0415

    looked_at = Project(site, None, url, config).site_with_address()
    found = asked_by(looked_at)
    if as_json:
        print_json(data(found))
    else:
        print_rows(rows(found, looked_at))
    if strict and found.asked:
        sys.exit(1)
