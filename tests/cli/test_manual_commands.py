"""What the manual tells to type can be typed, and what it shows below is compared by a test."""

import re
import shlex
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click
import pytest
from click.exceptions import Exit

from smoopt.cli import COMMANDS, cli
from tests.support.console import BLOCK, shown
from tests.support.places import ROOT, TESTS

PAGES = (
    *sorted((ROOT / "docs").rglob("*.md")),
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted((ROOT / "plugins").glob("*/README.md")),
)
TRIED = re.compile(r'shown\("(\S+\.md)"\)')
# The tests of these try all of their examples.
WHOLE = {
    "docs/how-to/write-a-plugin.md": "plugin/test_plugin_tutorial.py",
    "docs/tutorial/index.md": "cli/test_tutorial.py",
}
_SHELL = re.compile(r"^ *```(?:sh|console|text|yaml)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^ *(?:\$ |- run: )?(smoopt .*)$", re.MULTILINE)


def lines(text: str) -> Iterator[str]:
    """Give each call of smoopt in the blocks that are typed into a shell, without their output."""
    for block in _SHELL.findall(text):
        is_console = "$ smoopt" in block
        for line in _LINE.finditer(block):
            if not is_console or line[0].startswith("$ "):
                yield from (part for part in line[1].split(" && ") if part.startswith("smoopt "))


def test_there_are_many() -> None:
    assert sum(len([*lines(path.read_text("utf-8"))]) for path in PAGES) > 60


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_commands_and_options_are_there(path: Path) -> None:
    for line in lines(path.read_text("utf-8")):
        typed = re.split(r"\s[|>#]\s?", line)[0].replace("…", "")
        typed = re.sub(r"\$\{[^}]*\}", "", typed)  # what a shell puts there, if anything
        # An object store would be asked.
        words = [re.sub(r"^(?!https?:)\w+://", "", word) for word in shlex.split(typed)[1:]]
        if words[0] in COMMANDS and "[OPTIONS]" not in words:
            context = click.Context(cli, **cli.context_settings)
            command = cli.get_command(context, words[0])
            assert command
            with suppress(Exit):  # of options that do all by themselves
                command.make_context(words[0], words[1:], parent=context)
        else:
            assert words[0] in {*COMMANDS, "--help", "--version"}, line


def test_every_page_that_shows_what_is_printed_is_tried() -> None:
    sources = {path: path.read_text("utf-8") for path in TESTS.rglob("test_*.py")}
    tried = {name for text in sources.values() for name in TRIED.findall(text)}
    for name, test in WHOLE.items():
        assert name in sources[TESTS / test]
    names = {path.relative_to(ROOT).as_posix() for path in PAGES}
    assert tried | {*WHOLE} == {name for name in names if shown(name)}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_printed_that_was_not_typed(path: Path) -> None:
    assert all(block.startswith("$ ") for block in BLOCK.findall(path.read_text("utf-8")))
