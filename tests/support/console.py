"""Console examples of the manual: what is typed, and what is printed then."""

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.support.places import ROOT
from tests.support.runs import on_one_screen

BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^`([\w./-]+)`:\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)
_ANSWER = re.compile(r"\[y/N\]: (\w)$", re.MULTILINE)
_ANYTHING = "…"
# What differs from run to run, from machine to machine and from release to release.
_VARYING = (
    r"\b\d+\.\d\d s\b",
    r"\b\d+ ms\b",
    r'"[0-9a-f]+…?"',
    r"\bhttp://127\.0\.0\.1:\d+/",
    r"\bsmoopt(?:, version)? \d+(?:\.\w+)+",
    r"\bCPython \S+ on \w+ \S+ \(\w+\)",
)
_LOOSE = re.compile("|".join((*_VARYING, _ANYTHING)))


class Example(NamedTuple):
    """A line after `$`, without its comment, and the lines below it."""

    line: str
    printed: str


def examples(text: str) -> Iterator[Example]:
    """Give the examples of a page in their order."""
    for block in BLOCK.findall(text):
        for run in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, printed = run.partition("\n")
            yield Example(line.partition("  #")[0].strip(), printed)


def shown(page: str) -> list[Example]:
    """Give those examples of a page that print something; it is named as in the project."""
    text = (ROOT / page).read_text("utf-8")
    return [example for example in examples(text) if example.printed.strip()]


def files(text: str) -> dict[str, str]:
    """Give the files that a page tells to write: a path, a colon, and what is in it."""
    return dict(_FILE.findall(text))


def is_printed(example: Example, printed: str) -> bool:
    """Tell whether a command has printed what the manual shows.

    `…` as a line stands for any lines, within a line for any text; times, ports and versions may
    be others.
    """
    lines = (_expected(line) for line in example.printed.splitlines(keepends=True))
    return re.fullmatch("".join(lines), printed) is not None


def assert_printed(
    example: Example,
    folder: Path,
    *more: object,
    code: int = 0,
    names: Mapping[str, str] | None = None,
) -> None:
    """Type an example in a folder, and see that it prints what the manual shows.

    `more` is typed behind it, and `names` stand in the place of names that the manual has. What the
    manual answers to a question is answered.
    """
    line = example.line
    for shown_name, name in (names or {}).items():
        line = line.replace(shown_name, name)
    answers = "".join(f"{answer}\n" for answer in _ANSWER.findall(example.printed))
    ran = on_one_screen(*shlex.split(line)[1:], *more, cwd=folder, answer=answers)
    said = ran.out
    for shown_name, name in (names or {}).items():
        said = said.replace(name, shown_name)
    assert (ran.code, is_printed(example, said)) == (code, True), f"{line} prints:\n{said}"


def _expected(line: str) -> str:
    if line == f"{_ANYTHING}\n":
        return r"(?s:(?:.*\n)?)"
    fixed = map(re.escape, _LOOSE.split(line))
    loose = (_alike(found[0]) for found in _LOOSE.finditer(line))
    return "".join(part for pair in zip(fixed, (*loose, ""), strict=True) for part in pair)


def _alike(text: str) -> str:
    """Give the pattern of what may stand in the place of a text."""
    return next((one for one in _VARYING if re.fullmatch(one, text)), r"[^\n]*")
