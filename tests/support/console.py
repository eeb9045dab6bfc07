"""Console examples of the manual: what is typed, and what is printed then."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^`([\w./-]+)`:\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SECONDS = re.compile(r"\b\d+\.\d\d s\b")
_ANYTHING = "…"


class Example(NamedTuple):
    """A line after `$`, without its comment, and the lines below it."""

    line: str
    printed: str


def examples(text: str) -> Iterator[Example]:
    """Give the examples of a page in their order."""
    for block in _BLOCK.findall(text):
        for run in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, printed = run.partition("\n")
            yield Example(line.partition("  #")[0].strip(), printed)


def files(text: str) -> dict[str, str]:
    """Give the files that a page tells to write: a path, a colon, and what is in it."""
    return dict(_FILE.findall(text))


def is_printed(example: Example, printed: str) -> bool:
    """Tell whether a command has printed what the manual shows.

    `…` as a line stands for any lines, within a line for any text; seconds may be others.
    """
    lines = (_expected(line) for line in example.printed.splitlines(keepends=True))
    return re.fullmatch("".join(lines), printed) is not None


def _expected(line: str) -> str:
    if line == f"{_ANYTHING}\n":
        return r"(?s:(?:.*\n)?)"
    parts = (re.escape(part) for part in _SECONDS.sub("\0", line).split(_ANYTHING))
    return "[^\\n]*".join(parts).replace("\0", r"\d+\.\d\d s")
