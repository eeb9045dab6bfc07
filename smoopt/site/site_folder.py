"""`SiteFolder`: what lies in a site's folder, and which of it is the author's."""

from collections.abc import Collection
from contextlib import suppress
from copy import copy
from itertools import chain, groupby
from pathlib import Path
from typing import NamedTuple, Self

from smoopt.files import added_files
from smoopt.files.added_files import LIST, Digests
from smoopt.files.bounded import WRITTEN
from smoopt.files.changes import Changes, compare, look_again
from smoopt.files.folder import Folder
from smoopt.files.folder_at import folder_at
from smoopt.files.kept_files import KeptFiles
from smoopt.files.listed_files import ListedFiles, ListedFolders, ListedPaths, Paths, for_lookup
from smoopt.files.stamp import Stamp
from smoopt.files.stored_walk import those
from smoopt.files.text_files import TextFiles
from smoopt.files.text_marks import decoded, original
from smoopt.files.walk import Walk, parents, walk
from smoopt.model.edits import OWN_FOLDER, File
from smoopt.model.errors import SiteError
from smoopt.model.finding import Place
from smoopt.model.page_files import has_page_suffix, is_signed, may_be_page
from smoopt.site.dependencies import DependencyTracking, tracked, tracked_reading
from smoopt.site.page_addresses import page_behind


class Look(NamedTuple):
    """What a look at a folder found, and which of the site's files came, went or changed."""

    changes: Changes
    moved: list[str]
    rewritten: list[str]


