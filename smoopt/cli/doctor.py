"""`smoopt doctor`: what is missing on this computer, and what to do about it."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smoopt.cli import options
from smoopt.cli.terminal import Command, print_json, print_rows

if TYPE_CHECKING:
    from smoopt.build.project import Project
    from smoopt.doctor.sign import Sign
    from smoopt.model.rows import Row

_SHOWN = {"ok": "ok", "absent": "-", "wrong": "WRONG"}


@click.command(cls=Command)
@click.argument("site", type=options.PATH, required=False)
@click.option("--output", "-o", type=options.PATH, help="The output folder, if you build into one.")
@options.url
@options.config
@options.as_json
def doctor(
    site: Path | None, output: Path | None, url: str | None, config: Path | None, *, as_json: bool
) -> None:
    """Say what is missing on this computer, and what to do about it.

    Checks what is installed, the configuration, the plugins, and SITE, or else the folder that
    a generator has written here. Exits with 1 if anything is wrong.
    """
    from smoopt.cli.installation import system  # noqa: PLC0415
    from smoopt.model.version import __version__  # noqa: PLC0415
    from smoopt.site.generators import built_folder  # noqa: PLC0415

    folder = site or built_folder(Path())
    signs = [*_signs(folder, output, url, config)]
    if as_json:
        found = {"smoopt": __version__, "system": system(), "site": folder and str(folder)}
        print_json({**found, "signs": [sign._asdict() for sign in signs]})
    else:
        print_rows(_rows(signs, f"smoopt {__version__}, {system()}"))
    sys.exit(1 if any(sign.state == "wrong" for sign in signs) else 0)


def _signs(
    site: Path | None, output: Path | None, url: str | None, config: Path | None
) -> "Iterator[Sign]":
    """Check everything; a check that cannot run is a sign, too."""
    from smoopt.build.project import Project  # noqa: PLC0415
    from smoopt.doctor.disk import disk_signs  # noqa: PLC0415
    from smoopt.doctor.known_extras import extra_signs  # noqa: PLC0415
    from smoopt.doctor.sign import Sign  # noqa: PLC0415
    from smoopt.doctor.site_signs import configuration_sign, site_signs  # noqa: PLC0415
    from smoopt.model.errors import CannotRun  # noqa: PLC0415

    yield from extra_signs()
    try:
        project = Project(site or Path(), output, url, config)
        yield configuration_sign(project)
        yield from _plugin_signs(project)
    except CannotRun as error:
        yield Sign("configuration", "smoopt.toml", "wrong", str(error), "correct that setting")
        return
    if site is None:
        said = "no built site found here"
        yield Sign("site", "folder", "absent", said, "name it: smoopt doctor SITE")
        return
    yield from site_signs(project, output)
    written = output or site
    if not written.is_dir():
        written = written.absolute().parent
    if written.is_dir():
        yield from disk_signs(written)


def _plugin_signs(project: "Project") -> "Iterator[Sign]":
    """Yield how many plugins run, and which ones cannot."""
    from smoopt.cli.plugin_list import entries  # noqa: PLC0415
    from smoopt.doctor.sign import Sign  # noqa: PLC0415

    listed = entries(project.settings, project.where)
    running = sum(entry.on and not entry.problem for entry in listed)
    yield Sign("plugins", "on", "ok", f"{running} of {len(listed)}; smoopt plugins lists them")
    for entry in listed:
        if entry.problem:
            advice = "correct its table or its package, or turn it off"
            yield Sign(
                "plugins", entry.name, "wrong" if entry.on else "absent", entry.problem, advice
            )


def _rows(signs: "Iterable[Sign]", first: str) -> "Iterator[Row]":
    """Yield rows for people: a heading for each kind of sign, and a count of what is wrong."""
    from smoopt.model.rows import Row  # noqa: PLC0415

    yield Row("", first, "bold")
    heading, wrong = "", 0
    for sign in signs:
        if sign.about != heading:
            heading = sign.about
            yield Row(heading)
        wrong += sign.state == "wrong"
        advice = f" -> {sign.advice}" if sign.advice else ""
        label = f"  {_SHOWN[sign.state]:<5} {sign.name:<14} "
        yield Row(label, f"{sign.said}{advice}", "bold" if sign.state == "wrong" else "")
    yield Row("", f"{wrong} wrong, see above" if wrong else "nothing is wrong")
