"""Lists of a store's files, as the disk lists folders."""

from collections.abc import Iterable, Iterator

from smoopt.files.entries import Entries, entries_of
from smoopt.files.folder import NO_NAMES
from smoopt.files.remote.object_status import Info, is_folder, stamp_in
from smoopt.files.stamp import Stamp


def entries_in(infos: Iterable[Info]) -> Entries:
    """Return the entries of a folder from the store's listing.

    A store may have a file and, below its name, others: the file cannot be both on a disk.
    """
    files: dict[str, Stamp] = {}
    folders: set[str] = set()
    for info in infos:
        name = str(info["name"]).rstrip("/" if is_folder(info) else "").rpartition("/")[2]
        if name in NO_NAMES:
            continue
        if is_folder(info):
            folders.add(name)
        else:
            files[name] = stamp_in(info)
    return entries_of(files, folders)


def files_in(base: str, infos: Iterable[Info]) -> Iterator[tuple[str, Stamp]]:
    """Yield files by path, with their stamps, from a list of all that lies below a place.

    Names that no path can have are left out: `a//b`, or the empty file that stands for a folder.
    """
    for info in infos:
        path = str(info["name"]).removeprefix(f"{base}/")
        if not is_folder(info) and NO_NAMES.isdisjoint(path.split("/")):
            yield path, stamp_in(info)
