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
from smoopt.audit.formats import FORMATS

if TYPE_CHECKING:
    from smoopt.audit.audit import Audited
    from smoopt.audit.levels import Choice
    from smoopt.build import Builder
    from smoopt.config import Settings
    from smoopt.finding import Severity
    from smoopt.report import Summary
    from smoopt.upkeep import Door
    from smoopt.walk import Stamp

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
_jobs = click.option(
    "--jobs", "-j", type=click.IntRange(1), help="How many processes to use, if not all cores."
)


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
@_jobs
@click.option("--no-manifest", is_flag=True, help="Forget the last run, and remember nothing.")
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
    jobs: int | None,
    no_manifest: bool,
    fail_on: str,
    as_json: bool,
) -> None:
    """Make every page of SITE ready to be shared."""
    from smoopt import beside  # noqa: PLC0415
    from smoopt.lock import alone  # noqa: PLC0415
    from smoopt.progress import Progress  # noqa: PLC0415

    if as_diff and as_json:
        raise click.UsageError("--diff is for people and --json for machines: give one of them")
    started = time.perf_counter()
    file = _configuration(config, site)
    if output is not None:
        beside.refuse_nested(site, output)
    dry = as_diff or dry_run
    with alone(output or site, _busy(output or site), site):
        remembers = not (dry or no_manifest)
        builder = _builder(site, output, url, file, jobs, dry=dry, remembers=remembers)
        with Progress(len(builder.site.pages), quiet=as_json) as progress:
            summary = builder.build(progress.seen)
    if as_diff:
        _print_diff(builder)
    summary.seconds = time.perf_counter() - started
    written = f"{output or site}" if not dry else "nothing written"
    _finish(summary, written, fail_on, as_json=as_json, to_errors=as_diff)


@cli.command()
@click.argument("site", type=_PATH)
@click.option("--output", "-o", type=_PATH, help="Write to this folder, not in place.")
@click.option("--run", "run", metavar="COMMAND", help="Start this command, and end with it.")
@click.option("--poll", is_flag=True, help="Look at all files again and again; needs no events.")
@_url
@_config
@_jobs
def watch(
    site: Path,
    output: Path | None,
    run: str | None,
    url: str | None,
    config: Path | None,
    *,
    poll: bool,
    jobs: int | None,
) -> None:
    """Build SITE, and again whenever its generator writes to it."""
    from smoopt import beside  # noqa: PLC0415
    from smoopt.child import Child  # noqa: PLC0415
    from smoopt.lock import alone  # noqa: PLC0415
    from smoopt.stop import stoppable  # noqa: PLC0415
    from smoopt.upkeep import Door  # noqa: PLC0415
    from smoopt.watch import Watch  # noqa: PLC0415

    if output is not None:
        beside.refuse_nested(site, output)
    door = Door(
        open=lambda: _builder(site, output, url, _configuration(config, site), jobs),
        settings=_stamps(config, site),
        alone=lambda: alone(output or site, _busy(output or site), site),
        say=lambda lines: _print_lines(lines, err=True),
    )
    code = 0
    with stoppable():
        child = None if run is None else Child(run)
        watching = Watch(site, door, child, poll=poll)
        try:
            code = watching.run()
        except KeyboardInterrupt:
            click.echo("", err=True)  # after ^C
        finally:
            if child is not None:
                child.end()
            watching.close()
    sys.exit(code)


@cli.command()
@click.argument("site", type=_PATH)
@_jobs
@_json
def undo(site: Path, *, jobs: int | None, as_json: bool) -> None:
    """Give every page of SITE its original bytes back."""
    from smoopt import build as building  # noqa: PLC0415
    from smoopt.config import Settings  # noqa: PLC0415
    from smoopt.engine import cores  # noqa: PLC0415
    from smoopt.lock import alone  # noqa: PLC0415
    from smoopt.progress import Progress  # noqa: PLC0415
    from smoopt.site import Site  # noqa: PLC0415

    started = time.perf_counter()
    with alone(site, _busy(site)):
        loaded = Site(site, Settings())
        with Progress(len(loaded.pages), quiet=as_json) as progress:
            summary = building.undo(loaded, progress.seen, jobs or cores())
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

    root, path = explaining.site_of(page, site)
    builder = _builder(root, None, url, _configuration(config, root), None, dry=True)
    outcome = builder.outcome(path, page.read_bytes())
    if as_json:
        _print_json(explaining.data(outcome))
    else:
        _print_lines(explaining.lines(outcome, root))
    sys.exit(1 if outcome.status == "failed" else 0)


