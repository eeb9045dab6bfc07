"""Fingerprints of what all pages depend on: programs, settings, and the site as a whole.

Each is 16 bytes; where one of them differs from the last run's, no page of that run counts.
"""

import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import msgspec
import xxhash

from smoopt.config import Settings
from smoopt.edits import OWN_FOLDER
from smoopt.plugins import available
from smoopt.site import Site
from smoopt.walk import Walk, walk

_CODE_SUFFIXES = (".py", ".toml", ".css", ".js", ".json", ".j2", ".html", ".xml", ".svg")


def code(settings: Settings) -> bytes:
    """Sum up the settings, Python, smoopt, and every plugin that may run: versions and files."""
    names = {*settings.plugins, *(name for rule in settings.pages for name in rule.plugins)}
    return _sum(
        (
            repr(sys.version_info),
            repr(msgspec.to_builtins(settings, order="deterministic")),
            *_files(Path(__file__).parent),
            *(line for name in sorted(names) for line in _plugin(name)),
        )
    )


def whole(site: Site) -> bytes:
    """Sum up what was learnt of the site as a whole, and shows on every page."""
    addresses, name = site.learnt.addresses, site.name
    return _sum((addresses.base, repr(addresses.style), "" if name is None else name.value))


def around(pages: Iterable[str], there: Walk) -> bytes:
    """Sum up what pages may ask the site for: the names of all files, the stamps of no pages."""
    stampless = frozenset(pages)
    return _sum(
        path if path in stampless else f"{path} {stamp}"
        for path, stamp in there.files.items()
        if not path.startswith(f"{OWN_FOLDER}/")
    )


def found(*walks: Walk) -> bytes:
    """Sum up what lies in folders: files with their stamps, links and folders."""
    return _sum(
        line
        for there in walks
        for line in (
            *(f"{path}\0{stamp[0]} {stamp[1]}" for path, stamp in there.files.items()),
            repr((there.links, there.folders, there.closed)),
        )
    )


def _plugin(name: str) -> Iterator[str]:
    """Tell a plugin's version, and its files, for it may be one that is being written."""
    point = available().get(name)
    if point is None:
        return
    yield f"{name} {point.value} {point.dist.version if point.dist else ''}"
    yield from _module_files(point)


def _module_files(point: EntryPoint) -> Iterator[str]:
    module = sys.modules.get(point.module)
    file = getattr(module, "__file__", None)
    if file and "smoopt" not in point.module.split("."):
        folder = Path(file).parent
        # A module by itself may lie beside anything.
        alone = (folder / "__init__.py").is_file()
        yield from _files(folder) if alone else (f"{file} {Path(file).stat().st_mtime_ns}",)


def _files(folder: Path) -> list[str]:
    """List the files of a package with their stamps."""
    found = walk(folder).files.items()
    return [f"{path} {stamp}" for path, stamp in found if path.endswith(_CODE_SUFFIXES)]


def _sum(lines: Iterable[str]) -> bytes:
    return xxhash.xxh3_128_digest("\n".join(lines).encode("utf-8", "surrogateescape"))
