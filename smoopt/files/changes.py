"""`Changes`: what has changed since a walk, found by a look at everything or at some paths."""

from collections.abc import Collection
from contextlib import suppress
from itertools import filterfalse
from typing import NamedTuple

from smoopt.files.folder import Folder
from smoopt.files.handle import is_link
from smoopt.files.stamp import regular_of
from smoopt.files.stored_walk import is_stored, put_in, taken_out
from smoopt.files.temporary_names import is_temporary
from smoopt.files.walk import Listing, Walk, at_or_below, nothing, order, parents


class Changes(NamedTuple):
    """What has changed since a walk: paths of files and links."""

    made: set[str]
    written: set[str]
    gone: set[str]

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.made or self.written or self.gone)


def compare(was: Walk, now: Walk) -> Changes:
    """List what changed between two walks; a link counts as changed only if its target does."""
    before, after = {*was.files, *was.links}, {*now.files, *now.links}
    written = {path for path, stamp in now.files.items() if was.files.get(path, stamp) != stamp}
    flipped = {path for path, says in now.links.items() if was.links.get(path, says) != says}
    flipped |= {path for path in now.links if path in was.files}
    flipped |= {path for path in was.links if path in now.files}
    return Changes(after - before, written | flipped, before - after)


def look_again(within: Folder, was: Walk, paths: Collection[str]) -> tuple[Walk, Changes]:
    """Look at some paths, and below those that are or were folders; a folder may be missing.

    Whatever is named counts as written if it is there: a stamp may be as old as the last look.
    """
    plain = (path for path in paths if path in was.files)
    stamps = {path: seen for path in plain if (seen := within.regular(path))}
    was.files.update(stamps)
    folders = was.folders if is_stored(was) else frozenset(was.folders)
    known = was.files, folders, was.links, was.leftovers
    odd = {
        _uppermost(within, folders, path)
        for path in paths
        if path not in stamps and (any(path in each for each in known) or _is_reached(within, path))
    }
    if not odd:
        return was, Changes(set(), set(stamps), set())
    # In a walk on the disk, only these are taken out and put in again.
    new = nothing() if is_stored(was) else _without(was, odd)
    for path in sorted(odd):
        if not any(parent in odd for parent in parents(path)):
            new = _look(within, path, new)
    old = taken_out(was, odd) if is_stored(was) else was
    made, written, gone = compare(old, new)
    now = put_in(was, new) if is_stored(was) else _ordered(new)
    there = {path for path in stamps if path in now.files} | (odd & set(now.links))
    return now, Changes(made, written | (there - made), gone)


def _is_reached(within: Folder, path: str) -> bool:
    """Tell whether anything is at a path, or is behind a link by now."""
    return within.status(path) is not None or within.is_behind_link(path)


def _uppermost(within: Folder, folders: Collection[str], path: str) -> str:
    """Return the first folder on the way that the walk does not know or that is no longer one."""
    for parent in parents(path):
        if parent not in folders or not within.has_folder(parent):
            return parent
    return path


def _look(within: Folder, path: str, found: Walk) -> Walk:
    """Add what is at a path now to a walk, and return that."""
    status = within.status(path)
    if is_link(status):
        with suppress(OSError):  # it went away meanwhile
            found.links[path] = within.link(path)
    elif within.has_folder(path):
        inside = Listing().enter(within, path).walk()
        found.files.update(inside.files)
        found.links.update(inside.links)
        found.closed.extend(inside.closed)
        found.leftovers.extend(inside.leftovers)
        return found._replace(folders=[*found.folders, *inside.folders])
    elif seen := regular_of(status):
        if is_temporary(path.rpartition("/")[2]):
            found.leftovers.append(path)
        else:
            found.files[path] = seen
    return found


def _without(was: Walk, paths: Collection[str]) -> Walk:
    """Return a walk without some paths and all that is below them."""
    is_out = at_or_below(paths)
    files = {path: stamp for path, stamp in was.files.items() if not is_out(path)}
    links = {path: says for path, says in was.links.items() if not is_out(path)}
    return Walk(files, links, *([*filterfalse(is_out, names)] for names in was[2:]))


def _ordered(found: Walk) -> Walk:
    """Return a walk in the order that a new one would have."""
    files = {path: found.files[path] for path in sorted(found.files, key=order)}
    links = {path: found.links[path] for path in sorted(found.links, key=order)}
    return Walk(files, links, *(sorted(names, key=order) for names in found[2:]))
