"""Pages that took the place of the author's are on the disk before a run says that it is done."""

import errno
import os
from pathlib import Path

import pytest

from smoopt.files import open_folder
from tests.support.runs import URL, page, smoopt
from tests.support.sites import write_files


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "site", {"index.html": page("Home"), "a/b.html": page("B")})


def test_pages_are_synced_after_they_are_written_and_before_that_is_remembered(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[bool, bool]] = []

    def look(folder: Path) -> None:
        built = all(b"og:title" in file.read_bytes() for file in folder.rglob("*.html"))
        seen.append((built, bool(list(root.parent.glob(".smoopt/*.manifest")))))

    monkeypatch.setattr(open_folder, "sync", look)
    assert smoopt("build", root, "--url", URL).code == 0
    assert smoopt("build", root, "--url", URL).code == 0  # nothing to write, nothing to wait for
    assert smoopt("undo", root).code == 0
    assert seen == [(True, False), (False, True)]


def test_another_folder_needs_no_sync(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_folder, "sync", lambda _: pytest.fail("it is not the author's"))
    assert smoopt("build", root, "-o", root.parent / "out", "--url", URL).code == 0
    assert smoopt("build", root, "--url", URL, "--dry-run").code == 0


def test_a_disk_that_fails_is_reported(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(open_folder, "sync", fail)
    for words in (("build", root, "--url", URL), ("undo", root)):
        run = smoopt(*words)
        assert run.code == 1
        assert "the file may not be saved on the disk: Input/output error" in run.err
