"""pytest finds the fixtures by the entry point, and loads nothing else of smoopt before a test."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from smoopt.testing import Built, build
from tests.support.runs import Run, ended

TEST = """
import sys

HEAVY = ("smoopt", "msgspec", "turbohtml")
LOADED = {name for name in sys.modules if name.partition(".")[0] in HEAVY}

def test_little_is_loaded():
    assert LOADED <= {"smoopt", "smoopt.model", "smoopt.model.version", "smoopt.pytest_plugin"}

def test_a_page(smoopt_build, smoopt_check):
    page = "<!doctype html><title>A</title><p>Hello.</p>"
    assert "og:title" in smoopt_build({"a.html": page}, ["opengraph"]).pages["a.html"]
    assert smoopt_check({"a.html": page}, ["opengraph"]) == ()
"""

FAILING = """
from smoopt import Edit, Page, Plugin, Span, Templates, hookimpl, markup, own_file
from smoopt.testing import build

class Wrong(Plugin, frozen=True):
    @hookimpl
    def edits(self, page: Page):
        position = 0
        yield Edit(Span(position, position), b"x", "x", "y")  # the line that is wrong

class Raising(Plugin, frozen=True):
    @hookimpl
    def edits(self, page: Page):
        yield markup.text(5)

PAGES = {"a.html": "<!doctype html><title>A</title><p>Hello.</p>"}

def test_what_is_given_is_wrong():
    build(PAGES, [Wrong])

class Filled(Plugin, frozen=True):
    @hookimpl
    def edits(self, page: Page, templates: Templates):
        return templates.pattern("none.html.j2")

class Named(Plugin, frozen=True):
    @hookimpl
    def files(self, page: Page):
        return own_file("bar", ".css", b"")

def test_a_hook_raises():
    build(PAGES, [Raising])

def test_there_is_no_template():
    build(PAGES, [Filled])

def test_a_name_is_wrong():
    build(PAGES, [Named])

def test_a_setting_is_wrong():
    build(PAGES, [Wrong], settings={"sight": {}})

def test_an_argument_is_wrong():
    build(PAGES, Wrong)
"""


def test_the_fixture_is_the_function(smoopt_build: Callable[..., Built]) -> None:
    assert smoopt_build is build


def run_of(folder: Path) -> Run:
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error"]
    return ended([*words, "--rootdir", str(folder), str(folder)])


def test_pytest_finds_the_fixtures(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(TEST)
    done = run_of(tmp_path)
    assert done.code == 0, done.out


def test_a_failure_is_shown_with_the_plugin_s_lines_and_few_others(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(FAILING)
    line = FAILING.partition("# the line")[0].count("\n") + 1
    out = run_of(tmp_path).out
    assert f"as Edit.text; expected str (test_it.py:{line})" in out
    assert "yield markup.text(5)" in out
    assert "there is no setting `sight`" in out
    assert "plugins: expected a list" in out
    assert "own_file: the suffix is '.css'" in out
    assert "templates/none.html.j2" not in out
    assert ": there is no template 'none.html.j2'; put it into templates/" in out
    assert "smoopt/" not in out
    assert "jinja2/" not in out
    frames = re.findall(r"^(\S+):\d+: \w+$", out, re.MULTILINE)
    assert [Path(frame).name for frame in frames] == ["test_it.py"] * FAILING.count("def test_")
