"""Fingerprints of what all pages depend on: programs, settings, and the site as a whole.

Each is 16 bytes; where one of them differs from the last run's, no page of that run counts.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import xxhash

from smoopt.config import Settings
from smoopt.edits import OWN_FOLDER
from smoopt.plugins import available
from smoopt.site import Site
from smoopt.walk import Walk, stamp, walk

# What Python keeps of its own beside a package's files.
_CACHE = "__pycache__"


def code(settings: Settings) -> bytes:
    """Sum up the settings, Python, smoopt, and every plugin that may run: versions and files.

    Of other packages it has the time of the folder that they lie in, which every installation
    changes.
    """
    names = {*settings.plugins, *(name for rule in settings.pages for name in rule.plugins)}
    return _sum(
        (
            repr(sys.version_info),
            # In the order in which they stand there, for that of tables counts.
            repr(msgspec.to_builtins(settings)),
            repr(stamp(Path(msgspec.__file__).parent.parent)),
            *_files(Path(__file__).parent),
            *(line for name in sorted(names) for line in _plugin(name)),
        )
    )


def whole(site: Site) -> bytes:
    """Sum up what was learnt of the site as a whole, and shows on every page."""
    addresses, name, usual = site.learnt.addresses, site.name, site.learnt.usual
    named = "" if name is None else name.value
    listed = "sitemap" if addresses.known else ""
    return _sum((addresses.base, repr(addresses.style), named, repr(usual), listed))


def around(pages: Iterable[str], there: Walk) -> bytes:
    """Sum up what pages may ask the site for: the names of all files, the stamps of no pages."""
    stampless = frozenset(pages)
    return _sum(
        f"{path}\0" if path in stampless else f"{path}\0{stamp[0]} {stamp[1]}"
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
            repr(there[1:]),
        )
    )


def _plugin(name: str) -> Iterator[str]:
    """Tell a plugin's version, and its files, for it may be one that is being written."""
    point = available().get(name)
    if point is None:
        return
    yield f"{name} {point.value} {point.dist.version if point.dist else ''}"
    yield from _module_files(point.module)


def _module_files(name: str) -> Iterator[str]:
    """List the files of the package that a module belongs to, or the module's one file."""
    parts = name.split(".")
    above = (sys.modules.get(".".join(parts[:count])) for count in range(1, len(parts) + 1))
    # The first may be a namespace, which holds packages of others.
    file = next((place for module in above if (place := getattr(module, "__file__", None))), None)
    if file is None or parts[0] == "smoopt":
        return
    if Path(file).stem == "__init__" and Path(file).is_file():
        yield from _files(Path(file).parent)
    else:
        yield f"{file}\0{stamp(file)}"


def _files(folder: Path) -> list[str]:
    """List the files of a package with their stamps."""
    found = walk(folder).files.items()
    return [f"{path}\0{seen}" for path, seen in found if _CACHE not in path.split("/")]


def _sum(lines: Iterable[str]) -> bytes:
    # File names may hold line breaks, and need not be text.
    return xxhash.xxh3_128_digest("\0\0".join(lines).encode("utf-8", "surrogatepass"))
