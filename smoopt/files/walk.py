"""`Walk`: everything below a folder, seen once: its files with their stamps, links and folders.

A walk is first a `Listing`, packed folder by folder: that is enough to tell whether anything has
changed, and takes a fraction of the memory and time of one object for each file.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, MutableMapping
from pathlib import Path
from typing import NamedTuple, Self, TypeVar

from smoopt.files.entries import Entries, by_folder, entries_of
from smoopt.files.folder import Folder
from smoopt.files.folder_at import folder_at
from smoopt.files.handle import BehindLink
from smoopt.files.stamp import Stamp
from smoopt.files.temporary_names import TEMPORARY_PREFIX, is_temporary
from smoopt.files.walk_sum import joined, packed, sum_of
from smoopt.model.errors import SiteError

# Lists a folder.
_Look = Callable[[str], Entries]


class Walk(NamedTuple):
    """What lies below a folder; paths are relative to it, with forward slashes, in order.

    `links` are symbolic links, which are never followed, and what they say, `closed` the folders
    that may not be read, `leftovers` what an interrupted run left behind under a temporary name.
    """

    files: MutableMapping[str, Stamp]
    links: dict[str, str]
    folders: Collection[str]
    closed: list[str]
    leftovers: list[str]

    def walk(self) -> "Walk":
        """Return itself, as a listing returns its walk."""
        return self

    def sum(self) -> bytes:
        """Digest all that distinguishes this walk from others, in 16 bytes."""
        files, links, folders, closed, leftovers = self
        rest = repr((links, closed, leftovers))
        return sum_of(joined(files), packed(files.values()), joined(folders), (rest,))


class Run(NamedTuple):
    """Files of one folder: its path and a slash, or ""; names; sizes and times alternately."""

    folder: str
    names: list[str]
    stamps: "array[int]"


class Listing:
    """What a walk has seen, in packed form."""

    def __init__(self, without: str = "") -> None:
        """Start with nothing seen; folders named `without` are skipped."""
        self._without = without
        self.runs: list[Run] = []
        self.links: dict[str, str] = {}
        self.folders: list[str] = []
        self.closed: list[str] = []
        self.leftovers: list[str] = []

    def sum(self) -> bytes:
        """Return the digest that its walk has."""
        runs = (run for run in self.runs if run.names)
        paths = (folder + f"\0{folder}".join(names) + "\0" for folder, names, _ in runs)
        stamps = (run.stamps.tobytes() for run in self.runs)
        _, links, folders, closed, leftovers = self._others()
        return sum_of(paths, stamps, joined(folders), (repr((links, closed, leftovers)),))

    def walk(self) -> Walk:
        """Unpack it."""
        files = {
            folder + name: Stamp(stamps[2 * at], stamps[2 * at + 1])
            for folder, names, stamps in self.runs
            for at, name in enumerate(names)
        }
        return self._others()._replace(files=files)

    def _others(self) -> Walk:
        """Return the walk without its files."""
        links = {path: self.links[path] for path in sorted(self.links, key=order)}
        return Walk({}, links, self.folders, self.closed, sorted(self.leftovers, key=order))

    def visit(self, within: Folder) -> Self:
        """Add all that a folder holds; raises OSError if it cannot be read itself."""
        files = within.everything()
        if files is None:
            self._go_on(within.entries, self._take("", within.entries("")))
        else:
            self._visit_files(files)
        return self

    def _visit_files(self, files: Iterable[tuple[str, Stamp]]) -> None:
        """Add files of all folders, which come in any order."""
        folders, empty = by_folder(files), entries_of({}, ())
        self._go_on(folders.__getitem__, self._take("", folders.get("", empty)))

    def enter(self, within: Folder, path: str) -> Self:
        """Add a folder of another, and what it holds, if it is still there."""
        self._go_on(within.entries, self._entered(within.entries, path))
        return self

    def _go_on(self, entries: _Look, folders: Iterator[str]) -> None:
        """Enter folders and those inside, without recursion: they may be very deep."""
        way = [folders]
        while way:
            inner = next(way[-1], None)
            if inner is None:
                way.pop()
            else:
                way.append(self._entered(entries, inner))

    def _entered(self, entries: _Look, path: str) -> Iterator[str]:
        """Add a folder and what it holds; return an iterator over the folders inside."""
        try:
            found = entries(path)
        except (FileNotFoundError, BehindLink):  # it went away meanwhile
            return iter(())
        except OSError:
            self.closed.append(path)
            found = entries_of({}, ())
        self._add_folder(path)
        return self._take(f"{path}/", found)

    def _take(self, folder: str, found: Entries) -> Iterator[str]:
        """Add a folder's files and links, and yield its folders; `folder` ends in a slash."""
        names, stamps = self._whole(folder, found)
        self.links.update((folder + name, says) for name, says in found.links.items())
        begin = 0
        for inner in found.folders:
            end = bisect_left(names, inner, begin)
            self._add(Run(folder, names[begin:end], stamps[2 * begin : 2 * end]))
            if inner != self._without:
                yield folder + inner
            begin = end
        self._add(Run(folder, names[begin:], stamps[2 * begin :]))

    def _add(self, run: Run) -> None:
        self.runs.append(run)

    def _add_folder(self, path: str) -> None:
        self.folders.append(path)

    def _whole(self, folder: str, found: Entries) -> tuple[list[str], "array[int]"]:
        """Return a folder's files without temporary ones, which are noted as leftovers."""
        names, stamps = found.files, found.stamps
        at = bisect_left(names, TEMPORARY_PREFIX)
        while at < len(names) and names[at].startswith(TEMPORARY_PREFIX):
            if is_temporary(names[at]):
                self.leftovers.append(folder + names.pop(at))
                del stamps[2 * at : 2 * at + 2]
            else:
                at += 1
        return names, stamps


L = TypeVar("L", bound=Listing)


def nothing() -> Walk:
    """Return the walk of a folder in which there is nothing."""
    return Listing().walk()


def listing(root: Path, without: str = "") -> Listing:
    """List everything below `root`; raises SiteError if it cannot be read itself.

    Folders named `without` are passed over.
    """
    return filled(Listing(without), root)


def filled(seen: L, root: Path) -> L:
    """Add everything below `root` to a listing; raises SiteError if it cannot be read itself."""
    folder = folder_at(root)
    try:
        return seen.visit(folder)
    except OSError as error:
        raise SiteError(f"{root}: cannot be read: {error.strerror}") from error


def walk(root: Path) -> Walk:
    """Return everything below `root`; raises SiteError if it cannot be read itself."""
    return listing(root).walk()


def anything(root: Path) -> Listing:
    """Do what `listing` does for a folder that need not be there."""
    return listing(root) if root.is_dir() else Listing()


def parents(path: str) -> Iterator[str]:
    """Yield the folders that a path lies in, from the root's down."""
    for number, character in enumerate(path):
        if character == "/":
            yield path[:number]


def at_or_below(paths: Collection[str]) -> Callable[[str], bool]:
    """Return a function that tells whether a path is one of these, or below one."""
    inside = tuple(f"{path}/" for path in paths)
    return lambda path: path in paths or path.startswith(inside)


def order(path: str) -> str:
    """Return a path's sort key in the order of a walk: folder by folder."""
    return path.replace("/", "\0")
