"""tools/release.py writes a version and its section of the changelog, or refuses to."""

import datetime
import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.support.places import ROOT
from tests.support.runs import contents, ended
from tests.support.sites import write_files

TOOL: dict[str, Any] = runpy.run_path(str(ROOT / "tools" / "release.py"))
DAY = datetime.date(2026, 12, 1)
MODULE = '"""The version."""\n\n__version__ = "0.1.0"\n'
NEWS = "# Changelog\n\nAll of it.\n\n## Unreleased\n\n### Added\n- A thing.\n"
OLD = "\n## 0.1.0 - 2026-11-01\n\n### Added\n- Everything.\n"


@pytest.mark.parametrize("version", ["0.1.0", "0.1.1", "0.2.0", "0.10.0", "1.0.0"])
def test_a_version_that_is_not_older_is_written(version: str) -> None:
    assert TOOL["versioned"](MODULE, version) == MODULE.replace("0.1.0", version)


@pytest.mark.parametrize("version", ["0.0.9", "1", "v1.0.0", "1.0.0rc1", "1.0.0\n"])
def test_another_version_is_refused(version: str) -> None:
    with pytest.raises(TOOL["Refused"], match="expected"):
        TOOL["versioned"](MODULE, version)


def test_what_is_unreleased_moves_below_the_version_and_its_day() -> None:
    heading = "## Unreleased\n\n## 0.2.0 - 2026-12-01\n"
    expected = NEWS.replace("## Unreleased\n", heading) + OLD
    assert TOOL["dated"](NEWS + OLD, "0.2.0", DAY) == expected


@pytest.mark.parametrize(
    "changelog", ["# Changelog\n", "# Changelog\n\n## Unreleased\n" + OLD, NEWS + OLD]
)
def test_a_release_without_news_or_made_before_is_refused(changelog: str) -> None:
    with pytest.raises(TOOL["Refused"]):
        TOOL["dated"](changelog, "0.1.0", DAY)


@pytest.mark.parametrize(
    "url", ["https://smoopt.example/", "https://docs.example", "https://github.com/OWNER/smoopt"]
)
def test_a_release_without_public_addresses_is_refused(url: str) -> None:
    urls = f'[project.urls]\nHome = "https://smoopt.dev/"\nSource = "{url}"\n'
    with pytest.raises(TOOL["Refused"], match=f"Source is {url}, .+ expected the public address"):
        TOOL["refuse_placeholders"](urls)
    TOOL["refuse_placeholders"](urls.replace(url, "https://code.example.org/smoopt"))


def test_the_manual_has_the_addresses_of_the_project() -> None:
    urls = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]
    site = tomllib.loads((ROOT / "zensical.toml").read_text("utf-8"))["project"]
    assert site["site_url"] == urls["Documentation"]
    pages = (path.read_text("utf-8") for path in (ROOT / "docs").rglob("*.md"))
    named = {name for text in pages for name in re.findall(r"([\w-]+/smoopt)@v\d", text)}
    assert named == {urlsplit(urls["Source"]).path.strip("/")}


def test_nothing_is_written_while_there_is_what_is_not_committed(tmp_path: Path) -> None:
    files = {"smoopt/model/version.py": MODULE, "CHANGELOG.md": NEWS}
    tool = (ROOT / "tools" / "release.py").read_text("utf-8")
    write_files(tmp_path, {**files, "tools/release.py": tool})
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    before = contents(tmp_path)
    run = ended([sys.executable, "tools/release.py", "0.2.0", "--without-tests"], cwd=tmp_path)
    assert run.code == 1
    assert run.err.startswith("no release: there is what is not committed:\n")
    assert {name for name in contents(tmp_path) if ".git/" not in name} == {
        name for name in before if ".git/" not in name
    }
    assert (tmp_path / "CHANGELOG.md").read_text() == NEWS
