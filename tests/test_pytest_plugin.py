"""pytest finds the fixtures by the entry point, and loads nothing else of smoopt before a test."""

import sys
from collections.abc import Callable
from pathlib import Path

from smoopt.testing import Built, build
from tests.support.runs import ended

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


def test_the_fixture_is_the_function(smoopt_build: Callable[..., Built]) -> None:
    assert smoopt_build is build


def test_pytest_finds_the_fixtures(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(TEST)
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error"]
    done = ended([*words, "--rootdir", str(tmp_path), str(tmp_path)])
    assert done.code == 0, done.out
