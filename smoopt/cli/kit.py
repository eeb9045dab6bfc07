"""`smoopt kit`: drafts posts for social networks; nothing is posted, and no host is contacted."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smoopt.cli import options
from smoopt.cli.progress import progress
from smoopt.cli.terminal import Command, print_lines, print_report, print_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smoopt.build.project import Project
    from smoopt.kit.announced import Announced
    from smoopt.kit.announcement import Announcement
    from smoopt.kit.due_articles import Wanted
    from smoopt.site.kit_settings import KitSettings

_SCHEDULERS = ("buffer", "hootsuite")
_SCHEDULED = ("ics", *_SCHEDULERS)
_FORMATS = ("text", "json", "csv", *_SCHEDULED)
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(cls=Command)
@click.argument("site", type=options.PATH)
@options.url
@options.config
@click.option(
    "--network",
    "networks",
    multiple=True,
    metavar="NAME",
    help="Write for this network only; repeat for more.",
)
@click.option(
    "--pages", multiple=True, metavar="GLOB", help="Write about these pages only, articles or not."
)
@click.option(
    "--all", "takes_all", is_flag=True, help="Include articles that were announced before."
)
@click.option(
    "--since",
    type=_DAY,
    metavar="DATE",
    help="Write about articles published or changed on this day or later.",
)
@click.option("--campaign", help="Add campaign parameters with this name to links.")
@click.option(
    "--start", type=_DAY, metavar="DATE", help="Spread the posts over days, from this one on."
)
@click.option("--zone", metavar="NAME", help="The time zone of these days, such as Europe/Berlin.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="Format of the posts.",
)
@click.option("--output", "-o", type=options.PATH, help="Write to this file, not to the screen.")
@click.option("--done", is_flag=True, help="Leave the listed articles out of the next run.")
@click.option(
    "--record", type=options.PATH, help="Keep the record in this file, not beside smoopt.toml."
)
def kit(
    site: Path,
    url: str | None,
    config: Path | None,
    *,
    networks: tuple[str, ...],
    pages: tuple[str, ...],
    takes_all: bool,
    since: datetime | None,
    campaign: str | None,
    start: datetime | None,
    zone: str | None,
    form: str,
    output: Path | None,
    done: bool,
    record: Path | None,
) -> None:
    """Draft posts for each social network about new and changed articles of SITE.

    Nothing is posted. --done records the listed articles as announced.
    """
    from smoopt.build.project import Project  # noqa: PLC0415
    from smoopt.check import output_file  # noqa: PLC0415
    from smoopt.kit.announced import Announced  # noqa: PLC0415
    from smoopt.kit.due_articles import Wanted  # noqa: PLC0415
    from smoopt.kit.formats.post_text import summary  # noqa: PLC0415

    if output is not None:
        output_file.refuse_unwritable(output, site)
    project = Project(site, None, url, config)
    settings = _settings(project, networks, campaign, zone)
    kept = record or project.kept("kit.json")
    output_file.refuse_same(output, kept)
    if done and kept is None:
        raise _no_place(site)
    announced = Announced(kept)
    patterns = _patterns(pages, settings.pages, project.where)
    wanted = Wanted(patterns, since and since.date(), takes_all)
    is_scheduled = start is not None or form in _SCHEDULED
    first = (start.date() if start else _tomorrow()) if is_scheduled else None
    found = _found(project, settings, wanted, announced, first, form)
    _write(found, form, output)
    print_lines((summary(found, wanted, announced),), err=True)
    if done and found:
        announced.take((each.due.article.address, each.due.digest) for each in found if each.posts)


def _found(
    project: "Project",
    settings: "KitSettings",
    wanted: "Wanted",
    announced: "Announced",
    first: date | None,
    form: str,
) -> "list[Announcement]":
    """Write the posts; with `first`, schedule them from that day on."""
    from smoopt.kit.due_articles import due_articles  # noqa: PLC0415
    from smoopt.kit.formats.content_calendar import refuse_without_library  # noqa: PLC0415
    from smoopt.kit.post_writer import PostWriter  # noqa: PLC0415
    from smoopt.kit.schedule import Schedule  # noqa: PLC0415

    if form == "ics":
        refuse_without_library()
    writer = PostWriter(settings, project.where, threads=form not in _SCHEDULERS)
    if form in _SCHEDULERS and len(writer.networks) > 1:
        raise click.UsageError(f"--format {form} is for one network: name it with --network")
    schedule = Schedule(settings, first, project.where) if first else None
    builder = project.builder(dry=True)
    project.refuse_without_address(builder.site)
    with progress(len(builder.site.pages)) as pages_done:
        due = due_articles(builder, announced, wanted, pages_done)
    if schedule is None:
        return [writer.announcement(each) for each in due]
    return [writer.announcement(each, at) for each, at in schedule.spread(due)]


def _write(found: "Sequence[Announcement]", form: str, output: Path | None) -> None:
    """Print the posts, or write them to a file."""
    from smoopt.check import output_file  # noqa: PLC0415
    from smoopt.kit.formats.csv_rows import SCHEDULERS, spreadsheet  # noqa: PLC0415
    from smoopt.kit.formats.post_text import rows  # noqa: PLC0415
    from smoopt.model.plain_data import write_json  # noqa: PLC0415

    if form == "text" and output is None:
        print_rows(rows(found))
        return
    if form == "text":
        text = "".join(f"{row}\n" for row in rows(found))
    elif form == "json":
        from smoopt.kit.formats.plain_posts import plain_posts  # noqa: PLC0415

        text = f"{write_json(plain_posts(found), 2)}\n"
    elif form == "ics":
        from smoopt.kit.formats.content_calendar import content_calendar  # noqa: PLC0415

        text = content_calendar(found)
    else:
        text = spreadsheet(found) if form == "csv" else SCHEDULERS[form](found)
    if output is None:
        print_report((text,))
    else:
        output_file.write(output, (text,))
        print_lines((f"wrote {output}",), err=True)


def _settings(
    project: "Project", networks: tuple[str, ...], campaign: str | None, zone: str | None
) -> "KitSettings":
    """Return the kit's settings, with those of the command line applied; raises ConfigError."""
    import msgspec  # noqa: PLC0415

    from smoopt.kit.post_networks import find  # noqa: PLC0415
    from smoopt.kit.schedule import zone_named  # noqa: PLC0415
    from smoopt.site.campaign import Utm  # noqa: PLC0415

    for name in networks:
        find(name, "--network")
    if zone:
        zone_named(zone, "--zone")
    settings = project.settings.kit
    if networks:
        settings = msgspec.structs.replace(settings, networks=networks)
    if campaign:
        utm = settings.utm if isinstance(settings.utm, Utm) else Utm()
        utm = msgspec.structs.replace(utm, campaign=campaign)
        settings = msgspec.structs.replace(settings, utm=utm)
    return msgspec.structs.replace(settings, zone=zone) if zone else settings


def _patterns(pages: tuple[str, ...], set_pages: tuple[str, ...], where: str) -> tuple[str, ...]:
    """Return the patterns of the command line, else those of the settings.

    Raises click.UsageError or ConfigError for a pattern that is wrong.
    """
    from smoopt.model.errors import ConfigError  # noqa: PLC0415
    from smoopt.site.settings import refuse_bad_patterns  # noqa: PLC0415

    try:
        refuse_bad_patterns(pages or set_pages)
    except ValueError as error:
        if pages:
            raise click.UsageError(f"--pages: {error}") from error
        raise ConfigError(f"{where}: kit.pages: {error}") from error
    return pages or set_pages


def _tomorrow() -> date:
    return date.today() + timedelta(days=1)


def _no_place(site: Path) -> Exception:
    from smoopt.model.errors import SiteError  # noqa: PLC0415

    return SiteError(
        f"{site}: there is no place beside it for what was announced; name a file with --record"
    )
