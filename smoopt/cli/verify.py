"""`smoopt verify`: shows what preview crawlers get of a site where it is served."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from smoopt.check.formats import FORMATS
from smoopt.cli import options
from smoopt.cli.progress import progress
from smoopt.cli.terminal import Command, print_lines, print_report

if TYPE_CHECKING:
    from smoopt.verify.deployment import Deployment

# The formats that need no file to point at
_FORMATS = ("text", "lines", "json", "junit", "github", "sarif")
_MB = 1_000_000


@click.command(cls=Command)
@click.argument("address", metavar="URL")
@click.argument("site", type=options.PATH, required=False)
@click.option(
    "--sample",
    type=click.IntRange(1, 50),
    default=5,
    show_default=True,
    help="Number of pages to check: the home page, the newest, one of each section, others.",
)
@click.option("--page", "pages", multiple=True, metavar="URL", help="Check this page only.")
@click.option(
    "--rate",
    type=click.FloatRange(0.1, 100),
    default=5.0,
    show_default=True,
    help="Maximum number of requests per second.",
)
@click.option(
    "--timeout",
    "seconds",
    type=click.FloatRange(0.1, 60),
    default=10.0,
    show_default=True,
    help="Seconds to wait for an answer; crawlers do not wait much longer.",
)
@click.option(
    "--most-bytes",
    type=click.IntRange(1),
    default=100 * _MB,
    show_default=True,
    help="Maximum number of bytes to download.",
)
@click.option("--allow-private", is_flag=True, help="Allow hosts of your own network.")
@options.url
@options.config
@click.option(
    "--format",
    "form",
    type=click.Choice([form for form in FORMATS if form in _FORMATS]),
    default="text",
    show_default=True,
    help="Format of the findings.",
)
@options.fail_on
@click.option("--select", multiple=True, metavar="ID", help="Apply only these rules.")
@click.option("--ignore", multiple=True, metavar="ID", help="Leave out these rules.")
def verify(
    address: str,
    site: Path | None,
    url: str | None,
    config: Path | None,
    *,
    sample: int,
    pages: tuple[str, ...],
    rate: float,
    seconds: float,
    most_bytes: int,
    allow_private: bool,
    form: str,
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
) -> None:
    """Fetch pages at URL as the networks' crawlers do, and show what each gets.

    With SITE, the folder that was deployed, compare what is served with what was built. No
    other host is contacted.
    """
    from smoopt.check.formats import format_named  # noqa: PLC0415
    from smoopt.check.known_rules import split  # noqa: PLC0415
    from smoopt.model.finding import threshold  # noqa: PLC0415
    from smoopt.site.levels import Choice  # noqa: PLC0415
    from smoopt.verify.ask_host import Limits, ask_host, refuse_unknown  # noqa: PLC0415

    started = time.perf_counter()
    choice = Choice(split(select), split(ignore))
    refuse_unknown(choice)
    written = format_named(form)
    limits = Limits(sample, rate, seconds, most_bytes, allow_private)
    with progress(len(pages) or sample, quiet=form != "text") as pages_done:
        deployment = _deployment(address, site, url, config)
        audited = ask_host(deployment, pages, limits, choice, pages_done)
    spent = time.perf_counter() - started
    audited = msgspec.structs.replace(audited, threshold=threshold(fail_on), seconds=spent)
    print_report(written(audited, Path()))
    if form != "text":
        print_lines(audited.lines(audited.address), err=True)
    sys.exit(audited.exit_code)


def _deployment(
    address: str, site: Path | None, url: str | None, config: Path | None
) -> "Deployment":
    """Return the address to verify, the site's public address, and the site that was deployed."""
    from smoopt.build.project import Project, refuse_empty  # noqa: PLC0415
    from smoopt.site.url_checks import check_url  # noqa: PLC0415
    from smoopt.verify.deployment import Deployment  # noqa: PLC0415

    base = check_url(address, "URL", may_be_local=True)
    if site is None:
        return Deployment(base, check_url(url, "--url") if url is not None else base)
    built = Project(site, None, url, config).site(built=True)
    refuse_empty(built)
    return Deployment(base, built.url or base, built)
