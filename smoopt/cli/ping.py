"""`smoopt ping`: lists what has changed since the last notification; with --send, notifies."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from smoopt.cli import options
from smoopt.cli.terminal import Command, print_json, print_lines

if TYPE_CHECKING:
    from smoopt.ping.due_pings import DuePings


def _print_new_key(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print a new key and where to write it, and exit."""
    if wanted:
        import secrets  # noqa: PLC0415

        print_lines(("[plugins.indexnow]", f'key = "{secrets.token_hex(16)}"'))
        print_lines(("write these lines into smoopt.toml, and build and deploy",), err=True)
        ctx.exit()


@click.command(cls=Command)
@click.argument("site", type=options.PATH)
@click.option("--send", is_flag=True, help="Notify search engines and hubs of the changes.")
@options.yes
@click.option("--all", "everything", is_flag=True, help="Send all pages the first time, too.")
@options.sent
@click.option("--endpoint", metavar="URL", help="Send to this IndexNow endpoint.")
@click.option(
    "--new-key",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_new_key,
    help="Generate an IndexNow key, print it as a table for smoopt.toml, and exit.",
)
@options.allow_private
@options.url
@options.config
@options.as_json
def ping(
    site: Path,
    url: str | None,
    config: Path | None,
    *,
    send: bool,
    yes: bool,
    everything: bool,
    sent: Path | None,
    endpoint: str | None,
    allow_private: bool,
    as_json: bool,
) -> None:
    """List the pages and feeds of SITE that have changed since the last notification.

    With --send, notify search engines and hubs of them. Publish the site first.
    """
    from smoopt.build.project import Project  # noqa: PLC0415
    from smoopt.cli.agreement import kept_in  # noqa: PLC0415
    from smoopt.cli.ping_sending import send_pings  # noqa: PLC0415
    from smoopt.model.web_address import is_of_the_web  # noqa: PLC0415
    from smoopt.ping.due_pings import DuePings, due_pings  # noqa: PLC0415
    from smoopt.ping.messages import INDEX_NOW  # noqa: PLC0415
    from smoopt.ping.told_before import ToldPings, read_told  # noqa: PLC0415

    if not send and (yes or allow_private):
        raise click.UsageError("--yes and --allow-private say how to --send")
    if endpoint is not None and not is_of_the_web(endpoint):
        raise click.UsageError(
            f"--endpoint: {endpoint!r} is not an address; expected one like "
            "https://www.bing.com/indexnow"
        )
    project = Project(site, None, url, config)
    looked_at = project.site_with_address(built=True)
    kept = kept_in(project, "pings.json", sent)

    def due() -> tuple[ToldPings, DuePings]:
        told = read_told(kept)
        return told, due_pings(looked_at, told, endpoint or INDEX_NOW, everything=everything)

    if send:
        send_pings(looked_at, due, yes=yes, allow_private=allow_private, as_json=as_json)
        return
    _, listed = due()
    if as_json:
        print_json(_as_data(listed))
    else:
        print_lines(listed.lines())
        if listed.is_idle:
            print_lines(("nothing has changed since the last --send",), err=True)
        print_lines((*listed.remarks(), *listed.lacking()), err=True)


def _as_data(due: "DuePings") -> list[dict[str, str]]:
    return [
        {"to": message.to, "url": change.url, "why": change.why}
        for message in due.messages
        for change in message.changes
    ]
