"""What has another name now is served by the old one, with a warning that names the release."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

import smoopt
from smoopt.model.errors import PluginError
from smoopt.plugin import load, renamed
from smoopt.plugin.renamed import Renamed
from smoopt.testing import build
from tests.support.runs import smoopt as run
from tests.support.sites import write_files

PAGE = "<!doctype html><title>A</title><main><p>Hello.</p></main></body></html>"
HOOK = Renamed("hook", "changes", "edits", "0.3", "1.0")
ARGUMENT = Renamed("argument", "document", "page", "0.3", "1.0")
NAME = Renamed("name", "Range", "Span", "0.3", "1.0")
OLD = """
from smoopt import Edit, Plugin, Range, hookimpl, slot

class Old(Plugin, frozen=True):
    @hookimpl
    def changes(self, document):
        at = slot(document, "body-end")
        yield Edit(Range(at, at), '<p data-smoopt="old">old</p>', "old", "it was so")
"""
# For several releases: the new name is there, so the old one is not called.
BOTH = f"""{OLD}
    @hookimpl
    def edits(self, page):
        return ()
"""


@pytest.fixture(autouse=True)
def _renamed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Rename a hook, an argument and a name of `smoopt`."""
    for table, each in (("HOOKS", HOOK), ("ARGUMENTS", ARGUMENT), ("NAMES", NAME)):
        monkeypatch.setattr(renamed, table, {each.old: each})
    yield
    load._loaded.cache_clear()


def _built(tmp_path: Path, source: str) -> tuple[str, list[str]]:
    """Build a page with a plugin in a file; gives the page and what was warned of."""
    file = write_files(tmp_path, {"old.py": source}) / "old.py"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        plugins = {"old": {"file": f"{file}:Old"}}
        built = build({"a.html": PAGE}, ["old"], settings={"plugins": plugins})
    assert {each.category for each in caught} == {DeprecationWarning}
    return built.pages["a.html"], [
        f"{Path(w.filename).name}:{w.lineno}: {w.message}" for w in caught
    ]


def test_old_names_are_served_and_their_own_lines_are_named(tmp_path: Path) -> None:
    page, warned = _built(tmp_path, OLD)
    assert '<p data-smoopt="old">old</p>' in page
    until = "since smoopt 0.3; smoopt 1.0 will not know"
    assert set(warned) == {
        f"old.py:2: the name 'Range' is called 'Span' {until} 'Range'",
        f"old.py:5: the hook 'changes' is called 'edits' {until} 'changes'",
        f"old.py:5: the argument 'document' is called 'page' {until} 'document'",
    }


def test_a_plugin_that_has_both_names_is_called_by_the_new_one(tmp_path: Path) -> None:
    page, warned = _built(tmp_path, BOTH)
    assert page == PAGE
    assert not [each for each in warned if "hook" in each]


def test_smoopt_plugins_says_what_is_outdated(tmp_path: Path) -> None:
    write_files(tmp_path, {"old.py": OLD, "smoopt.toml": "plugins.old = { file = 'old.py:Old' }"})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        shown = run("plugins", "old", cwd=tmp_path).out
    assert "hooks: changes" in shown
    assert "outdated: the hook 'changes' is called 'edits' since smoopt 0.3; smoopt 1.0" in shown


def test_what_is_no_longer_served_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(renamed, "HOOKS", {})
    with pytest.raises(PluginError, match="there is no hook 'changes'"):
        _built(tmp_path, OLD)
    monkeypatch.setattr(renamed, "NAMES", {})
    with pytest.raises(AttributeError, match="module 'smoopt' has no attribute 'Range'"):
        _ = smoopt.Range  # type: ignore[attr-defined]
