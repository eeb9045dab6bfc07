"""Lists of a store's files, as the disk lists folders."""

from array import array
from collections.abc import Iterable, Mapping

from smoopt.files.entries import Entries
from smoopt.files.folder import NO_NAMES
from smoopt.files.remote.object_status import Info, is_folder, stamp_in
from smoopt.files.stamp import Stamp


def entries_of(infos: Iterable[Info]) -> Entries:
    """Return the entries of a folder from the store's listing."""
    files: dict[str, Stamp] = {}
    folders: set[str] = set()
    for info in infos:
        place = str(info["name"])
        if is_folder(info):
            folders.add(place.rstrip("/").rpartition("/")[2])
        else:
            files[place.rpartition("/")[2]] = stamp_in(info)
    return _entries(files, folders)


def everything(base: str, found: Mapping[str, Info]) -> dict[str, Entries]:
    """Return what each folder holds, by its path, from a list of all files below a place.

    Names that no path can have are left out: `a//b`, or the empty file that stands for a folder.
    """
    files: dict[str, dict[str, Stamp]] = {"": {}}
    folders: dict[str, set[str]] = {"": set()}
    for place, info in found.items():
        path = place.removeprefix(f"{base}/")
        if is_folder(info) or not NO_NAMES.isdisjoint(path.split("/")):
            continue
        folder, _, name = path.rpartition("/")
        files.setdefault(folder, {})[name] = stamp_in(info)
        while folder:
            outer, _, inner = folder.rpartition("/")
            is_known = inner in folders.setdefault(outer, set())
            folders[outer].add(inner)
            if is_known:
                break
            folder = outer
    return {
        folder: _entries(files.get(folder, {}), folders.get(folder, ()))
        for folder in files.keys() | folders.keys()
    }


def _entries(files: Mapping[str, Stamp], folders: Iterable[str]) -> Entries:
    names = sorted(files.keys() - NO_NAMES)
    stamps = array("q", [value for name in names for value in files[name]])
    # A store may have a file and, below its name, others: the file cannot be both on a disk.
    return Entries(names, stamps, {}, sorted(set(folders) - NO_NAMES))
