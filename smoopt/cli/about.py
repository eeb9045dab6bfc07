"""`smoopt explain`, `init` and `plugins`: what is known, what is set, and what could be."""

import sys
from pathlib import Path

import click

from smoopt.cli import options
from smoopt.cli.terminal import print_json, print_lines


@click.command()
@click.argument("page", type=options.PATH)
@click.option("--site", type=options.PATH, help="The site's root folder, if it cannot be told.")
@options.url
@options.config
@options.as_json
def explain(
    page: Path, site: Path | None, url: str | None, config: Path | None, *, as_json: bool
) -> None:
    """Show where each fact and each tag of PAGE comes from."""
    from smoopt.build import explain as explaining  # noqa: PLC0415
    from smoopt.build.project import Project  # noqa: PLC0415

    root, path = explaining.site_of(page, site)
    outcome = Project(root, None, url, config).builder(dry=True).outcome(path, page.read_bytes())
    if as_json:
        print_json(explaining.data(outcome))
    else:
        print_lines(explaining.lines(outcome, root))
    sys.exit(1 if outcome.status == "failed" else 0)


@click.command()
@click.argument("site", type=options.PATH, required=False)
@click.option("--force", is_flag=True, help="Replace a smoopt.toml that is there.")
def init(site: Path | None, *, force: bool) -> None:
    """Look at SITE and write a commented smoopt.toml for it here."""
    from smoopt.model.errors import SiteError  # noqa: PLC0415
    from smoopt.site import generators  # noqa: PLC0415
    from smoopt.site.config import FILE_NAME, find  # noqa: PLC0415
    from smoopt.site.settings import Settings  # noqa: PLC0415
    from smoopt.site.site import Site  # noqa: PLC0415

    target = Path(FILE_NAME)
    there = find(Path())
    if there is not None and not force:
        raise SiteError(f"{there} configures smoopt already; --force writes {target} all the same")
    folder = site or generators.built_folder(Path())
    if folder is None:
        tried = ", ".join(generators.OUTPUT_FOLDERS)
        raise SiteError(f"no built site found here (looked for {tried}); name it: smoopt init SITE")
    target.write_text(generators.configuration(Site(folder, Settings()), str(folder)), "utf-8")
    click.echo(f"wrote {target} for {folder}; now try: smoopt build {folder} --diff")


@click.command()
@options.config
@click.option("--schema", is_flag=True, help="Print the JSON Schema of smoopt.toml for editors.")
@options.as_json
def plugins(config: Path | None, *, schema: bool, as_json: bool) -> None:
    """List what is installed, what is on, and every option."""
    from smoopt.build.project import Project  # noqa: PLC0415
    from smoopt.cli import config_schema, plugin_list  # noqa: PLC0415

    if schema:
        print_json(config_schema.schema())
        return
    project = Project(Path(), named=config)
    entries = plugin_list.entries(project.settings, project.where)
    if as_json:
        print_json(plugin_list.data(entries))
    else:
        print_lines(plugin_list.lines(entries))
