"""What changed, found by looking: real files, and as few pauses as it takes."""

import shutil
from pathlib import Path

import pytest

from smoopt.files.changes import look_again
from smoopt.files.open_folder import OpenFolder
from smoopt.files.walk import Walk, walk
from smoopt.watch.events import EVERYTHING
from smoopt.watch.polling import Polling
from tests.support.sites import write_files


class Known:
    """What has been built, as a builder knows it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.walked = walk(root)

    def __call__(self) -> Walk:
        return self.walked

    def build(self, paths: set[str]) -> None:
        self.walked, _ = look_again(OpenFolder(self.root), self.walked, paths)


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smoopt.watch.polling._PAUSE", 0.001)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "site", {"a.html": "a", "b/c.html": "c", "b/d.html": "d"})


def test_files_that_were_made_written_and_removed_are_found(root: Path) -> None:
    polling = Polling(root, Known(root))
    assert polling.wait(0) == set()
    write_files(root, {"a.html": "longer", "e/f.html": "f"})
    (root / "b/c.html").unlink()
    assert polling.wait(0) == {"a.html", "e/f.html", "b/c.html"}


def test_what_changes_no_further_is_told_once(root: Path) -> None:
    known = Known(root)
    polling = Polling(root, known)
    write_files(root, {"a.html": "longer"})
    assert polling.wait(0) == {"a.html"}
    assert polling.wait(0) == set()
    write_files(root, {"a.html": "longer still"})
    assert polling.wait(0) == {"a.html"}
    known.build({"a.html"})
    assert polling.wait(0) == set()
    write_files(root, {"a.html": "short"})
    assert polling.wait(0) == {"a.html"}


def test_a_folder_that_moves_is_found_file_by_file(root: Path) -> None:
    polling = Polling(root, Known(root))
    (root / "b").rename(root / "x")
    assert polling.wait(0) == {"b/c.html", "b/d.html", "x/c.html", "x/d.html"}


def test_a_folder_that_is_away_makes_everything_count(root: Path) -> None:
    polling = Polling(root, Known(root))
    shutil.rmtree(root)
    assert polling.wait(0) == {EVERYTHING}
