"""`smoopt/files.txt`: the list of the files that smoopt added at fixed addresses.

    # Files that smoopt added; `smoopt undo` removes those that are still as listed here.
    # folder oembed
    9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  oembed/guide.json

It lies in the output and is all that undo needs. Its lines are those of `sha256sum`, so that
`sha256sum -c smoopt/files.txt` tells which files are as smoopt left them. While a file is being
written it stands there with both digests, the old one and the one to come.

The digests guard against accidents. Whoever can write this list could remove the files themselves;
still it is used only as a whole, and only if smoopt could have written every line: nothing outside
the output, nothing behind a symbolic link, and no page without the comment that smoopt added it.
"""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress

import msgspec

from smoopt.files.bounded import WRITTEN
from smoopt.files.folder import Folder
from smoopt.files.stamp import Stamp
from smoopt.files.temporary_names import is_temporary
from smoopt.files.walk import parents
from smoopt.model.edits import OWN_FOLDER
from smoopt.model.page_files import has_page_suffix, is_signed

LIST = f"{OWN_FOLDER}/files.txt"
_TITLE = "# Files that smoopt added; `smoopt undo` removes those that are still as listed here."
_FOLDER = "# folder "
_BETWEEN = "  "
_DIGITS = frozenset("0123456789abcdef")
_DIGEST_LENGTH = 64
# The shortest limits of usual systems are those of macOS (2026-11-30):
# https://github.com/apple-oss-distributions/xnu/blob/main/bsd/sys/syslimits.h
_MOST_BYTES_OF_NAME, _MOST_BYTES, _MOST_FOLDERS = 255, 1024, 64


class AddedFiles(msgspec.Struct, frozen=True):
    """What a list says: SHA-256 digests by path, and the folders that were made for the files."""

    digests: Mapping[str, Collection[str]] = {}
    folders: Collection[str] = ()


def digest_of(content: bytes) -> str:
    """Return the digest of a file's content as the list has it."""
    from hashlib import sha256  # noqa: PLC0415 - 3 ms, for sites with such files

    return sha256(content).hexdigest()


def is_clean(path: str) -> bool:
    """Tell whether a path may stand in the list: within the site, and outside smoopt's folder."""
    first, *_ = path.split("/", 1)
    return is_writable(path) and first.casefold() != OWN_FOLDER


def is_writable(path: str) -> bool:
    """Tell whether a path is within the site, and fits any file system and people's eyes."""
    if not path.isprintable() or "\\" in path or len(path.encode()) > _MOST_BYTES:
        return False
    names = path.split("/")
    return len(names) <= _MOST_FOLDERS + 1 and not any(
        name in {"", ".", ".."} or is_temporary(name) or len(name.encode()) > _MOST_BYTES_OF_NAME
        for name in names
    )


def write(added: AddedFiles) -> bytes:
    """Write a list; equal lists give equal bytes."""
    lines = [_TITLE, *(f"{_FOLDER}{folder}" for folder in sorted(added.folders))]
    for path, digests in sorted(added.digests.items()):
        lines += (f"{digest}{_BETWEEN}{path}" for digest in sorted(digests))
    return "".join(f"{line}\n" for line in lines).encode()


def read(opened: Folder) -> AddedFiles | None:
    """Read the list of an output folder; None if something else is in its place.

    That is a file that smoopt did not write, or a symbolic link on the way. Empty where there is no
    list.
    """
    if opened.status(LIST) is None and not opened.is_behind_link(LIST):
        return AddedFiles()
    try:
        data = opened.read(LIST, WRITTEN)
        added = _parsed(data.decode())
    except (OSError, UnicodeDecodeError):
        return None
    is_ours = all(map(is_clean, (*added.digests, *added.folders))) and write(added) == data
    return added if is_ours else None


def _parsed(text: str) -> AddedFiles:
    """Parse what may be a list; one that smoopt did not write differs when written again."""
    digests: dict[str, set[str]] = {}
    folders = set()
    for line in text.splitlines()[1:]:
        digest, _, path = line.partition(_BETWEEN)
        if line.startswith(_FOLDER):
            folders.add(line.removeprefix(_FOLDER))
        elif len(digest) == _DIGEST_LENGTH and _DIGITS.issuperset(digest):
            digests.setdefault(path, set()).add(digest)
    return AddedFiles(digests, folders)


class Digests:
    """Digests of files in a folder, each read again only when its size or time has changed."""

    def __init__(self, opened: Folder) -> None:
        """Start with nothing read."""
        self._opened = opened
        self._known: dict[str, tuple[Stamp, str]] = {}

    def are_of(self, opened: Folder) -> bool:
        """Tell whether they are those of a folder."""
        return self._opened.root == opened.root

    def intact(self, added: AddedFiles) -> dict[str, str]:
        """Return the digests of the files that are as the list says, by path."""
        found = ((path, self.of(path)) for path in added.digests)
        return {path: digest for path, digest in found if digest in added.digests[path]}

    def of(self, path: str) -> str:
        """Return the digest of the file at a path, or "" if it cannot be smoopt's.

        It cannot be if it is no regular file, lies behind a symbolic link, or is a page without the
        comment that smoopt added it.
        """
        seen = self._opened.regular(path)
        if seen is None:
            return ""
        known = self._known.get(path)
        if known is None or known[0] != seen:
            self._known[path] = known = seen, self._read(path)
        return known[1]

    def _read(self, path: str) -> str:
        with suppress(OSError):
            data = self._opened.read(path)
            if not has_page_suffix(path) or is_signed(data):
                return digest_of(data)
        return ""


def listed(digests: Mapping[str, str], folders: Iterable[str]) -> AddedFiles:
    """List files with a digest each, and those of the folders that they lie in."""
    needed = {folder for path in digests for folder in parents(path)}
    return AddedFiles({path: {one} for path, one in digests.items()}, needed & {*folders})
