"""What is released: the same bytes each time, with all that it needs and nothing else."""

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Mapping
from email.parser import HeaderParser
from pathlib import Path
from typing import NamedTuple

import pytest

from smoopt.model.version import __version__
from tests.support.places import ROOT, SITES
from tests.support.runs import contents, ended, environment

pytestmark = pytest.mark.apart

INFO = f"smoopt-{__version__}.dist-info"


class Built(NamedTuple):
    """A wheel and a source distribution."""

    wheel: Path
    source: Path


def build(source: Path, target: Path, *options: str) -> Built:
    """Build both, or what the options say."""
    words = [sys.executable, "-m", "hatchling", "build", "-d", str(target), *options]
    run = ended(words, cwd=source, env={**os.environ, "SOURCE_DATE_EPOCH": "1800000000"})
    assert run.code == 0, run.err
    name = f"smoopt-{__version__}"
    return Built(target / f"{name}-py3-none-any.whl", target / f"{name}.tar.gz")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(ROOT, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def unpacked(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the source distribution, unpacked."""
    folder = tmp_path_factory.mktemp("source")
    with tarfile.open(built.source) as packed:
        packed.extractall(folder, filter="data")
    return folder / f"smoopt-{__version__}"


def tracked(folder: str) -> set[str]:
    """Name the files of a folder that belong to the project."""
    words = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run([*words, folder], check=True, capture_output=True, text=True).stdout
    return {name for name in listed.splitlines() if (ROOT / name).exists()}


def test_what_is_built_from_the_source_distribution_is_the_same(
    built: Built, unpacked: Path, tmp_path: Path
) -> None:
    again = build(unpacked, tmp_path)
    assert again.wheel.read_bytes() == built.wheel.read_bytes()
    assert again.source.read_bytes() == built.source.read_bytes()


def test_the_wheel_holds_the_package_its_licences_and_nothing_else(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as packed:
        names = {*packed.namelist()}
        times = {entry.date_time for entry in packed.infolist()}
    icons = "smoopt/builtin/share/bar/icons"
    assert names == tracked("smoopt") | {
        f"{INFO}/{name}"
        for name in (
            *("METADATA", "WHEEL", "RECORD", "entry_points.txt", "sboms/sbom.cdx.json"),
            *("licenses/LICENSE", "licenses/LICENSES/Unicode-3.0.txt"),
            *(f"licenses/{icons}/NOTICE", f"licenses/{icons}/LICENSE-Apache-2.0"),
        )
    }
    assert len(times) == 1


def test_the_source_distribution_has_the_manual_and_no_tests(unpacked: Path) -> None:
    there = {path.name for path in unpacked.iterdir()}
    assert there == {
        *("smoopt", "docs", "LICENSES", "pyproject.toml", "PKG-INFO", ".gitignore"),
        *("README.md", "CHANGELOG.md", "LICENSE", "SECURITY.md", "sbom.cdx.json"),
    }
    of_docs = {path.relative_to(unpacked).as_posix() for path in (unpacked / "docs").rglob("*")}
    assert of_docs >= tracked("docs")


def test_the_wheel_says_what_it_is(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as packed:
        said = HeaderParser().parsestr(packed.read(f"{INFO}/METADATA").decode())
        points = packed.read(f"{INFO}/entry_points.txt").decode()
    assert (said["Name"], said["Version"]) == ("smoopt", __version__)
    assert said["License-Expression"] == "MIT AND Apache-2.0 AND CC0-1.0 AND Unicode-3.0"
    assert said["Requires-Python"] == ">=3.11"
    assert "smoopt = smoopt.cli:main" in points
    versions = {line for line in said.get_all("Classifier", []) if ":: 3." in line}
    assert {line.rpartition(" ")[2] for line in versions} == {"3.11", "3.12", "3.13", "3.14"}


def test_what_is_installed_builds_explains_checks_reports_and_undoes(
    built: Built, tmp_path: Path
) -> None:
    with zipfile.ZipFile(built.wheel) as packed:
        packed.extractall(tmp_path / "installed")
    site = Path(shutil.copytree(SITES / "mkdocs", tmp_path / "site"))
    before = contents(site)
    env = environment(PYTHONPATH=str(tmp_path / "installed"))
    where = ended([sys.executable, "-c", "import smoopt; print(smoopt.__file__)"], tmp_path, env)
    assert where.out.startswith(str(tmp_path))
    for words in (
        ("build", "site"),
        ("explain", "site/index.html"),
        ("check", "site", "--fail-on", "never"),
        ("report", "site", "-o", "report.html"),
        ("undo", "site"),
    ):
        run = ended([sys.executable, "-m", "smoopt", *words], tmp_path, env)
        assert run.code == 0, run.err
    assert contents(site) == before


# Licences


def shipped_data() -> set[str]:
    """Name the tables that tools have written of what others have made."""
    written = "\n".join(path.read_text("utf-8") for path in (ROOT / "tools").glob("make_*.py"))
    named = {*re.findall(r'"(smoopt/[\w/]+\.json)"', written)}
    return named | {"smoopt/builtin/share/bar/icons/icons.json"}


def test_the_bill_of_materials_names_all_that_others_have_made(tmp_path: Path) -> None:
    said = json.loads((ROOT / "sbom.cdx.json").read_text("utf-8"))
    parts: list[Mapping[str, dict[str, list[dict[str, str]]]]] = said["components"]
    named = {place["location"] for part in parts for place in part["evidence"]["occurrences"]}
    assert named == shipped_data()
    assert all((ROOT / name).is_file() for name in named)


def test_the_bill_and_its_page_are_written_by_the_tool(tmp_path: Path) -> None:
    script = (
        "import runpy; said = runpy.run_path('tools/make_sbom.py');"
        "assert said['bill']() == said['BILL'].read_text('utf-8');"
        "assert said['manual']() == said['MANUAL'].read_text('utf-8')"
    )
    run = ended([sys.executable, "-c", script], cwd=ROOT)
    assert run.code == 0, f"run tools/make_sbom.py: {run.err}"
