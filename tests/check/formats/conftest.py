"""A small site for the forms to name."""

from pathlib import Path

import pytest

from tests.support.sites import write_files


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path / "public", {"a.html": "<p>\n  <b>one</b>\n"})
    return Path("public")
