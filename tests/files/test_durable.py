"""What was written is on the disk when smoopt says so."""

import os
from pathlib import Path

import pytest

from smoopt.files import durable


def test_a_folder_is_synced(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("page")
    durable.sync(tmp_path)


def test_where_nothing_can_be_synced_that_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        durable.sync(tmp_path / "missing")


def test_elsewhere_all_disks_are_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(durable.sys, "platform", "darwin")
    monkeypatch.setattr(os, "sync", lambda: done.append("all"))
    durable.sync(tmp_path)
    assert done == ["all"]
