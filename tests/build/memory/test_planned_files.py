"""What a killed run has added to the output goes with the page, also if no record names it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest

from smoopt.build.memory import planned_files
from smoopt.build.memory.planned_files import PlannedFiles
from smoopt.build.rebuild import Rebuilder
from smoopt.files.store import Store
from tests.support.edited_sites import from_nothing, pages_of
from tests.support.project import Project, killed, site

FILES = {**site(a="One", b="Two", c="Three"), "style.css": "p {}", "d/e.txt": "words"}


def planned(folder: Path) -> PlannedFiles:
    return PlannedFiles(Store(folder), ".smoopt/mill.planned")


@contextmanager
def at_once(paths: int) -> Iterator[None]:
    with mock.patch.object(planned_files, "_AT_ONCE", paths):
        yield


def lists(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.planned/*"))


def test_what_is_planned_is_known_until_it_is_forgotten(tmp_path: Path) -> None:
    odd = "a\nb", "\udcff.html", "ü/ü"
    with at_once(2):
        planned(tmp_path).add([*odd, "c", "d"])
        planned(tmp_path).add([])
        planned(tmp_path).add(["e"])
    assert len(lists(tmp_path)) == 4
    assert [*planned(tmp_path).left()] == [*odd, "c", "d", "e"]
    planned(tmp_path).clear()
    assert [*planned(tmp_path).left()] == []
    assert [path.name for path in (tmp_path / ".smoopt").iterdir()] == [".gitignore"]


@pytest.mark.parametrize("damage", [slice(3), slice(-1), slice(1, None)])
def test_a_damaged_list_names_nothing(tmp_path: Path, damage: slice) -> None:
    with at_once(1):
        planned(tmp_path).add(["lost.html", "kept.html"])
    first = lists(tmp_path)[0]
    first.write_bytes(first.read_bytes()[damage])
    assert [*planned(tmp_path).left()] == ["kept.html"]


def test_what_a_killed_run_has_added_leaves_with_the_site(tmp_path: Path) -> None:
    project = Project(tmp_path / "edited", FILES, apart=True)
    killed(project, 2)
    (tmp_path / "edited/out/CNAME").write_text("example.org")
    assert {"a.html", "b.html", "d/e.txt"} <= pages_of(project).keys()
    for path in ("a.html", "d/e.txt"):
        project.remove(path)
    (tmp_path / "edited/site/d").rmdir()
    killed(project, 0)  # what is planned is known to all that follow
    project.remove("b.html")
    project.build()
    files = {path: FILES[path] for path in ("c.html", "style.css")}
    expected, _ = from_nothing(tmp_path / "anew", files, apart=True)
    assert pages_of(project) == {**expected, "CNAME": b"example.org"}
    assert not (tmp_path / "edited/out/d").exists()
    assert lists(tmp_path) == []


def test_what_lay_in_the_output_before_is_not_planned(tmp_path: Path) -> None:
    project = Project(tmp_path, FILES, apart=True)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/style.css").write_text("mine")
    killed(project, 0)
    project.remove("style.css")
    (tmp_path / "out/style.css").write_text("mine")
    project.build()
    assert (tmp_path / "out/style.css").read_text() == "mine"


def test_a_build_in_place_and_a_dry_run_plan_nothing(tmp_path: Path) -> None:
    in_place = Project(tmp_path / "in place", FILES)
    killed(in_place, 1)
    apart = Project(tmp_path / "apart", FILES, apart=True)
    made = apart.builder()
    manifest = made.memory.manifest
    dry = Rebuilder(made.site, apart.registry, apart.output, manifest, dry=True)
    with mock.patch.object(manifest, "save"):
        dry.build(lambda _: None)
    assert lists(tmp_path) == []
