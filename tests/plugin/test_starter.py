"""`smoopt plugin new` writes packages that are complete, and refuses names that cannot be."""

import os
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path
from string import Template
from typing import get_args

import pytest
from hatchling.builders.wheel import WheelBuilder

from smoopt.model.errors import PluginError
from smoopt.plugin import starter
from smoopt.plugin.starter import Hook, NewPlugin, write
from tests.support.places import ROOT
from tests.support.runs import ALONE, Run, ended, environment, smoopt

# One of which the class would be named as one of smoopt's, the shortest and the longest.
NAMES: dict[Hook, str] = {
    "edits": "page",
    "findings": "a",
    "site_files": "name-of-thirty-letters-digits9",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a package of each hook, and one for each name."""
    root = tmp_path_factory.mktemp("begun")
    for hook, name in NAMES.items():
        write(NewPlugin(name, hook, 'Ann "A" Béé'), root)
        (root / hook).mkdir()
        for other in set(NAMES.values()) - {name}:
            write(NewPlugin(other, hook), root / hook)
    return root


def _tool(folder: Path, name: str, *words: str) -> Run:
    """Run a tool on the packages, which are not installed."""
    sources = os.pathsep.join(str(folder / f"smoopt-{name}/src") for name in NAMES.values())
    env = environment(PYTHONPATH=sources, MYPYPATH=sources, **ALONE)
    return ended([sys.executable, "-m", name, *words], cwd=folder, env=env)


def test_a_package_has_all_that_one_needs(folder: Path) -> None:
    package = folder / "smoopt-page"
    assert sorted(p.relative_to(package).as_posix() for p in package.rglob("*") if p.is_file()) == [
        *(".gitignore", "LICENSE", "README.md", "pyproject.toml"),
        "src/smoopt_page/__init__.py",
        "src/smoopt_page/py.typed",
        "src/smoopt_page/templates/page.html.j2",
        "tests/test_smoopt_page.py",
    ]
    assert 'Ann "A" Béé' in (package / "LICENSE").read_text("utf-8")
    said = tomllib.loads((package / "pyproject.toml").read_text("utf-8"))["project"]
    assert said["authors"] == [{"name": 'Ann "A" Béé'}]
    assert said["entry-points"]["smoopt"] == {"page": "smoopt_page:PagePlugin"}
    assert said["dependencies"] == ["smoopt>=0.1,<1"]


def test_all_that_it_is_written_from_is_in_the_wheel() -> None:
    wheel = {file.relative_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    files = Path(starter.__file__).parent.rglob(f"*{starter._SUFFIX}")
    assert wheel >= {file.relative_to(ROOT).as_posix() for file in files}


@pytest.mark.apart
def test_what_is_written_is_in_style_and_typed(folder: Path) -> None:
    for words in (["check"], ["format", "--check"]):
        done = _tool(folder, "ruff", *words, "--no-cache", ".")
        assert done.code == 0, done.out
    assert get_args(Hook) == tuple(NAMES)
    files = [f"smoopt-{name}/{part}" for name in NAMES.values() for part in ("src", "tests")]
    cache = ["--cache-dir", str(ROOT / ".mypy_cache")]
    done = _tool(folder, "mypy", *cache, "--strict", "--warn-unreachable", *files)
    assert done.code == 0, done.out


@pytest.mark.apart
def test_the_tests_that_are_written_pass(folder: Path) -> None:
    packages = [f"smoopt-{name}" for name in NAMES.values()]
    words = ["-p", "no:cacheprovider", "-c", f"{packages[0]}/pyproject.toml", *packages]
    done = _tool(folder, "pytest", *words)
    assert done.code == 0, done.out
    assert "passed" in done.out


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "'' is not a valid plugin name; expected small letters, digits and single hyphens"),
        ("Reading Time", "such as 'reading-time'; 'reading-time' would do"),
        ("../x", "'x' would do"),
        ("9a", "'9a' is not a valid plugin name"),
        ("a--b", "'a-b' would do"),
        ("naïve", "'naïve' is not a valid plugin name"),
        ("smoopt-credit", "is the name of a package; expected the plugin's: 'credit'"),
        ("a" * 31, "has 31 characters; expected at most 30"),
        ("share", "smoopt comes with a plugin named 'share'; give yours another name"),
        ("bar", "smoopt has a template named 'bar.html.j2'"),
    ],
)
def test_a_name_that_cannot_be_is_refused(tmp_path: Path, name: str, said: str) -> None:
    run = smoopt("plugin", "new", name, cwd=tmp_path)
    assert run.code == 2
    assert said in run.err
    assert [*tmp_path.iterdir()] == []


def test_a_name_that_is_installed_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    point = EntryPoint("ring", "smoopt_ring:Ring", "smoopt")
    monkeypatch.setattr(starter, "others", lambda: {"ring": point})
    with pytest.raises(PluginError, match="smoopt_ring:Ring has a plugin named 'ring'"):
        write(NewPlugin("ring"), tmp_path)


def test_nothing_is_written_over_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "smoopt-a").write_text("mine")
    run = smoopt("plugin", "new", "a", cwd=tmp_path)
    assert (run.code, "smoopt-a is there already" in run.err) == (2, True)
    assert (tmp_path / "smoopt-a").read_text() == "mine"
    run = smoopt("plugin", "new", "a", "--into", "b", cwd=tmp_path)
    assert (run.code, "b: there is no such folder" in run.err) == (2, True)
    run = smoopt("plugin", "new", "a", "--author", "A\nB", "--into", ".", cwd=tmp_path)
    assert (run.code, "is not a valid author name" in run.err) == (2, True)


def test_half_a_package_does_not_stay(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def failing(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Template, "substitute", failing)
    with pytest.raises(OSError, match="No space left"):
        write(NewPlugin("a"), tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_it_says_what_to_do_next(tmp_path: Path) -> None:
    (tmp_path / "my plugins").mkdir()
    run = smoopt("plugin", "new", "credit", "--into", "my plugins", cwd=tmp_path)
    assert run.code == 0
    assert run.out.splitlines() == [
        "wrote my plugins/smoopt-credit; now try:",
        "  cd 'my plugins/smoopt-credit'",
        "  pip install -e '.[dev]'",
        "  pytest",
        "a site has it once its smoopt.toml has the table [plugins.credit]",
    ]
