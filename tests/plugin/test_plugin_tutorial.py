"""The tutorial, step by step: its commands are run, its files written, in a fresh environment."""

import re
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.fresh_environment import FreshEnvironment
from tests.support.places import ROOT, SITES
from tests.support.runs import contents

TUTORIAL = (ROOT / "docs/how-to/write-a-plugin.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", TUTORIAL, re.DOTALL | re.MULTILINE)
# The first line of a file that is to be written names it.
NAMED = re.compile(r"(?:# |\{# )(\S+)(?: #\})?\n")


class Command(NamedTuple):
    """A command of the tutorial, and the lines that it prints, "…" for any."""

    line: str
    said: list[str]


def commands(block: str) -> list[Command]:
    found: list[Command] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(Command(line[2:], []))
        elif line != "…":
            found[-1].said.append(line)
    return found


@pytest.mark.apart
def test_what_it_shows_is_what_comes_of_it(tmp_path: Path) -> None:
    python = FreshEnvironment(tmp_path / "python")
    work = tmp_path / "work"
    shutil.copytree(SITES / "mkdocs", work / "public")
    before = contents(work / "public")
    for language, block in BLOCKS:
        if language == "console":
            for command in commands(block):
                _run(python, command, work)
        else:
            named = NAMED.match(block)
            assert named is not None, block
            (work / named[1]).write_text(block.removeprefix(named[0]), "utf-8")
    assert contents(work / "public") == before
    ruff = f"{sys.executable} -m ruff"
    style = f"{ruff} check --no-cache . && {ruff} format --no-cache --check ."
    done = python.run(style, work / "smoopt-reading-time")
    assert done.code == 0, done.out


def _run(python: FreshEnvironment, command: Command, work: Path) -> None:
    """Run a command; raises AssertionError unless it prints the lines in their order."""
    done = python.run(command.line, work)
    assert done.code == 0, (command.line, done)
    rest = done.out + done.err
    for line in command.said:
        pattern = ".*".join(map(re.escape, line.split("…")))
        found = re.search(f"^{pattern}$", rest, re.MULTILINE)
        assert found is not None, (line, rest)
        rest = rest[found.end() :]


def test_the_path_from_nothing_to_a_page_is_whole() -> None:
    languages = [language for language, _ in BLOCKS]
    assert languages == [
        *("console", "toml", "console", "python", "jinja", "python", "console", "toml", "console")
    ]