@cli.command()
@click.argument("site", type=_PATH)
@_url
@_config
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMATS]),
    default="text",
    show_default=True,
    help="How to write what was found.",
)
@click.option("--output", "-o", type=_PATH, help="Write it to this file, not to the screen.")
@_fail_on
@click.option("--baseline", type=_PATH, help="Do not count the findings that this file knows.")
@click.option("--update-baseline", is_flag=True, help="Write what is found now to the baseline.")
@click.option("--select", multiple=True, metavar="ID", help="Ask these rules only.")
@click.option("--ignore", multiple=True, metavar="ID", help="Do not ask these rules.")
@_jobs
def check(
    site: Path,
    url: str | None,
    config: Path | None,
    form: str,
    output: Path | None,
    fail_on: str,
    baseline: Path | None,
    *,
    update_baseline: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    jobs: int | None,
) -> None:
    """Say what is wrong with the finished pages of SITE; change nothing."""
    from smoopt.audit import baseline as baselines  # noqa: PLC0415
    from smoopt.audit import outlet  # noqa: PLC0415
    from smoopt.audit.levels import Choice, split  # noqa: PLC0415

    if update_baseline and baseline is None:
        raise click.UsageError("--update-baseline needs --baseline FILE, the file to write")
    if output is not None:
        outlet.refuse(output)
    choice = Choice(split(select), split(ignore))
    known = baselines.read(baseline, may_miss=update_baseline) if baseline else None
    audited = _audited(site, url, config, choice, jobs, fail_on)
    if known is not None and baseline is not None:
        if update_baseline:
            now = known.updated(audited.findings, choice)
            now.write(baseline)
            _print_lines(now.changes(known, str(baseline)), err=True)
            known = now
        audited = known.applied(audited, choice)
    _report(audited, site, form, output)
    sys.exit(audited.exit_code)


@cli.command()
@click.argument("site", type=_PATH)
@_url
@_config
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen on this address.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Listen on this port.")
@click.option("--open/--no-open", "opens", default=False, help="Open it in your browser.")
@click.option("--poll", is_flag=True, help="Look at all files again and again; needs no events.")
@_jobs
@click.option("--export", type=_PATH, metavar="DIR", help="Write it as files, and serve nothing.")
@click.option("--pages", multiple=True, metavar="GLOB", help="Export these pages only.")
def preview(
    site: Path,
    url: str | None,
    config: Path | None,
    host: str,
    port: int,
    *,
    opens: bool,
    poll: bool,
    jobs: int | None,
    export: Path | None,
    pages: tuple[str, ...],
) -> None:
    """Show how SITE looks when it is shared, as smoopt would make it; SITE stays as it is."""
    import contextlib  # noqa: PLC0415

    from smoopt import extra  # noqa: PLC0415
    from smoopt.stop import stoppable  # noqa: PLC0415
    from smoopt.upkeep import Door  # noqa: PLC0415

    extra.require("the preview", "jinja2", "starlette", "uvicorn")
    if pages and export is None:
        raise click.UsageError("--pages says what to export: give --export DIR as well")
    door = Door(
        open=lambda: _builder(site, None, url, _configuration(config, site), jobs, dry=True),
        settings=_stamps(config, site),
        alone=contextlib.nullcontext,  # nothing is written
        say=lambda lines: _print_lines(lines, err=True),
    )
    if export is not None:
        _export(door, site, export, pages)
        return
    from smoopt.preview.hosts import is_loopback  # noqa: PLC0415
    from smoopt.preview.serving import serve  # noqa: PLC0415

    def ready(address: str, count: int) -> None:
        click.echo(f"previewing {site} ({count:,} pages): {address}")
        if not is_loopback(host):
            click.echo(f"whoever reaches {host} can see it, too", err=True)
        if opens:
            click.launch(address)

    with stoppable(), contextlib.suppress(KeyboardInterrupt):
        serve(site, door, host, port, ready, poll=poll)


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
    settings, where = _settings(_configuration(config, Path()), None)
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


def _configuration(named: Path | None, folder: Path) -> Path | None:
    """Find the configuration: the one that is named, else the one here or beside the site."""
    from smoopt import config  # noqa: PLC0415

    return named or config.find(*_places(folder))


def _places(site: Path) -> tuple[Path, ...]:
    """Give the folders that the configuration may lie in."""
    return Path(), site.parent, site / ".."


def _stamps(named: Path | None, site: Path) -> Callable[[], tuple["Stamp | None", ...]]:
    """Give what tells when a file was written that the configuration may stand in."""
    from smoopt.config import candidates  # noqa: PLC0415
    from smoopt.walk import stamp  # noqa: PLC0415

    folders = dict.fromkeys(folder.resolve() for folder in _places(site))
    files = [named] if named else [file for folder in folders for file in candidates(folder)]
    return lambda: tuple(map(stamp, files))


