"""The line of a page that a finding is about, with a caret under the column."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from rich.cells import cell_len, set_cell_size

from smoopt.html.source import Source
from smoopt.model.errors import PageError
from smoopt.model.finding import Finding, Place
from smoopt.model.plain_text import plain

# Of the width of what is shown of a line, the part that may stand before the column.
_BEFORE = 0.32
# A minified page is one line: as much of it is looked at.
_NEAR = 400
_LINE_END = re.compile(r"\r\n|\r|\n")


def snippet(root: Path, place: Place, width: int) -> tuple[str, str] | None:
    """Give a place's line and the caret under it, in so many columns; None where it has none."""
    if not (place.line and place.column):
        return None
    lines = _lines(root / place.path)
    if place.line > len(lines):
        return None
    line, column = lines[place.line - 1], place.column - 1
    start = max(0, column - _NEAR)
    before = _tail(_shown(line[start:column]).lstrip(), int(width * _BEFORE), cut=start > 0)
    after = _head(_shown(line[column : column + _NEAR]), width - cell_len(before))
    return f"{before}{after}", f"{' ' * cell_len(before)}^"


@lru_cache(4)
def _lines(file: Path) -> list[str]:
    """Read a file's lines; none where it cannot be read as a page."""
    try:
        return _LINE_END.split(Source(file.read_bytes()).text)
    except (OSError, PageError):
        return []


def _shown(text: str) -> str:
    return plain(text.replace("\t", "    "))


def _head(text: str, width: int) -> str:
    """Cut a text's end off where it is too wide."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…"


def _tail(text: str, width: int, *, cut: bool) -> str:
    """Cut a text's beginning off where it is too wide, or say that it was `cut` off already."""
    if cell_len(text) <= width and not cut:
        return text
    return "…" + "".join(reversed(list(_last(text, width - 1))))


def _last(text: str, width: int) -> Iterator[str]:
    """Give the last characters that fit, from the end."""
    for character in reversed(text):
        width -= cell_len(character)
        if width < 0:
            return
        yield character


# What may stand unescaped in a path: https://www.rfc-editor.org/rfc/rfc3986#section-3.3
_SAFE = "/!$&'()*+,;=@~"


class Files:
    """Names the files of a site; `apart` where it does not lie below the current folder."""

    def __init__(self, root: Path) -> None:
        """Take the site's folder as the user named it."""
        whole, here = root.resolve(), Path.cwd().resolve()
        self.whole = whole
        self.apart = not whole.is_relative_to(here)
        self._folder = "" if self.apart else whole.relative_to(here).as_posix()

    def of(self, finding: Finding) -> str:
        """Name a finding's file; the site's folder where it is about the whole site."""
        path = finding.place.path
        if not path:
            return self._folder or "."
        return path if self._folder in {"", "."} else f"{self._folder}/{path}"

    def uri(self, finding: Finding) -> str:
        """Give the same as a relative reference of a URI; a name that is no text by its bytes."""
        return quote(self.of(finding), _SAFE, encoding="utf-8", errors="surrogateescape")
