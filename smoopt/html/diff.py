"""What would change in a page, as a unified diff."""

from collections.abc import Iterator
from difflib import unified_diff

from smoopt.html.source_text import Source
from smoopt.model.errors import PageError


def diff(path: str, before: bytes, after: bytes) -> Iterator[str]:
    """Return the lines of a unified diff, without line ends; none if nothing changes."""
    lines = unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}", n=2, lineterm="")
    return (line.rstrip("\r\n") for line in lines)


def _lines(data: bytes) -> list[str]:
    try:
        text = Source(data).text
    except PageError:
        text = data.decode("latin-1")
    return text.encode("utf-8", "replace").decode("utf-8").splitlines()
