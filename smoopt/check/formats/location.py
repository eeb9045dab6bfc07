"""`Locations`: how to name the place of a finding, and the line of the page at that place."""

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
# A minified page is a single line: this many characters around the column are read.
_NEAR = 400
_LINE_END = re.compile(r"\r\n|\r|\n")


class Locations:
    """The places in a site's files; `apart` if the site is not below the current folder."""

    def __init__(self, root: Path) -> None:
        """Take the site's folder as the user named it."""
        self.root, here = root.resolve(), Path.cwd().resolve()
        self._opened = folder_at(self.root)
        self.apart = not lies_in(self.root, here)
        self._folder = "" if self.apart else self.root.relative_to(here).as_posix()

    def file(self, place: Place) -> str:
        """Return the path of a place's file; the site's folder for the whole site.

        A place in a served site is an address, which is returned as it is.
        """
        if _is_served(place):
            return place.path
        if not place.path:
            return self._folder or "."
        return place.path if self._folder in {"", "."} else f"{self._folder}/{place.path}"

    def uri(self, place: Place) -> str:
        """Return the file as a relative URI reference; a name that is no text by its bytes."""
        if _is_served(place):
            return place.path
        return quote(self.file(place), _SAFE, encoding="utf-8", errors="surrogateescape")

    def written(self, place: Place) -> str:
        """Return `file:line:column`, as far as known, which terminals and editors can follow."""
        return _with_position(self.file(place), place)

    def shown(self, place: Place) -> str:
        """Return the same for people, with the absolute path if the site is `apart`."""
        is_apart = self.apart and not _is_served(place)
        file = str(self.root / place.path) if is_apart else self.file(place)
        return _with_position(file, place)

    def snippet(self, place: Place, width: int) -> tuple[str, str] | None:
        """Return a place's line, cut to `width` columns, and a caret below its column, or None."""
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
    """Return whether a place is a web address, which no path of a file looks like."""
    return place.path.startswith(("http://", "https://"))


def _with_position(file: str, place: Place) -> str:
    return ":".join(str(part) for part in (visible(file), place.line, place.column) if part)


@lru_cache(4)
def _lines(opened: Folder, path: str) -> list[str]:
    """Read a file's lines; none if it cannot be read as a page."""
    try:
        return _LINE_END.split(Source(opened.read(path)).text)
    except (OSError, SmooptError):
        return []


def _shown(text: str) -> str:
    return plain(text.replace("\t", "    "))


def _head(text: str, width: int) -> str:
    """Shorten a text at its end to `width` columns."""
    if columns(text) <= width:
        return text
    return clip(text, 0, width - 1).rstrip() + "…"


def _tail(text: str, width: int, *, cut: bool) -> str:
    """Shorten a text at its beginning to `width` columns, or mark that it was `cut` already."""
    size = columns(text)
    if size <= width and not cut:
        return text
    return "…" + clip(text, max(0, size - width + 1), size).lstrip()
