"""The root folder of the site that a file belongs to: as given, or as a guess that is reported."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from smoopt.build.memory.known_builds import built_among
from smoopt.files.added_files import LIST
from smoopt.files.addresses import lies_in
from smoopt.files.store import Store
from smoopt.html.page import page_of
from smoopt.model.errors import ConfigError, SiteError
from smoopt.model.page_files import has_page_suffix
from smoopt.model.web_address import parts_of
from smoopt.site.config import find
from smoopt.site.generators import OUTPUT_FOLDERS
from smoopt.site.learn import SITEMAPS
from smoopt.site.project_folder import refuse_project
from smoopt.site.settings import Settings
from smoopt.site.site import Site

# What servers send for a folder, the most usual first.
_INDEXES = ("index.html", "index.htm", "index.xhtml")
# A folder that has one of these may be a site's root.
_ROOT_FILES = ("sitemap.xml", "robots.txt", "404.html", "CNAME", "index.html")


class SiteRoot(NamedTuple):
    """A site's root folder, a file's path in it, and whether the folder is a guess."""

    folder: Path
    path: str
    is_guess: bool = False


def index_of(folder: Path) -> Path:
    """Find the page that is sent for a folder; raises SiteError."""
    refuse_project(folder)
    for name in _INDEXES:
        if (folder / name).is_file():
            return folder / name
    others = (file.name for file in sorted(folder.iterdir()) if has_page_suffix(file.name))
    such = f", such as {page}" if (page := next(others, "")) else ""
    raise SiteError(f"{folder}: has no {_INDEXES[0]}; name a page{such}")


def root_of(file: Path, site: Path | None, config: Path | None = None) -> SiteRoot:
    """Find the site that a file belongs to.

    1. The folder given; 2. one that a build has read or written, by a manifest beside it, here or
    beside the configuration that is named; 3. one that holds smoopt's own files; 4. one whose
    sitemap names its pages; 5. one with a name under which generators write; 6. a guess, by where
    the page's links lead. Where the same way finds several folders, or is not sure, the result is a
    guess as well. Raises SiteError.
    """
    if not file.is_file():
        raise SiteError(f"{file}: there is no such file; expected one of a built site")
    whole = file.resolve()
    if site is not None:
        root = site.resolve()
        if not lies_in(whole, root):
            raise SiteError(f"{file}: does not lie in {site}")
        return SiteRoot(site, whole.relative_to(root).as_posix())
    here = Path(), *((config.parent,) if config else ())
    ways = _ways([*whole.parents][:-1] or [whole.parent], here)
    told, is_sure = next(way for way in ways if way[0])
    folder = _by_links(whole, told)
    return SiteRoot(folder, whole.relative_to(folder).as_posix(), len(told) > 1 or not is_sure)


def _ways(above: list[Path], here: Iterable[Path]) -> Iterator[tuple[list[Path], bool]]:
    """Yield the folders that each way finds, inner ones first, and whether a single one is sure.

    `above` are the folders that hold the file, but for the disk's root. The last way finds at least
    one.
    """
    yield built_among(above, (*above, *here)), True
    yield [folder for folder in above if _has_own_files(folder)], True
    possible = _possible(above)
    mapped = [folder for folder in possible if _is_mapped(folder)]
    yield mapped, mapped[-1:] == possible[-1:]
    named = _named_as_output(above)
    yield named, not any(_is_marked(folder.parent) for folder in named)
    yield possible, False


def _has_own_files(folder: Path) -> bool:
    """Tell whether smoopt has added files to a folder as to a site's root."""
    store = Store(folder)
    return store.opened.regular(LIST) is not None or any(store.own_files())


def _possible(above: list[Path]) -> list[Path]:
    """Return the folders that may be the root, up to the project that they lie in."""
    beneath = [*_until_project(above)]
    return [folder for folder in beneath if _is_marked(folder)] or above[:1]


def _until_project(above: list[Path]) -> Iterator[Path]:
    """Yield the folders below the one that has the configuration, and below a generator's project.

    Sources may have an index.html, too.
    """
    outputs = _named_as_output(above)
    for folder in above:
        if folder != above[0] and _is_configured(folder):
            return
        yield folder
        if outputs and folder == outputs[-1]:
            return


def _is_configured(folder: Path) -> bool:
    try:
        return find(folder) is not None
    except ConfigError:
        return True


def _named_as_output(above: Iterable[Path]) -> list[Path]:
    """Return those folders that are named as generators name theirs."""
    return [
        folder
        for folder in above
        if (folder / "index.html").is_file()
        and any(folder.match(f"*/{name}") for name in OUTPUT_FOLDERS)
    ]


def _is_marked(folder: Path) -> bool:
    return any((folder / name).is_file() for name in _ROOT_FILES)


def _is_mapped(folder: Path) -> bool:
    """Tell whether a folder has a sitemap that names pages in it."""
    if not any((folder / name).is_file() for name in SITEMAPS):
        return False
    return bool(Site(folder, Settings()).learnt.addresses.known)


def _by_links(file: Path, possible: list[Path]) -> Path:
    """Choose the folder in which the page's links lead somewhere; `possible` has inner ones first.

    1. Where most links from the host's root lead to a file; 2. the innermost that holds all that
    relative links lead to; 3. the outermost.
    """
    if len(possible) == 1:
        return possible[0]
    links = [*_links(file)]
    led = {folder: _led(links, folder) for folder in reversed(possible)}
    if any(led.values()):
        return max(led, key=lambda folder: led[folder])
    near = (file.parent / link for link in links if not link.startswith("/"))
    targets = [target.resolve() for target in near if _is_there(target)]
    holding = (f for f in possible if all(lies_in(target, f) for target in targets))
    return next(holding, possible[-1]) if targets else possible[-1]


def _led(links: Iterable[str], folder: Path) -> int:
    """Count the links from the host's root that lead to something in a folder."""
    absolute = (link.strip("/") for link in links if link.startswith("/"))
    return sum(_is_there(folder / path) for path in absolute if path)


def _is_there(place: Path) -> bool:
    with suppress(OSError):  # no file has so long a name
        return place.is_symlink() or place.exists()
    return False


def _links(file: Path) -> frozenset[str]:
    """Return the paths to which a page refers on its own host."""
    page = page_of(file.name, file.read_bytes()) if has_page_suffix(file.name) else None
    if page is None or page.base:
        return frozenset()
    written = (
        element.attr(name) or ""
        for element in page.document.select("[href], [src]")
        for name in ("href", "src")
    )
    parts = (parts_of(address.strip()) for address in written)
    return frozenset(
        unquote(found.path) for found in parts if found and not (found.scheme or found.netloc)
    ) - {""}
