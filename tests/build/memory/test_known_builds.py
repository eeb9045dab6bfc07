"""Manifests of outputs that are gone go, too, and no others."""

import shutil
from pathlib import Path

import pytest

from smoopt.build.memory.known_builds import built_among, forget_gone
from tests.support.runs import page, smoopt
from tests.support.sites import write_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a site that was built in place and into two folders."""
    write_files(tmp_path, {"site/index.html": page("Home")})
    for options in (), ("-o", "one"), ("-o", "two"):
        assert smoopt("build", "site", *options, cwd=tmp_path).code == 0
    return tmp_path


def manifests(folder: Path) -> set[Path]:
    return {*(folder / ".smoopt").glob("*.manifest")}


def test_folders_that_were_read_or_written_are_known(folder: Path) -> None:
    folders = [folder / name for name in ("one", "site", "three", "two")]
    assert built_among(folders, [folder]) == [folder / "one", folder / "site", folder / "two"]
    assert built_among(folders, [folder / "one"]) == []


def test_a_first_build_into_a_folder_forgets_those_that_are_gone(folder: Path) -> None:
    before = manifests(folder)
    shutil.rmtree(folder / "one")
    smoopt("build", "site", "-o", "two", "--url", "https://example.org/", cwd=folder)
    assert manifests(folder) == before, "looking at all costs time, so a next build does not"
    smoopt("build", "site", "-o", "three", cwd=folder)
    now = manifests(folder)
    assert (len(before - now), len(now - before)) == (1, 1)
    names = ("site", "two", "three")
    assert built_among([folder / name for name in names], [folder]) == [
        folder / name for name in names
    ]
    assert built_among([folder / "one"], [folder]) == []


def test_what_was_kept_for_an_output_that_is_gone_goes_with_its_manifest(folder: Path) -> None:
    for manifest in manifests(folder):
        (kept := manifest.with_suffix(".kept")).mkdir()
        (kept / "card.0011223344556677.png").write_bytes(b"card")
    shutil.rmtree(folder / "one")
    forget_gone(folder)
    kept_now = {path.stem for path in (folder / ".smoopt").glob("*.kept")}
    assert kept_now == {path.stem for path in manifests(folder)}
    assert len(kept_now) == 2


def test_what_is_no_manifest_stays(folder: Path) -> None:
    other = folder / ".smoopt/other.manifest"
    other.write_bytes(b"smoopt manifest 0\n/nowhere")
    (folder / ".smoopt/folder.manifest").mkdir()
    forget_gone(folder)
    assert other.exists()
    assert len(manifests(folder)) == 5


def test_a_site_that_is_gone_is_remembered_while_its_output_is_there(folder: Path) -> None:
    shutil.rmtree(folder / "site")
    forget_gone(folder)
    assert len(manifests(folder)) == 2
