"""`smoopt plugins`: which plugins are installed and on, their options, and what they cost."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smoopt.cli import options
from smoopt.cli.progress import progress
from smoopt.cli.terminal import Command, print_json, print_lines, print_rows

if TYPE_CHECKING:
    from smoopt.build.project import Project


@click.command(cls=Command)
@click.argument("name", required=False)
@options.config
@click.option("--schema", is_flag=True, help="Print the JSON Schema of smoopt.toml, for editors.")
@click.option(
    "--cost",
    "site",
    type=options.PATH,
    metavar="SITE",
    help="Build SITE without writing, and say how long each hook takes.",
)
@options.url
@options.as_json
def plugins(
    name: str | None,
    config: Path | None,
    site: Path | None,
    url: str | None,
    *,
    schema: bool,
    as_json: bool,
) -> None:
    """List what is installed, what is on, and every option; or show the plugin NAME."""
    from smoopt.build.project import Project  # noqa: PLC0415
    from smoopt.cli import config_schema, plugin_list  # noqa: PLC0415

    if name and (schema or site):
        raise click.UsageError("NAME shows one plugin: give it without --schema and --cost")
    project = Project(site or Path(), url=url, named=config)
    if schema:
        print_json(config_schema.schema(project.settings, project.where))
        return
    if site is not None:
        _print_costs(project, as_json=as_json)
        return
    entries = plugin_list.entries(project.settings, project.where)
    shown = [plugin_list.only(name, entries)] if name else entries
    if as_json:
        print_json(plugin_list.data(shown))
    else:
        print_rows(plugin_list.details(*shown) if name else plugin_list.lines(shown))
    sys.exit(1 if any(entry.on and entry.problem for entry in shown) else 0)


def _print_costs(project: "Project", *, as_json: bool) -> None:
    """Build the site in this process without writing, and print how long each hook took."""
    from smoopt.cli import plugin_costs  # noqa: PLC0415

    builder = project.builder(jobs=1, dry=True, remembers=False, apart=False)
    begun = time.perf_counter()
    with progress(len(builder.site.pages), quiet=as_json) as pages_done:
        costs = plugin_costs.measured(builder, pages_done)
    pages, seconds = len(builder.site.pages), time.perf_counter() - begun
    if as_json:
        print_json(plugin_costs.data(costs, pages, seconds))
    else:
        print_lines(plugin_costs.lines(costs, pages, seconds))
