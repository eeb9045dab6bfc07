"""`ListedFiles`: the files below a folder, which is listed folder by folder on demand.

A cluster's workers use it: they need few of a site's folders at a time, and a walk of all would be
as large as the site.
"""

from collections.abc import Callable, Collection, Iterator, MutableMapping, Reversible
from typing import NamedTuple, Protocol

from smoopt.files.folder import Folder
from smoopt.files.handle import BehindLink
from smoopt.files.stamp import Stamp
from smoopt.files.temporary_names import is_temporary

# How many folders are cached, the latest.
_MOST_FOLDERS = 64


class Paths(Collection[str], Reversible[str], Protocol):
    """Paths in the order of a walk, which need not be in memory."""


def for_lookup(paths: Collection[str]) -> Collection[str]:
    """Give paths as what soon tells whether one is among them."""
    return frozenset(paths) if isinstance(paths, tuple) else paths


class _Seen(NamedTuple):
    """What a folder holds: its files with their stamps, and the folders in it."""

    files: dict[str, Stamp]
    folders: frozenset[str]


_NOTHING = _Seen({}, frozenset())


class ListedFiles(MutableMapping[str, Stamp]):
    """Files by path, with the stamps that they had when their folder was asked for.

    Raises OSError where a folder cannot be listed that was there a moment ago.
    """

    def __init__(self, opened: Folder, closed: Collection[str] = ()) -> None:
        """Take a folder; those inside that are `closed` may not be read."""
        self._opened = opened
        self._closed = frozenset(closed)
        self._seen: dict[str, _Seen] = {}

    def __getstate__(self) -> dict[str, object]:
        """Leave out what is cached."""
        return {**self.__dict__, "_seen": {}}

    def _folder(self, path: str) -> _Seen:
        """Return what a folder holds; it is listed only if all folders above it are there."""
        seen = self._seen.get(path)
        if seen is not None:
            return seen
        seen, way = self._look(""), ""
        for name in path.split("/") if path else ():
            if name not in seen.folders:
                return _NOTHING
            way = f"{way}/{name}" if way else name
            seen = self._look(way)
        return seen

    def _look(self, path: str) -> _Seen:
        seen = self._seen.get(path)
        if seen is None:
            seen = _NOTHING if path in self._closed else self._listed(path)
            if len(self._seen) >= _MOST_FOLDERS:
                del self._seen[next(iter(self._seen))]
            self._seen[path] = seen
        return seen

    def _listed(self, path: str) -> _Seen:
        try:
            found = self._opened.entries(path)
        except (FileNotFoundError, NotADirectoryError, BehindLink):  # it went away meanwhile
            return _NOTHING
        files = {
            name: Stamp(found.stamps[2 * at], found.stamps[2 * at + 1])
            for at, name in enumerate(found.files)
            if not is_temporary(name)
        }
        return _Seen(files, frozenset(found.folders))

    def __getitem__(self, path: str) -> Stamp:
        folder, slash, name = path.rpartition("/")
        if slash and not folder:
            raise KeyError(path)
        return self._folder(folder).files[name]

    def __setitem__(self, path: str, stamp: Stamp) -> None:
        """Set a file's stamp, which is kept as long as its folder is cached."""
        folder, _, name = path.rpartition("/")
        if (seen := self._folder(folder)) is not _NOTHING:
            seen.files[name] = stamp

    def __delitem__(self, path: str) -> None:
        folder, _, name = path.rpartition("/")
        del self._folder(folder).files[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the paths in the order of a walk."""
        way = [self._in_order("")]
        while way:
            path = next(way[-1], None)
            if path is None:
                way.pop()
            elif path.endswith("/"):
                way.append(self._in_order(path))
            else:
                yield path

    def has_folder(self, path: str) -> bool:
        """Tell whether there is a folder at a path."""
        outer, _, name = path.rpartition("/")
        return bool(name) and name in self._folder(outer).folders

    def folders(self) -> Iterator[str]:
        """Name the folders, each before those in it."""
        way = [""]
        while way:
            folder = way.pop()
            inner = sorted(self._folder(folder).folders, reverse=True)
            way += (f"{folder}/{name}" if folder else name for name in inner)
            if folder:
                yield folder

    def _in_order(self, folder: str) -> Iterator[str]:
        """Yield the paths of a folder's files, and of its folders with a final slash, in order."""
        seen = self._folder(folder.rstrip("/"))
        # A folder comes before a file of its name, as in a walk.
        inner = [*((name, 0) for name in seen.folders), *((name, 1) for name in seen.files)]
        for name, is_file in sorted(inner):
            yield folder + name if is_file else f"{folder}{name}/"

    def __reversed__(self) -> Iterator[str]:
        return reversed(tuple(self))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None


class ListedFolders(Collection[str]):
    """The folders that listed files lie in, and all others."""

    def __init__(self, files: ListedFiles) -> None:
        """Take files."""
        self._files = files

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self._files.has_folder(path)

    def __iter__(self) -> Iterator[str]:
        return self._files.folders()

    def __reversed__(self) -> Iterator[str]:
        return reversed(tuple(self))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class ListedPaths(Collection[str]):
    """The paths that are `wanted`, filtered while they are iterated, without a copy."""

    def __init__(
        self,
        files: Paths,
        without: Collection[str],
        wanted: Callable[[str], bool] | None = None,
    ) -> None:
        """Take the paths of files, or of folders, but for those in `without`."""
        self._files = files
        self._without = without
        self._wanted = wanted

    def _has(self, path: str) -> bool:
        return path not in self._without and (self._wanted is None or self._wanted(path))

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self._has(path) and path in self._files

    def __iter__(self) -> Iterator[str]:
        return filter(self._has, self._files)

    def __reversed__(self) -> Iterator[str]:
        return filter(self._has, reversed(self._files))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None
