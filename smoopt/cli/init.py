"""`smoopt init`: writes a commented smoopt.toml for a site."""

from pathlib import Path

import click

from smoopt.cli import options
from smoopt.cli.terminal import print_lines


@click.command()
@click.argument("site", type=options.PATH, required=False)
@click.option("--force", is_flag=True, help="Replace an existing smoopt.toml.")
def init(site: Path | None, *, force: bool) -> None:
    """Inspect SITE and write a commented smoopt.toml for it into this folder."""
    from smoopt.model.errors import SiteError  # noqa: PLC0415
    from smoopt.site import generators  # noqa: PLC0415
    from smoopt.site.config import FILE_NAME, find  # noqa: PLC0415
    from smoopt.site.project_folder import refuse_project  # noqa: PLC0415
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
    refuse_project(folder)
    target.write_text(generators.configuration(Site(folder, Settings()), str(folder)), "utf-8")
    print_lines((f"wrote {target} for {folder}; now try: smoopt build {folder} --diff",))