def _builder(
    site: Path,
    output: Path | None,
    url: str | None,
    file: Path | None,
    jobs: int | None,
    *,
    dry: bool = False,
    remembers: bool = True,
) -> "Builder":
    """Load the configuration, the plugins and the site; raises CannotRun."""
    from smoopt import manifest  # noqa: PLC0415
    from smoopt.build import Builder  # noqa: PLC0415
    from smoopt.engine import cores  # noqa: PLC0415
    from smoopt.plugins import Registry  # noqa: PLC0415
    from smoopt.site import Site  # noqa: PLC0415

    settings, where = _settings(file, url)
    loaded, registry = Site(site, settings), Registry(settings, where)
    known = manifest.place(file, site, output) if remembers else None
    remembered = manifest.Manifest(known, site, output)
    return Builder(loaded, registry, output, remembered, jobs or cores(), dry=dry)


def _settings(file: Path | None, url: str | None) -> tuple["Settings", str]:
    """Read the configuration, and say where it stands."""
    from smoopt import config  # noqa: PLC0415

    settings = config.load(file) if file else config.Settings()
    if url is not None:
        settings = config.with_url(settings, config.check_url(url, "--url"))
    return settings, str(file or "configuration")


def _audited(
    site: Path,
    url: str | None,
    config: Path | None,
    choice: "Choice",
    jobs: int | None,
    fail_on: str,
) -> "Audited":
    """Check a site, and show how far that is."""
    import msgspec  # noqa: PLC0415

    from smoopt.audit.audit import audit  # noqa: PLC0415
    from smoopt.engine import cores  # noqa: PLC0415
    from smoopt.plugins import Registry  # noqa: PLC0415
    from smoopt.progress import Progress  # noqa: PLC0415
    from smoopt.site import Site  # noqa: PLC0415

    started = time.perf_counter()
    settings, where = _settings(_configuration(config, site), url)
    loaded, registry = Site(site, settings), Registry(settings, where)
    with Progress(len(loaded.pages), quiet=False) as progress:
        audited = audit(loaded, registry, jobs or cores(), progress.seen, choice)
    seconds = time.perf_counter() - started
    return msgspec.structs.replace(audited, threshold=_threshold(fail_on), seconds=seconds)


def _report(audited: "Audited", site: Path, form: str, output: Path | None) -> None:
    """Print or write what was found; what is no text for people is summed up besides."""
    from smoopt.audit import outlet, summary  # noqa: PLC0415
    from smoopt.audit.formats import format_named  # noqa: PLC0415

    pieces = format_named(form)(audited, site)
    if output is not None:
        outlet.write(output, map(click.unstyle, pieces))
        click.echo(f"wrote {output}", err=True)
    else:
        for piece in pieces:
            click.echo(piece, nl=False)
    if form != "text" or output is not None:
        _print_lines(summary.lines(audited, str(site)), err=True)


def _export(door: "Door", site: Path, folder: Path, pages: tuple[str, ...]) -> None:
    """Write the preview as files, and say how many pages it has."""
    from smoopt.preview.export import export  # noqa: PLC0415
    from smoopt.progress import Progress  # noqa: PLC0415

    exported = export(site, door, folder, pages, lambda count: Progress(count, quiet=False))
    click.echo(f"{folder / 'index.html'}: {exported.pages:,} of {exported.of:,} pages")
    if exported.pages < exported.wanted:
        left = f"{exported.wanted - exported.pages:,} more were left out"
        click.echo(f"{left}: name those you need with --pages", err=True)


def _busy(folder: Path) -> Callable[[], None]:
    def busy() -> None:
        click.echo(
            f"{folder}: another smoopt is working on it; waiting until it has ended", err=True
        )

    return busy


def _print_diff(builder: "Builder") -> None:
    """Print what would change in each page."""
    from smoopt.diff import diff  # noqa: PLC0415

    for record in builder.records.values():
        if record.status == "changed":
            before = (builder.site.root / record.path).read_bytes()
            after = builder.outcome(record.path, before).data
            _print_lines(_coloured(diff(record.path, before, after)))


def _coloured(lines: Iterable[str]) -> Iterator[str]:
    """Colour a diff as git does; click takes the colours out where there is no terminal."""
    colours = {"+": "green", "-": "red", "@": "cyan"}
    return (click.style(line, fg=colours.get(line[:1])) for line in lines)


def _finish(
    summary: "Summary", where: str, fail_on: str, *, as_json: bool, to_errors: bool = False
) -> None:
    """Print the findings and the summary, and exit."""
    if as_json:
        _print_json(summary.data())
    else:
        _print_lines(summary.shown_findings(), err=True)
        _print_lines(summary.lines(where), err=to_errors)
    sys.exit(summary.exit_code(_threshold(fail_on)))


def _threshold(fail_on: str) -> "Severity | None":
    from smoopt.finding import Severity  # noqa: PLC0415

    return None if fail_on == "never" else Severity[fail_on.upper()]


def _print_lines(lines: Iterable[str], *, err: bool = False) -> None:
    for line in lines:
        click.echo(line, err=err)


def _print_json(value: object) -> None:
    import json  # noqa: PLC0415

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
