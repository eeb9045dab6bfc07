"""Walks that are mostly on the disk, for the coordinator of a cluster."""

from collections.abc import Callable, Collection, Iterable
from itertools import filterfalse
from pathlib import Path

from smoopt.files.listed_files import ListedPaths, Paths
from smoopt.files.stamp import Stamp
from smoopt.files.stored_files import StoredFiles
from smoopt.files.temporary_names import is_temporary
from smoopt.files.walk import (
    Listing,
    Run,
    Walk,
    anything,
    at_or_below,
    filled,
    nothing,
    order,
    parents,
)

# How many files are written to the disk at once.
_AT_ONCE = 2_000
_NO_FILE = Stamp(-1, -1)


class StoredListing(Listing):
    """What a walk has seen; files and folders are on the disk."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        super().__init__()
        self._files, self._folders = StoredFiles(), StoredFiles()
        self._new: dict[str, Stamp] = {}
        self._new_folders: dict[str, Stamp] = {}

    def _visit_files(self, files: Iterable[tuple[str, Stamp]]) -> None:
        latest = ""
        for path, stamp in files:
            folder, _, name = path.rpartition("/")
            if folder != latest:
                for each in parents(path):
                    self._add_folder(each)
                latest = folder
            if is_temporary(name):
                self.leftovers.append(path)
            else:
                self._new[path] = stamp
                if len(self._new) >= _AT_ONCE:
                    self._store()

    def _add(self, run: Run) -> None:
        folder, names, stamps = run
        for at, name in enumerate(names):
            self._new[folder + name] = Stamp(stamps[2 * at], stamps[2 * at + 1])
        if len(self._new) >= _AT_ONCE:
            self._store()

    def _add_folder(self, path: str) -> None:
        self._new_folders[path] = _NO_FILE
        if len(self._new_folders) >= _AT_ONCE:
            self._store()

    def _store(self) -> None:
        self._files.put(self._new.items())
        self._folders.put(self._new_folders.items())
        self._new.clear()
        self._new_folders.clear()

    def sum(self) -> bytes:
        """Return the digest that its walk has."""
        return self.walk().sum()

    def walk(self) -> Walk:
        """Return the walk, which is always the same one."""
        self._store()
        return self._others()._replace(files=self._files, folders=self._folders)


def stored(root: Path) -> StoredListing:
    """Do what `listing` does, for a site of any size."""
    return filled(StoredListing(), root)


def anything_stored(root: Path) -> StoredListing:
    """Do what `stored` does for a folder that need not be there."""
    return stored(root) if root.is_dir() else StoredListing()


def is_stored(walk: Walk) -> bool:
    """Tell whether a walk lies on the disk."""
    return isinstance(walk.files, StoredFiles)


def anything_like(known: Walk, root: Path) -> Listing:
    """Do what `anything` does, on the disk if `known` is there, too."""
    return anything_stored(root) if is_stored(known) else anything(root)


def those(
    paths: Collection[str], without: Collection[str], wanted: Callable[[str], bool] | None = None
) -> Paths:
    """Return the wanted paths, without a copy of them if they are on the disk."""
    if isinstance(paths, StoredFiles):
        return ListedPaths(paths, without, wanted)
    some = filter(wanted, paths) if wanted else paths
    return tuple([path for path in some if path not in without])


def taken_out(walk: Walk, paths: Collection[str]) -> Walk:
    """Remove what is at some paths, and below, from a walk on the disk; return it as a walk."""
    out, is_out = nothing(), at_or_below(paths)
    folders: list[str] = []
    for path in paths:
        out.files.update(_of(walk.files).take_out(path))
        folders += _of(walk.folders).take_out(path)
    for link in [*filter(is_out, walk.links)]:
        out.links[link] = walk.links.pop(link)
    for names, gone in ((walk.closed, out.closed), (walk.leftovers, out.leftovers)):
        gone.extend(filter(is_out, names))
        names[:] = filterfalse(is_out, names)
    return out._replace(folders=folders)


def put_in(walk: Walk, more: Walk) -> Walk:
    """Add what another walk has to one on the disk; return that."""
    _of(walk.files).put(more.files.items())
    _of(walk.folders).put((path, _NO_FILE) for path in more.folders)
    links = walk.links | more.links
    return walk._replace(
        links={path: links[path] for path in sorted(links, key=order)},
        closed=sorted((*walk.closed, *more.closed), key=order),
        leftovers=sorted((*walk.leftovers, *more.leftovers), key=order),
    )


def _of(paths: object) -> StoredFiles:
    """Return paths that are on the disk, typed as such; raises TypeError for others."""
    if isinstance(paths, StoredFiles):
        return paths
    raise TypeError(type(paths))
