"""Files that plugins give: which of them are refused, and why.

A page whose file is refused is left as its author wrote it, so that nothing refers to a file that
is not there, or to another's.
"""

import reprlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import msgspec

from smoopt.build.failures import FILE_REFUSED, PageRefused
from smoopt.files.added_files import digest_of, is_clean, is_writable
from smoopt.files.walk import parents
from smoopt.model.edits import File, is_own_file
from smoopt.model.finding import Finding, Place
from smoopt.model.page_files import has_page_suffix, is_signed
from smoopt.site.site import Site

# What becomes of a page whose file is refused.
WITHDRAWN = "; the page stays as its author wrote it"


class Given(msgspec.Struct, frozen=True, array_like=True):
    """A file at a fixed address that a plugin gave: its path, its SHA-256, and the plugin."""

    path: str
    digest: str
    plugin: str


class FilesRefused(PageRefused):
    """A page's file may not be written."""

    why = "a file was refused"


def given(files: Iterable[File]) -> tuple[Given, ...]:
    """Return path, digest and plugin of each file at a fixed address."""
    return tuple(
        Given(file.path, digest_of(file.content), file.plugin) for file in files if file.fixed
    )


def refuse(files: Iterable[File], site: Site, place: Place) -> None:
    """Raise FilesRefused if one of a page's files may not be written."""
    first: dict[str, File] = {}
    findings: list[Finding] = []
    for file in files:
        why, other = fault(file, site), first.setdefault(file.path, file)
        if not why and other.content != file.content:
            why = f"the plugin {other.plugin!r} gives it with other content"
        if why:
            findings.append(refusal(file.plugin, file.path, why, place, WITHDRAWN))
    if findings:
        raise FilesRefused(findings)


def unfit(file: File) -> str:
    """Return the reason why a file may not be written to any site, or ""."""
    if not file.fixed:
        return _fault_of_own(file.path, file.content)
    if not is_clean(file.path):
        return _UNCLEAN
    if has_page_suffix(file.path) and not is_signed(file.content):
        return _PAGE
    return ""


def fault(file: File, site: Site) -> str:
    """Return the reason why a file may not be written at its path in this site, or ""."""
    if (why := unfit(file)) or not file.fixed:
        return why
    taken = site.occupied(file.path)
    return f"{taken}; {_YIELD}" if taken else ""


@lru_cache(maxsize=16)  # most pages have the same few files
def _fault_of_own(path: str, content: bytes) -> str:
    """Return the reason why a file that is named by its content may not be written, or ""."""
    if not is_writable(path):
        return _UNWRITABLE
    if not is_own_file(path, content):
        return _UNKNOWN
    return _PAGE if has_page_suffix(path) else ""


def refusal(
    plugin: str, path: str, why: str, place: Place, fate: str = "", verb: str = "write"
) -> Finding:
    """Say that a file was refused; `verb` is what the plugin wanted to do with it."""
    shown = _PATHS.repr(path)
    message = f"the plugin {plugin!r} wants to {verb} {shown}, but it was refused: {why}{fate}"
    return msgspec.structs.replace(FILE_REFUSED.at(place, message), plugin=plugin)


def conflicts(everything: Mapping[str, Iterable[Given]]) -> Iterator[tuple[str, str]]:
    """Find the paths at which pages or plugins want different files, and say who wants them.

    `everything` maps each page to its files, and "" to those of the whole site.
    """
    wanted: dict[str, dict[str, list[str]]] = {}
    for page, files in everything.items():
        for one in files:
            who = f"{one.plugin!r} for {page or 'the whole site'}"
            wanted.setdefault(one.path, {}).setdefault(one.digest, []).append(who)
    folders = {folder: path for path in sorted(wanted, reverse=True) for folder in parents(path)}
    for path, versions in wanted.items():
        if len(versions) > 1:
            names = " and ".join(min(who) for who in sorted(versions.values()))
            yield path, f"different files are wanted there, by the plugin {names}"
        elif path in folders:
            yield path, f"{folders[path]!r} needs a folder of this name"


# So that a long path is cut, and the rest of its message is read.
_PATHS = reprlib.Repr()
_PATHS.maxstring = 300
_PAGE = "a page has to be made with `File.at`, or the next run would take it for one of the site's"
_UNKNOWN = (
    "undo could not tell it from a file of the site; name it with `own_file`, or give it a fixed "
    "address with `File.at`"
)
_UNWRITABLE = (
    "expected a name of printable characters without '/' and '\\', of at most 255 bytes with the "
    "digest and the suffix"
)
_UNCLEAN = (
    "expected a path within the site such as 'oembed/guide.json', with forward slashes but none at "
    "its start, no '..', not in the folder 'smoopt', of at most 64 folders, 1,024 bytes in all and "
    "255 in a name"
)
_YIELD = (
    "remove it if an earlier run of smoopt left it there, or choose another address in the "
    "plugin's options"
)