class SiteFolder(DependencyTracking):
    """A site's folder: see `Site`, which also knows what it says."""

    root: Path
    opened: Folder
    digests: Digests
    texts: TextFiles
    walked: Walk
    added: frozenset[str]
    files: Paths
    authored: Paths
    links: tuple[str, ...]
    folders: Paths
    closed: tuple[str, ...]
    pages: Paths
    _is_built: bool
    _kept: KeptFiles | None
    _files_without_added: Collection[str] | None

    def __init__(self, root: Path, walked: Walk | None, *, built: bool) -> None:
        """Walk the folder, if that is not done already; raises SiteError if there is none."""
        if not root.is_dir():
            what = "is a file" if root.exists() else "does not exist"
            raise SiteError(f"{root}: {what}; expected the folder your generator writes")
        super().__init__()
        opened = folder_at(root)
        self._hold(root=root, opened=opened, digests=Digests(opened), texts=TextFiles(opened))
        self._hold(_is_built=built, _kept=None)
        self._take(walked or walk(root))

    def _take(self, found: Walk) -> None:
        listed = added_files.read(self.opened) if LIST in found.files else None
        known = frozenset((LIST, *self.digests.intact(listed)) if listed else ())
        authored = those(found.files, known)
        if self._is_built:
            listed, added, files = None, frozenset[str](), those(found.files, ())
        else:
            added, files = known, authored
        self._hold(walked=found, added=added, files=files, closed=tuple(found.closed))
        self._hold(authored=authored, links=tuple(found.links))
        self._hold(pages=those(found.files, added, may_be_page))
        own = {OWN_FOLDER, *self._made(listed.folders, found)} if listed else ()
        there = for_lookup(files)
        self._hold(folders=those(found.folders, own), _files_without_added=there if added else None)

    def _made(self, listed: Collection[str], found: Walk) -> set[str]:
        """Return the folders that smoopt made and into which the author has put nothing since."""
        if not listed:
            return set()
        others = (path for path in found.folders if path not in listed)
        paths = chain(self.files, self.links, others)
        inner = (folder for folder, _ in groupby(path.rpartition("/")[0] for path in paths))
        used = (folder for path in inner for folder in (path, *parents(path)))
        return {*listed}.difference(used)

    def look(self, paths: Collection[str] | None) -> Look:
        """Look at some paths again, or at everything; a folder stands for all that is in it."""
        was, added = self.walked, self.added
        self.opened.forget()
        if paths is None:
            now = walk(self.root)
            changes = compare(was, now)
        else:
            now, changes = look_again(self.opened, was, paths)
        relisted = not (added | {LIST}).isdisjoint(changes.written)
        if relisted or changes.made or changes.gone or now[1:] != was[1:]:
            self._take(now)
        elif changes:
            self._hold(walked=now)
        # A file that takes the place of a link counts as made, and one that a link replaces as
        # gone. So does one that has ceased to be smoopt's, or has become so.
        flipped = {path for path in changes.written if (path in was.files) != (path in now.files)}
        flipped |= (added ^ self.added) & was.files.keys() & now.files.keys()
        moved = (changes.made - self.added) | (changes.gone - added) | flipped
        rewritten = {path for path in changes.written if self.texts.has_changed(path)}
        rewritten -= added & self.added
        return Look(changes, *(list(filter(_says_something, some)) for some in (moved, rewritten)))

    def for_workers(self) -> Self:
        """Return the site for a cluster's workers, which list names folder by folder, on demand."""
        site = copy(self)
        files = ListedFiles(self.opened, self.closed)
        added = frozenset[str]() if self._is_built else self.added
        paths = ListedPaths(files, added)
        folders = ListedFolders(files)
        site._hold(walked=self.walked._replace(files=files, folders=folders), files=paths)
        site._hold(folders=folders)
        site._hold(authored=paths, pages=ListedPaths(files, added, may_be_page))
        site._hold(_files_without_added=paths if added else None)
        return site

    def keep_files_in(self, kept: KeptFiles | None) -> KeptFiles | None:
        """Set where files are kept for later runs, if anywhere; return that."""
        self._hold(_kept=kept)
        return kept

    def keep(self, file: File) -> None:
        """Keep a file of smoopt's own for later runs."""
        if self._kept is not None:
            self._kept.keep(file)

    def kept(self, name: str) -> File | None:
        """Return the cached file that `own_file` made with this name, in this run or an earlier.

        The name must depend on everything that determines the content: smoopt records no
        dependency.
        """
        return None if self._kept is None else self._kept.find(name)

    def wrote(self, path: str, data: bytes, stamp: Stamp) -> None:
        """Note that smoopt itself has written a text file of the site, and its new stamp."""
        self.texts.wrote(path, data)
        self.walked.files[path] = stamp

    @property
    def _there(self) -> Collection[str]:
        """The paths of the files that are the site's own."""
        without = self._files_without_added if self.added else None
        return self.walked.files if without is None else without

    @property
    def place(self) -> Place:
        """The folder itself, by its name, for findings about the whole site."""
        return Place(self.root.resolve().name)

    def holds(self, path: str) -> bool:
        """Tell whether a file or symbolic link of the site is at this path."""
        return path in self._there or path in self.walked.links

    def is_page(self, path: str) -> bool:
        """Tell whether there is a file at this path that can be a page."""
        return path in self._there and may_be_page(path)

    @tracked
    def has(self, path: str) -> bool:
        """Tell whether the site has a file at this path."""
        return path in self._there

    @tracked_reading
    def digest(self, path: str) -> str:
        """Return a hash of a file's bytes; "" if it cannot be read, and for pages."""
        return self.digests.of(path) if path in self._there else ""

    @tracked
    def behind(self, place: str) -> str | None:
        """Return the page that a web server would send for a site path, if there is one."""
        return page_behind(place, self._there)

    @tracked_reading
    def read(self, path: str) -> str | None:
        """Read a UTF-8 text file as its author wrote it; None if it cannot be read.

        Bytes that are not UTF-8 become lone surrogates (Python's `surrogateescape`).
        """
        return self.text(path)

    def text(self, path: str) -> str | None:
        """Read as `read` does, but untracked, for callers whose answers are tracked themselves."""
        if path not in self._there:
            return None
        try:
            data = self.opened.read(path, WRITTEN)
        except OSError:
            return None
        was = original(path, data)
        return decoded(data if was is None else was)

    @tracked
    def occupied(self, path: str) -> str:
        """Return what of the site is in the way of an added file, or ""."""
        walked = self.walked
        if path in walked.links or any(folder in walked.links for folder in parents(path)):
            return "a symbolic link of the site is on the way"
        if path in self.folders:
            return "a folder of the site has this name"
        if any(folder in self._there for folder in parents(path)):
            return "a file of the site is on the way"
        if path in self._there and not self._is_left_over(path):
            return "the site has this file itself"
        return ""

    def _is_left_over(self, path: str) -> bool:
        """Tell whether a page has the comment that smoopt added it, though it is in no list."""
        with suppress(OSError):
            return has_page_suffix(path) and is_signed(self.opened.read(path))
        return False


def _says_something(path: str) -> bool:
    """Tell whether a file may matter to pages; in smoopt's own folder only pages do."""
    return not path.startswith(f"{OWN_FOLDER}/") or may_be_page(path)
