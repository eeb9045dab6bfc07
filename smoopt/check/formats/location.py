"""`Locations`: where findings are, as a name to follow and as the line of the page to look at."""

import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from wcwidth import clip

from smoopt.files.addresses import lies_in
from smoopt.files.folder import Folder
from smoopt.files.folder_at import folder_at
from smoopt.html.source_text import Source
from smoopt.model.errors import SmooptError
from smoopt.model.finding import Place
from smoopt.model.plain_text import columns, plain, visible

# What may stand unescaped in a path: https://www.rfc-editor.org/rfc/rfc3986#section-3.3
_SAFE = "/!$&'()*+,;=@~"
# The share of an excerpt's width that may come before the column.
_BEFORE = 0.32
# A minified page is one line: as much of it is looked at.
_NEAR = 400
_LINE_END = re.compile(r"\r\n|\r|\n")


class Locations:
    """The places of a site's files; `apart` where it does not lie below the current folder."""

    def __init__(self, root: Path) -> None:
        """Take the site's folder as the user named it."""
        self.root, here = root.resolve(), Path.cwd().resolve()
        self._opened = folder_at(self.root)
        self.apart = not lies_in(self.root, here)
        self._folder = "" if self.apart else self.root.relative_to(here).as_posix()

    def file(self, place: Place) -> str:
        """Name a place's file; the site's folder where it is the whole site.

        What was found where a site is served is at an address, which stays as it is.
        """
        if _is_served(place):
            return place.path
        if not place.path:
            return self._folder or "."
        return place.path if self._folder in {"", "."} else f"{self._folder}/{place.path}"

    def uri(self, place: Place) -> str:
        """Give the same as a relative reference of a URI; a name that is no text by its bytes."""
        if _is_served(place):
            return place.path
        return quote(self.file(place), _SAFE, encoding="utf-8", errors="surrogateescape")

    def written(self, place: Place) -> str:
        """Write `file:line:column`, as far as they are known: terminals and editors follow it."""
        return _with_position(self.file(place), place)

    def shown(self, place: Place) -> str:
        """Write the same for people, who follow the whole path where the site lies elsewhere."""
        is_apart = self.apart and not _is_served(place)
        file = str(self.root / place.path) if is_apart else self.file(place)
        return _with_position(file, place)

    def snippet(self, place: Place, width: int) -> tuple[str, str] | None:
        """Give a place's line and a caret under its column, in so many columns, if it has both."""
        if not (place.line and place.column):
            return None
        lines = _lines(self._opened, place.path)
        if place.line > len(lines):
            return None
        line, column = lines[place.line - 1], place.column - 1
        start = max(0, column - _NEAR)
        before = _tail(_shown(line[start:column]).lstrip(), int(width * _BEFORE), cut=start > 0)
        after = _head(_shown(line[column : column + _NEAR]), width - columns(before))
        return f"{before}{after}", f"{' ' * columns(before)}^"


def _is_served(place: Place) -> bool:
    """Tell an address of the web; no path of a file has two slashes."""
    return place.path.startswith(("http://", "https://"))


def _with_position(file: str, place: Place) -> str:
    return ":".join(str(part) for part in (visible(file), place.line, place.column) if part)


@lru_cache(4)
def _lines(opened: Folder, path: str) -> list[str]:
    """Read a file's lines; none where it cannot be read as a page."""
    try:
        return _LINE_END.split(Source(opened.read(path)).text)
    except (OSError, SmooptError):
        return []


def _shown(text: str) -> str:
    return plain(text.replace("\t", "    "))


def _head(text: str, width: int) -> str:
    """Cut a text's end off where it is too wide."""
    if columns(text) <= width:
        return text
    return clip(text, 0, width - 1).rstrip() + "…"


def _tail(text: str, width: int, *, cut: bool) -> str:
    """Cut a text's beginning off where it is too wide, or say that it was `cut` off already."""
    size = columns(text)
    if size <= width and not cut:
        return text
    return "…" + clip(text, max(0, size - width + 1), size).lstrip()
