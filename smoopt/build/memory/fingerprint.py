"""Fingerprints of what all pages depend on: programs, settings, and the site as a whole.

Each is 16 bytes; where one of them differs from the last run's, no page of that run counts.
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

# What Python keeps of its own beside a package's files.
_CACHE = "__pycache__"
_PACKAGE = Path(__file__).parents[2]
_NO_KIT = KitSettings()


def code(settings: Settings) -> bytes:
    """Sum up the settings, Python, smoopt, and every plugin that may run: versions and files.

    Of other packages it has the times of the folders that they lie in, which every installation
    changes. Nothing is loaded for it: a run that finds nothing changed needs no plugins.
    """
    named = {*settings.plugins, *(name for rule in settings.pages for name in rule.plugins)}
    strangers = sorted(named - OWN.keys())
    return _sum(
        (
            repr(sys.version_info),
            # In the order in which they stand there, for that of tables counts; but no page has
            # anything of `[kit]`.
            repr(msgspec.to_builtins(msgspec.structs.replace(settings, kit=_NO_KIT))),
            repr([stamp(folder) for folder in _folders_of_packages()]),
            _smoopt(),
            *(line for name in strangers for line in _plugin(name)),
            *(repr(stamp(file.rpartition(":")[0])) for file in plugin_files(settings).values()),
        )
    )


def read(settings: Settings) -> bytes:
    """Sum up the files that plugins read to tell pages of each other, by their stamps."""
    named = (path for name in read_files(settings) for path in with_contents(Path(name)))
    return _sum(repr((str(path), stamp(path))) for path in named)


def whole(site: "Site") -> bytes:
    """Sum up what was learnt of the site as a whole, and shows on every page."""
    learnt = site.learnt
    addresses, names = learnt.addresses, repr(learnt.names)
    styles = repr((addresses.style, learnt.own.style, learnt.names_index))
    listed = "sitemap" if addresses.known else ""
    return _sum((addresses.base, styles, names, repr(learnt.usual), listed, learnt.home_host))


def around(following: Collection[str], there: Walk, site: "SiteFolder") -> bytes:
    """Sum up what pages may ask the site for: the names of all files, the stamps of no pages.

    Nor of those `following`, which are written when pages change. What smoopt has added, be it
    files or something in text files, is no part of that.
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
    """Tell a file from another version of it: by its author's bytes where smoopt may add some."""
    text = site.texts.get(path)
    return f"{seen.size} {seen.modified}" if text is None else text.sum


def found(*folders: Walk | Listing) -> bytes:
    """Sum up what lies in folders: files with their stamps, links and folders."""
    return b"".join(folder.sum() for folder in folders)


def _folders_of_packages() -> Iterator[Path]:
    """Name the folders in which packages lie: there may be a user's, and one of `uv run --with`."""
    yield Path(msgspec.__file__).parent.parent
    # `site-packages` and Debian's `dist-packages`; others may be folders of the site's project.
    yield from (Path(place) for place in sys.path if place.endswith("-packages"))


# What a process has loaded stays what it was, whatever is written to the files meanwhile.
@cache
def _smoopt() -> str:
    return _files(_PACKAGE)


@cache
def _plugin(name: str) -> tuple[str, ...]:
    """Tell a plugin's version, and its files, for it may be one that is being written."""
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
    """Tell which file a module would be loaded from; of what is above it, only namespaces are."""
    from importlib.util import find_spec  # noqa: PLC0415

    try:
        spec = find_spec(module)
    except (ImportError, ValueError):  # there is none, or one that something made as it ran
        return None
    return spec.origin if spec and spec.has_location else None


def _files(folder: Path) -> str:
    """List the files of a package with their stamps."""
    return listing(folder, without=_CACHE).sum().hex()


def _sum(lines: Iterable[str]) -> bytes:
    # File names may hold line breaks.
    return sum_of("\0\0".join((*some, "")) for some in in_parts(lines))


class Folders(NamedTuple):
    """What a run has before it: the site, and what was built of it where that is another folder."""

    site: Walk | Listing
    output: Walk | Listing | None = None

    def found(self) -> bytes:
        """Sum up what is there."""
        site, output = self
        return found(site) if output is None else found(site, output)


def look(root: Path, output: Path | None, *, on_disk: bool = False) -> Folders:
    """See what is there; raises SiteError if that cannot be read.

    `on_disk`: names are kept there, and not in memory.
    """
    if on_disk:
        from smoopt.files.stored_walk import anything_stored, stored  # noqa: PLC0415 - SQLite

        return Folders(stored(root), None if output is None else anything_stored(output))
    return Folders(listing(root), None if output is None else anything(output))


def repeated(last: Header | None, settings: Settings, folders: Folders) -> Summary | None:
    """Give the last run's answer, if this one could do nothing and say nothing else."""
    if last is None or (last.code, last.read) != (code(settings), read(settings)):
        return None
    if last.found != folders.found():
        return None
    return Summary.again(last.pages, last.skips, last.findings)
