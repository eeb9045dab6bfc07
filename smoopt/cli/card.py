"""`smoopt card`: draws the card of one page to a file, or opens it in a viewer."""

import sys
from pathlib import Path

import click

from smoopt.cli import options
from smoopt.cli.page_argument import page_of_site
from smoopt.cli.terminal import Command, print_lines


@click.command(cls=Command)
@click.argument("page", type=options.PATH)
@click.option("--output", "-o", type=options.PATH, help="Write the picture to this file.")
@click.option("--open", "opens", is_flag=True, help="Open the picture in your image viewer.")
@click.option("--design", default="", metavar="NAME", help="Use this design.")
@click.option(
    "--site", type=options.PATH, help="The site's root folder, if smoopt guesses it wrong."
)
@options.url
@options.config
def card(
    page: Path,
    output: Path | None,
    design: str,
    site: Path | None,
    url: str | None,
    config: Path | None,
    *,
    opens: bool,
) -> None:
    """Draw the card of PAGE, as the plugin `cards` does; the site stays as it is."""
    from smoopt.build.page_card import page_card  # noqa: PLC0415
    from smoopt.build.project import Project  # noqa: PLC0415
    from smoopt.check.opened import opened  # noqa: PLC0415

    if output is None and not opens:
        raise click.UsageError("say where to: -o FILE writes the card, --open shows it")
    file, root, path = page_of_site(page, site, config, "drawing the card of")
    builder = opened(Project(root, None, url, config), None, dry=True)
    data = file.read_bytes()
    outcome = builder.outcome(path, data)
    shares = builder.memory.shares.get(path, {})
    drawn = page_card(outcome, data, builder.site, builder.registry, shares, design)
    print_lines((f"{path}: {message}" for _, message in drawn.problems), err=True)
    if drawn.file is None:
        sys.exit(1)
    written = output or _beside_nothing(drawn.file.path)
    written.write_bytes(drawn.file.content)
    print_lines((f"{written}: {drawn.because}, {len(drawn.file.content):,} bytes",))
    if opens:
        click.launch(str(written))


def _beside_nothing(path: str) -> Path:
    """Return a path for the viewer in a new temporary folder."""
    import tempfile  # noqa: PLC0415

    return Path(tempfile.mkdtemp(prefix="smoopt-"), path.rpartition("/")[2])
