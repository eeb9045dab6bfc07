"""The line of a page that a finding is about, with a caret under the column."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from rich.cells import cell_len, set_cell_size

from smoopt.audit.formats.plain import plain
from smoopt.errors import PageError
from smoopt.finding import Place
from smoopt.source import Source

# So much of what is shown of a line stands before the column.
_BEFORE = 28
# A minified page is one line: as much of it is looked at.
_NEAR = 400
_LINE_END = re.compile(r"\r\n|\r|\n")


def snippet(root: Path, place: Place, width: int = 88) -> tuple[str, str] | None:
    """Give a place's line, so wide at most, and the caret under it; None where it has none."""
    if not (place.line and place.column):
        return None
    lines = _lines(root / place.path)
    if place.line > len(lines):
        return None
    line, column = lines[place.line - 1], place.column - 1
    start = max(0, column - _NEAR)
    before = _tail(_shown(line[start:column]).lstrip(), _BEFORE, cut=start > 0)
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
