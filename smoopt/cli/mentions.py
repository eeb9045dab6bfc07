"""`smoopt mentions`: which pages elsewhere a site links to, for those who send webmentions."""

from pathlib import Path

import click

from smoopt.cli import options
from smoopt.cli.terminal import Command, print_json, print_lines


@click.command(cls=Command)
@click.argument("site", type=options.PATH)
@click.option(
    "--since",
    type=options.PATH,
    help="Leave out what this file has: what was printed before.",
)
@options.url
@options.config
@options.as_json
def mentions(
    site: Path, since: Path | None, url: str | None, config: Path | None, *, as_json: bool
) -> None:
    """List the pages elsewhere that SITE links to, a page of the site and its target a line.

    Nothing is sent: a program that sends webmentions takes the list.
    """
    from smoopt.build.project import Project  # noqa: PLC0415
    from smoopt.files.bounded import WRITTEN, read_bounded  # noqa: PLC0415
    from smoopt.model.errors import SiteError  # noqa: PLC0415
    from smoopt.site.outbound_links import mentions as mentions_of  # noqa: PLC0415

    looked_at = Project(site, None, url, config).site()
    if not looked_at.url:
        raise SiteError(f"{site}: its public address is not known; give it with --url https://…")
    before = read_bounded(since, WRITTEN).decode(errors="replace").splitlines() if since else ()
    known = set(before)
    found = [each for each in mentions_of(looked_at) if _line(*each) not in known]
    if as_json:
        print_json([each._asdict() for each in found])
    else:
        print_lines(_line(*each) for each in found)


def _line(source: str, target: str) -> str:
    return f"{source} {target}"
