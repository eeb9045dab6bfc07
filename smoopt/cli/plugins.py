"""`smoopt plugins`: what is installed, what is on, and every option."""

from pathlib import Path

import click

from smoopt.cli import options
from smoopt.cli.terminal import print_json, print_lines


@click.command()
@options.config
@click.option("--schema", is_flag=True, help="Print the JSON Schema of smoopt.toml for editors.")
@options.as_json
def plugins(config: Path | None, *, schema: bool, as_json: bool) -> None:
    """List what is installed, what is on, and every option."""
    from smoopt.build.project import Project  # noqa: PLC0415
    from smoopt.cli import config_schema, plugin_list  # noqa: PLC0415

    project = Project(Path(), named=config)
    if schema:
        print_json(config_schema.schema(project.settings, project.where))
        return
    entries = plugin_list.entries(project.settings, project.where)
    if as_json:
        print_json(plugin_list.data(entries))
    else:
        print_lines(plugin_list.lines(entries))
