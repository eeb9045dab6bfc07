"""A site to run commands on."""

from pathlib import Path

import pytest

from tests.support.runs import page
from tests.support.sites import write_files


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_files(tmp_path / "public", {"index.html": page("Home"), "a/b.html": page("B")})
    return tmp_path
