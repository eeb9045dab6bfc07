"""What the manual tells to type can be typed, and prints what the manual shows."""

import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click
import pytest
from click.exceptions import Exit

from smoopt.cli import COMMANDS, cli
from tests.support.console import Example, examples, is_printed
from tests.support.places import ROOT, SITES
from tests.support.runs import page, smoopt
from tests.support.sites import write_files

PAGES = (*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md")
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


def example(name: str, line: str) -> Example:
    """Give the first example of a page whose line begins like this, and which prints something."""
    text = (ROOT / "docs/reference" / name).read_text("utf-8")
    return next(one for one in examples(text) if one.line.startswith(line) and one.printed)


def test_a_wrong_option_is_told_like_this(tmp_path: Path) -> None:
    settings = '[plugins.share]\nnetwroks = ["mastodon"]\n'
    write_files(tmp_path, {"public/index.html": page("A"), "smoopt.toml": settings})
    ran = smoopt("build", "public/", cwd=tmp_path)
    assert (ran.code, ran.err) == (2, example("configuration.md", "smoopt build").printed)


def test_a_wrong_template_is_told_like_this(tmp_path: Path) -> None:
    link = '<li>\n<a href="{{ link.hreff }}">{{ link.label }}</a></li>'
    bar = f'<ul data-smoopt="share">\n{{% for link in links %}}\n{link}{{% endfor %}}</ul>'
    files = {"public/index.html": page("A"), "templates/share.html.j2": bar, "smoopt.toml": ""}
    write_files(tmp_path, files)
    ran = smoopt("build", "public/", "--url", "https://example.org/", cwd=tmp_path)
    assert ran.code == 2
    assert ran.err == example("plugins/share.md", "smoopt build").printed


def test_a_build_sums_up_like_this(tmp_path: Path) -> None:
    shutil.copytree(SITES / "hugo", tmp_path / "public")
    ran = smoopt("build", "public/", cwd=tmp_path)
    shown = example("commands/build.md", "smoopt build public/")
    assert is_printed(shown, ran.out), ran.out


def test_what_is_loaded_from_others_is_listed_like_this(tmp_path: Path) -> None:
    fonts = '<link rel="stylesheet" href="https://fonts.googleapis.com/css2?family=Inter">'
    film = (
        '<iframe title="Low tide" src="https://www.youtube-nocookie.com/embed/x"></iframe></main>'
    )
    plain = page("A").replace("</title>", f"</title>\n{fonts}")
    files = {f"public/{name}.html": plain for name in ("index", "boats", "weather")}
    films = {"public/tides/index.html": plain.replace("</main>", film)}
    write_files(tmp_path, {**files, **films, "public/links.html": page("Links")})
    shown = example("commands/privacy.md", "smoopt privacy")
    ran = smoopt(*shlex.split(shown.line)[1:], cwd=tmp_path)
    assert (ran.code, ran.out) == (0, shown.printed)
