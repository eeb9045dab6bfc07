"""Fingerprints of what all pages depend on: programs, settings, and the site as a whole.

They are digests by xxh3, by which `memory` tells which records of the last run still count.
"""

import sys
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from smoopt.build.memory.header import Header
from smoopt.build.summary import Summary
from smoopt.files.named_files import with_contents
from smoopt.files.stamp import Stamp, stamp
from smoopt.files.walk import Listing, Walk, anything, listing
from smoopt.files.walk_sum import in_parts, sum_of
from smoopt.model.edits import OWN_FOLDER
from smoopt.model.page_files import may_be_page
from smoopt.plugin.installed import OWN, others
from smoopt.site.kit_settings import KitSettings
from smoopt.site.read_files import read_files
from smoopt.site.settings import Settings, plugin_files

if TYPE_CHECKING:
    from smoopt.site.site import Site
    from smoopt.site.site_folder import SiteFolder

# Python's own cache beside a package's files.
_CACHE = "__pycache__"
_PACKAGE = Path(__file__).parents[2]
_NO_KIT = KitSettings()


def code(settings: Settings) -> bytes:
    """Digest the settings, Python, smoopt, and every plugin that may run: versions and files.

    Other packages count by the stamps of the folders that they lie in, which every installation
    changes. No plugin is loaded for this: a run that finds nothing changed needs none.
    """
    named = {*settings.plugins, *(name for rule in settings.pages for name in rule.plugins)}
    strangers = sorted(named - OWN.keys())
    return _sum(
        (
            repr(sys.version_info),
            # In the order of the file, for the order of tables counts; without `[kit]`, which
            # affects no page.
            repr(msgspec.to_builtins(msgspec.structs.replace(settings, kit=_NO_KIT))),
            repr([stamp(folder) for folder in _folders_of_packages()]),
            _smoopt(),
            *(line for name in strangers for line in _plugin(name)),
            *(repr(stamp(file.rpartition(":")[0])) for file in plugin_files(settings).values()),
        )
    )


def read(settings: Settings) -> bytes:
    """Digest the stamps of the files that plugins read to tell pages of each other."""
    named = (path for name in read_files(settings) for path in with_contents(Path(name)))
    return _sum(repr((str(path), stamp(path))) for path in named)


def whole(site: "Site") -> bytes:
    """Digest what was learnt of the site as a whole and affects every page."""
    learnt = site.learnt
    addresses, names = learnt.addresses, repr(learnt.names)
    styles = repr((addresses.style, learnt.own.style, learnt.names_index))
    listed = "sitemap" if addresses.known else ""
    return _sum((addresses.base, styles, names, repr(learnt.usual), listed, learnt.home_host))


def around(following: Collection[str], there: Walk, site: "SiteFolder") -> bytes:
    """Digest what pages may ask the site for: the names of all files, and the stamps of some.

    Stamps of pages are left out, and of `following` files, which are written when pages change. So
    is all that smoopt has added: whole files, and additions to text files.
    """
    added = site.added

    def is_stampless(path: str) -> bool:
        return path in following or may_be_page(path)

    return _sum(
        f"{path}\0" if is_stampless(path) else f"{path}\0{_version(path, stamp, site)}"
        for path, stamp in there.files.items()
        if not path.startswith(f"{OWN_FOLDER}/") and path not in added
    )


def _version(path: str, seen: Stamp, site: "SiteFolder") -> str:
    """Return what identifies a file's version: for text files, the author's content alone."""
    text = site.texts.get(path)
    return f"{seen.size} {seen.modified}" if text is None else text.sum


def found(*folders: Walk | Listing) -> bytes:
    """Digest what lies in folders: files with their stamps, links and folders."""
    return b"".join(folder.sum() for folder in folders)


def _folders_of_packages() -> Iterator[Path]:
    """Yield the folders that packages lie in: also a user's, and that of `uv run --with`."""
    yield Path(msgspec.__file__).parent.parent
    # `site-packages` and Debian's `dist-packages`; others may be folders of the site's project.
    yield from (Path(place) for place in sys.path if place.endswith("-packages"))


# Cached, for a process keeps the code that it has loaded, whatever is written meanwhile.
@cache
def _smoopt() -> str:
    return _files(_PACKAGE)


@cache
def _plugin(name: str) -> tuple[str, ...]:
    """Return a plugin's version, and its files, for it may be under development."""
    point = others().get(name)
    if point is None:
        return ()
    version = point.dist.version if point.dist else ""
    return (f"{name} {point.value} {version}", *_module_files(point.module))


def forget() -> None:
    """Look at the files of all programs again, as a new process does."""
    _smoopt.cache_clear()
    _plugin.cache_clear()


def _module_files(name: str) -> Iterator[str]:
    """List the files of the package that a module belongs to, or the module's one file."""
    parts = name.split(".")
    places = (_place(".".join(parts[:count])) for count in range(1, len(parts) + 1))
    # The first may be a namespace, which holds packages of others.
    file = next(filter(None, places), None)
    if file is None or parts[0] == "smoopt":
        return
    if Path(file).stem == "__init__" and Path(file).is_file():
        yield _files(Path(file).parent)
    else:
        yield f"{file}\0{stamp(file)}"


def _place(module: str) -> str | None:
    """Return the file that a module would be loaded from; its parent namespaces are loaded."""
    from importlib.util import find_spec  # noqa: PLC0415

    try:
        spec = find_spec(module)
    except (ImportError, ValueError):  # no such module, or one made at run time
        return None
    return spec.origin if spec and spec.has_location else None


def _files(folder: Path) -> str:
    """List the files of a package with their stamps."""
    return listing(folder, without=_CACHE).sum().hex()


def _sum(lines: Iterable[str]) -> bytes:
    # File names may hold line breaks.
    return sum_of("\0\0".join((*some, "")) for some in in_parts(lines))


class Folders(NamedTuple):
    """The folders of a run: the site, and the output where that is a separate folder."""

    site: Walk | Listing
    output: Walk | Listing | None = None

    def found(self) -> bytes:
        """Digest what is there."""
        site, output = self
        return found(site) if output is None else found(site, output)


def look(root: Path, output: Path | None, *, on_disk: bool = False) -> Folders:
    """List the folders of a run; raises SiteError if they cannot be read.

    With `on_disk`, names are kept on the disk, not in memory.
    """
    if on_disk:
        from smoopt.files.stored_walk import anything_stored, stored  # noqa: PLC0415 - SQLite

        return Folders(stored(root), None if output is None else anything_stored(output))
    return Folders(listing(root), None if output is None else anything(output))


def repeated(last: Header | None, settings: Settings, folders: Folders) -> Summary | None:
    """Return the last run's summary, if this run would do nothing and report the same."""
    if last is None or (last.code, last.read) != (code(settings), read(settings)):
        return None
    if last.found != folders.found():
        return None
    return Summary.again(last.pages, last.skips, last.findings)
