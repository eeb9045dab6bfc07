"""The command line: reads arguments, prints, and exits; everything else is elsewhere.

Imports that cost time stand inside the commands, so that `smoopt --help` answers at once.
"""

import io
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smoopt import __version__

if TYPE_CHECKING:
    from smoopt.config import Settings
    from smoopt.pipeline import Outcome
    from smoopt.plugins import Registry
    from smoopt.report import Summary
    from smoopt.site import Site

_PATH = click.Path(path_type=Path)
_config = click.option("--config", "-c", type=_PATH, help="Use this configuration file.")
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
_url = click.option("--url", help="The site's public address; beats the configuration's.")
_fail_on = click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    show_default=True,
    help="Exit with 1 for findings as bad as this; a page that failed is an error.",
)
# More findings than this are counted, not listed; --json has them all.
_MOST_FINDINGS = 20


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="smoopt")
def cli() -> None:
    """Social media optimisation for any static site, as one step after its generator.

    Adds what makes pages easy to find, share, save and cite; `smoopt undo` takes it back, byte
    for byte.
    """


@cli.command()
@click.argument("site", type=_PATH)
@click.option("--output", "-o", type=_PATH, help="Write to this folder, not in place.")
@_url
@_config
@click.option("--diff", "as_diff", is_flag=True, help="Print what would change; write nothing.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")
@_fail_on
@_json
def build(
    site: Path,
    output: Path | None,
    url: str | None,
    config: Path | None,
    *,
    as_diff: bool,
    dry_run: bool,
    fail_on: str,
    as_json: bool,
) -> None:
    """Make every page of SITE ready to be shared."""
    from smoopt import build as building  # noqa: PLC0415
    from smoopt.progress import Progress  # noqa: PLC0415

    if as_diff and as_json:
        raise click.UsageError("--diff is for people and --json for machines: give one of them")
    started = time.perf_counter()
    loaded, registry = _open(site, url, config)
    if output is not None:
        building.refuse_nested(site, output)
    if as_diff:
        summary = building.rehearse(loaded, registry, _print_diff(loaded))
    else:
        with Progress(len(loaded.pages), quiet=as_json) as progress:
            if dry_run:
                summary = building.rehearse(loaded, registry, progress.seen)
            else:
                summary = building.build(loaded, registry, output, progress.seen)
    summary.seconds = time.perf_counter() - started
    written = f"{output or site}" if not (dry_run or as_diff) else "nothing written"
    _finish(summary, written, fail_on, as_json=as_json, to_errors=as_diff)


@cli.command()
@click.argument("site", type=_PATH)
@_json
def undo(site: Path, *, as_json: bool) -> None:
    """Give every page of SITE its original bytes back."""
    from smoopt import build as building  # noqa: PLC0415
    from smoopt.config import Settings  # noqa: PLC0415
    from smoopt.progress import Progress  # noqa: PLC0415
    from smoopt.site import Site  # noqa: PLC0415

    started = time.perf_counter()
    loaded = Site(site, Settings())
    with Progress(len(loaded.pages), quiet=as_json) as progress:
        summary = building.undo(loaded, progress.seen)
    summary.seconds = time.perf_counter() - started
    _finish(summary, str(site), "error", as_json=as_json)


@cli.command()
@click.argument("page", type=_PATH)
@click.option("--site", type=_PATH, help="The site's root folder, if it cannot be told.")
@_url
@_config
@_json
def explain(
    page: Path, site: Path | None, url: str | None, config: Path | None, *, as_json: bool
) -> None:
    """Show where each fact and each tag of PAGE comes from."""
    from smoopt import explain as explaining  # noqa: PLC0415
    from smoopt.pipeline import transform  # noqa: PLC0415

    root, path = explaining.site_of(page, site)
    loaded, registry = _open(root, url, config)
    outcome = transform(path, page.read_bytes(), loaded, registry)
    if as_json:
        _print_json(explaining.data(outcome))
    else:
        _print_lines(explaining.lines(outcome, root))
    sys.exit(1 if outcome.status == "failed" else 0)


