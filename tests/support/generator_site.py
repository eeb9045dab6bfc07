"""Sites as generators make them of nothing, with smoopt put in as its manual says.

Each generator lies in a folder of its own that tests/generators/install.py makes once.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.support.places import ROOT
from tests.support.runs import Run, contents, ended

TOOLS = ROOT / ".generators"
MANUAL = ROOT / "docs/how-to/generators"
# Commands are fenced as `sh`; what a file gets stands below a line that says so.
_FILE = re.compile(r"(Write|Add to|Replace in) `([^`]+)`:$")
# What tests/generators/install.py has done.
_INSTALLING = re.compile(r"(?:python3? -m )?pip install smoopt\b|npm install\b|gem install\b")
# Those that generate the same twice are told the time, and some have sets in their order:
# https://reproducible-builds.org/specs/source-date-epoch/ (2026-12-01)
_ALIKE = {"SOURCE_DATE_EPOCH": "1700000000", "PYTHONHASHSEED": "0"}


class Instruction(NamedTuple):
    """A fenced block of the manual: a command, or what a file gets, and how."""

    text: str
    file: str = ""
    how: str = ""


def instructions(page: Path, section: str = "") -> Iterator[Instruction]:
    """Read the instructions of a section of a page; those above all sections belong to ""."""
    at, above = "", ""
    for token, before in _pairs(page):
        if token.type == "inline":
            above = token.content
            if before == "h2":
                at = above
        elif token.type == "fence" and at == section:
            told = _FILE.search(above)
            if told:
                yield Instruction(token.content, told[2], told[1])
            elif token.info == "sh":
                yield Instruction(token.content)
            above = ""


def _pairs(page: Path) -> Iterator[tuple[Token, str]]:
    tag = ""
    for token in MarkdownIt().parse(page.read_text("utf-8")):
        yield token, tag
        tag = token.tag


def _merged(first: dict[str, object], second: dict[str, object]) -> dict[str, object]:
    merged = dict(first)
    for name, value in second.items():
        there = first.get(name)
        both = isinstance(there, dict) and isinstance(value, dict)
        merged[name] = _merged(there, value) if both else value
    return merged


class GeneratorSite:
    """A site of a generator in a folder of its own; `output` is where it is written to."""

    def __init__(self, name: str, folder: Path, output: str) -> None:
        self.tool = TOOLS / name
        if not self.tool.is_dir():
            pytest.fail(f"{name} is not installed; run `make test-generators`")
        self.folder, self.output = folder, folder / output
        self.page = MANUAL / f"{name}.md"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its commands: its own tools first, and a home folder of its own."""
        left_out = {"FORCE_COLOR", "PYTHONPATH", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE"}
        kept = {name: value for name, value in os.environ.items() if name not in left_out}
        home = self.folder.parent / "home"
        home.mkdir(exist_ok=True)
        path = os.pathsep.join((str(self.tool / "bin"), kept.get("PATH", os.defpath)))
        own = {"PATH": path, "HOME": str(home), "XDG_CACHE_HOME": str(home / ".cache")}
        return {**kept, **_ALIKE, **own, "NO_COLOR": "1"}

    def run(self, command: str, code: int | None = 0, seconds: float = 300) -> Run:
        """Run a command line in the site's folder; None: however it ends."""
        run = ended(["sh", "-ec", command], self.folder, self.environment, seconds)
        assert code in {None, run.code}, f"{command}: exit code {run.code}\n{run.out}{run.err}"
        return run

    def write(self, file: str, text: str) -> None:
        """Write a file of the site, as its author would."""
        place = self.folder / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")

    def add(self, file: str, text: str) -> None:
        """Add lines to a file of the site, or members to one of JSON."""
        before = (self.folder / file).read_text("utf-8")
        if file.endswith(".json"):
            self.write(file, json.dumps(_merged(json.loads(before), json.loads(text)), indent=2))
        else:
            self.write(file, f"{before.rstrip()}\n\n{text}")

    def follow(self, section: str = "") -> None:
        """Do what a section of the manual says, but for what is installed already."""
        for text, file, how in self._told(section):
            if how:
                self._change(file, text, how)
            elif not _INSTALLING.match(text):
                self.run(text)

    def prepare(self) -> str:
        """Give the site's files what the beginning of the manual says; gives the command to run."""
        told = self._told("")
        for text, file, how in told:
            if how:
                self._change(file, text, how)
        (command,) = (text for text, _, how in told if not how and not _INSTALLING.match(text))
        return command

    def _told(self, section: str) -> list[Instruction]:
        told = [*instructions(self.page, section)]
        assert told, f"{self.page}: says nothing that can be done in {section or 'its beginning'}"
        return told

    def _change(self, file: str, text: str, how: str) -> None:
        if how == "Write":
            self.write(file, text)
        elif how == "Add to":
            self.add(file, text)
        else:
            self._replace(file, text)

    def _replace(self, file: str, text: str) -> None:
        """Put lines in place of those that set the same names."""
        before = (self.folder / file).read_text("utf-8")
        for line in text.splitlines():
            name = line.partition("=")[0].rstrip()
            found = re.search(rf"(?m)^{re.escape(name)}\s*=.*$", before)
            assert found, f"{file}: does not set {name}"
            before = f"{before[: found.start()]}{line}{before[found.end() :]}"
        self.write(file, before)

    def built(self) -> dict[str, tuple[str, bytes]]:
        """Read what has been written, without times."""
        return contents(self.output)

    def pages(self) -> dict[str, str]:
        """Read the pages that have been written."""
        files = sorted(self.output.rglob("*.html"))
        return {file.relative_to(self.output).as_posix(): file.read_text("utf-8") for file in files}

    def undo(self) -> None:
        """Take back what smoopt did."""
        self.run(f"smoopt undo {self.output}")
