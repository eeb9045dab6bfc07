"""`smoopt mentions`: lists a site's links to other sites; with --send, notifies their targets."""

from pathlib import Path

import click

from smoopt.cli import options
from smoopt.cli.agreement import kept_in
from smoopt.cli.terminal import Command, print_json, print_lines


@click.command(cls=Command)
@click.argument("site", type=options.PATH)
@click.option(
    "--since",
    type=options.PATH,
    help="Leave out the links in this file, the output of an earlier run.",
)
@click.option("--send", is_flag=True, help="Send webmentions for new, changed and removed links.")
@options.yes
@options.sent
@options.allow_private
@options.url
@options.config
@options.as_json
def mentions(
    site: Path,
    since: Path | None,
    url: str | None,
    config: Path | None,
    *,
    send: bool,
    yes: bool,
    sent: Path | None,
    allow_private: bool,
    as_json: bool,
) -> None:
    """List the links of SITE to other sites: on each line a page and its target.

    With --send, notify the targets that accept webmentions. Publish the site first.
    """
    from smoopt.build.project import Project  # noqa: PLC0415
    from smoopt.cli.mentions_sending import sent_as_asked  # noqa: PLC0415
    from smoopt.mentions.outbound_links import mentioning, read_list  # noqa: PLC0415

    if not send and (yes or sent or allow_private):
        raise click.UsageError("--yes, --sent and --allow-private say how to --send")
    project = Project(site, None, url, config)
    looked_at = project.site_with_address()
    known = read_list(since) if since else set()
    pages = mentioning(looked_at)
    if send:
        kept = kept_in(project, "mentions.json", sent)
        sent_as_asked(
            looked_at, pages, known, kept, yes=yes, allow_private=allow_private, as_json=as_json
        )
        return
    found = [one for page in pages for one in page.mentions if one not in known]
    if as_json:
        print_json([each._asdict() for each in found])
    else:
        print_lines(" ".join(each) for each in found)
        if not found:
            more = f" that is not in {since}" if since else ""
            print_lines((f"no text links to another site{more}",), err=True)