@cli.command()
@click.argument("site", type=_PATH, required=False)
@click.option("--force", is_flag=True, help="Replace a smoopt.toml that is there.")
def init(site: Path | None, *, force: bool) -> None:
    """Look at SITE and write a commented smoopt.toml for it here."""
    from smoopt import generators  # noqa: PLC0415
    from smoopt.config import FILE_NAME, Settings, find  # noqa: PLC0415
    from smoopt.errors import SiteError  # noqa: PLC0415
    from smoopt.site import Site  # noqa: PLC0415

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


@cli.command()
@_config
@click.option("--schema", is_flag=True, help="Print the JSON Schema of smoopt.toml for editors.")
@_json
def plugins(config: Path | None, *, schema: bool, as_json: bool) -> None:
    """List what is installed, what is on, and every option."""
    from smoopt import catalogue  # noqa: PLC0415

    if schema:
        _print_json(catalogue.schema())
        return
    settings, where = _settings(config, Path(), None)
    entries = catalogue.entries(settings, where)
    if as_json:
        _print_json(catalogue.data(entries))
    else:
        _print_lines(catalogue.lines(entries))


def main() -> None:
    """Run the command line; an error that stops everything exits with 2."""
    from smoopt.errors import SmooptError  # noqa: PLC0415

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A file name need not be text, and a terminal need not know every character.
            stream.reconfigure(errors="backslashreplace")
    try:
        cli(prog_name="smoopt")
    except (SmooptError, OSError) as error:
        click.echo(f"smoopt: {error}", err=True)
        sys.exit(2)


def _open(folder: Path, url: str | None, config: Path | None) -> tuple["Site", "Registry"]:
    """Load the configuration, the plugins and the site; raises CannotRun."""
    from smoopt.plugins import Registry  # noqa: PLC0415
    from smoopt.site import Site  # noqa: PLC0415

    settings, where = _settings(config, folder, url)
    return Site(folder, settings), Registry(settings, where)


def _settings(config: Path | None, folder: Path, url: str | None) -> tuple["Settings", str]:
    """Read the configuration named, else the one here or beside the site; and say which."""
    from smoopt import config as configuring  # noqa: PLC0415

    file = config or configuring.find(Path(), folder.parent, folder / "..")
    settings = configuring.load(file) if file else configuring.Settings()
    if url is not None:
        settings = configuring.with_url(settings, configuring.check_url(url, "--url"))
    return settings, str(file or "configuration")


def _print_diff(site: "Site") -> "Callable[[Outcome], None]":
    """Make a watcher of outcomes that prints each page's diff."""
    from smoopt.diff import diff  # noqa: PLC0415

    def seen(outcome: "Outcome") -> None:
        if outcome.status != "failed":
            before = (site.root / outcome.path).read_bytes()
            _print_lines(_coloured(diff(outcome.path, before, outcome.data)))

    return seen


def _coloured(lines: Iterable[str]) -> Iterator[str]:
    """Colour a diff as git does; click takes the colours out where there is no terminal."""
    colours = {"+": "green", "-": "red", "@": "cyan"}
    return (click.style(line, fg=colours.get(line[:1])) for line in lines)


def _finish(
    summary: "Summary", where: str, fail_on: str, *, as_json: bool, to_errors: bool = False
) -> None:
    """Print the findings and the summary, and exit."""
    from smoopt.finding import Severity  # noqa: PLC0415

    if as_json:
        _print_json(summary.data())
    else:
        _print_lines(summary.shown_findings(_MOST_FINDINGS), err=True)
        _print_lines(summary.lines(where), err=to_errors)
    threshold = None if fail_on == "never" else Severity[fail_on.upper()]
    sys.exit(summary.exit_code(threshold))


def _print_lines(lines: Iterable[str], *, err: bool = False) -> None:
    for line in lines:
        click.echo(line, err=err)


def _print_json(value: object) -> None:
    import json  # noqa: PLC0415

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
