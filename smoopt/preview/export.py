"""Writes the preview as files that can be opened from disk, without a server.

`index.html` is the list, `pages/` has the companions, `kit/` the posts about pages, `site/` the
pages themselves with the files that they need, `preview/` the preview's own. All links are
relative.
"""

from pathlib import Path
from typing import NamedTuple

from smoopt.build.project import refuse_nested
from smoopt.files.store import Store
from smoopt.model.errors import SiteError
from smoopt.preview.offline_copy import OfflineCopy
from smoopt.preview.state import PreviewState
from smoopt.preview.urls import ExportUrls, place_of
from smoopt.preview.views.base_view import SHOWN, asset
from smoopt.preview.views.kit_view import draw_kit
from smoopt.preview.views.list_view import draw_whole_list
from smoopt.preview.views.page_view import draw_page
from smoopt.preview.whole_folder import is_left_over, replaced
from smoopt.site.settings import matches
from smoopt.watch.updates import CommandLine

# Each page takes some 100 KB, and the list is a single file.
MOST = 1000
# The top-level names of an export
_NAMES = ("pages", "kit", "site", "preview", "index.html")


class Exported(NamedTuple):
    """How many pages were written, how many were wanted, and how many there are."""

    pages: int
    wanted: int
    of: int


def export(
    root: Path,
    command_line: CommandLine,
    folder: Path,
    globs: tuple[str, ...],
) -> Exported:
    """Write the preview of a site into a folder, atomically.

    Raises SmooptError if that fails.
    """
    refuse_nested(root, folder)
    _refuse_others(folder)
    state = PreviewState(root, command_line)
    try:
        wanted = [path for path in state.site.pages if not globs or matches(globs, path)]
        if not wanted:
            which = " that match --pages" if globs else ""
            raise SiteError(f"{root}: has no pages{which} to export")
        with command_line.progress(len(state.site.pages)) as pages_done:
            state.indexer.wait(pages_done)
        with replaced(folder, _NAMES) as new:
            _Export(state, new, wanted[:MOST]).write()
    finally:
        state.stop()
    return Exported(len(wanted[:MOST]), len(wanted), len(state.site.pages))


def _refuse_others(folder: Path) -> None:
    """Raise SiteError unless the folder is new, empty or an earlier export.

    An export is recognised by all of the preview's own files, as single names may be
    somebody's.
    """
    if not folder.exists():
        return
    earlier = all((folder / "preview" / name).is_file() for name in SHOWN)
    others = folder.is_dir() and not all(map(is_left_over, folder.iterdir()))
    if not folder.is_dir() or (others and not earlier):
        raise SiteError(
            f"{folder}: is there already, and no earlier export; name a folder that is new or empty"
        )


class _Export:
    """One export."""

    def __init__(self, state: PreviewState, folder: Path, paths: list[str]) -> None:
        self._state = state
        self._store = Store(folder)
        self._paths = paths
        width = len(str(len(paths)))
        self._names = {path: f"{n:0{width}}.html" for n, path in enumerate(paths, 1)}
        self._copy = OfflineCopy(state.overlay.site, self._names)

    def write(self) -> None:
        """Write all files."""
        for name in SHOWN:
            self._store.put(f"preview/{name}", asset(name))
        for path in self._paths:
            self._page(path)
        self._put("index.html", draw_whole_list(self._state, self._urls(""), self._paths))
        self._files()

    def _page(self, path: str) -> None:
        rendered = self._state.render(path)
        companion = draw_page(self._state, self._urls("../"), rendered)
        self._put(f"pages/{self._names[path]}", companion)
        posts = draw_kit(self._state, self._urls("../"), rendered)
        self._put(f"kit/{self._names[path]}", posts)
        self._store.put(f"site/{place_of(path)}", self._copy.page(path, rendered.outcome.data))

    def _files(self) -> None:
        """Copy the files that pages and cards need, and those that these need in turn."""
        done = set(self._state.site.pages)  # pages are written as copies that run no scripts
        while waiting := self._copy.needed - done:
            for path in sorted(waiting):
                self._file(path)
            done |= waiting

    def _file(self, path: str) -> None:
        added = self._state.overlay.contents.get(path)
        if path.lower().endswith(".css") or added is not None:
            data = added if added is not None else self._state.site.opened.read(path)
            # Latin-1 preserves every byte.
            data = self._copy.css(path, data.decode("latin-1")).encode("latin-1")
            self._store.put(f"site/{path}", data)
        else:
            self._store.copy(self._state.site.opened, path, f"site/{path}")

    def _urls(self, up: str) -> ExportUrls:
        return ExportUrls(self._names, self._copy.needed, up)

    def _put(self, path: str, html: str) -> None:
        self._store.put(path, html.encode())
