"""An export is there as a whole, or not at all."""

from pathlib import Path

import pytest

from smoopt.model.errors import SiteError
from smoopt.preview.whole_folder import replaced
from tests.support.full_disks import small_disk
from tests.support.runs import contents, page, smoopt
from tests.support.sites import write_files


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "site", {f"{n}.html": page(f"Page {n}") for n in range(5)})


@pytest.mark.parametrize("room", [0, 5_000, 100_000])
def test_on_a_full_disk_nothing_is_left_behind(tmp_path: Path, root: Path, room: int) -> None:
    with small_disk(tmp_path, room):
        run = smoopt("preview", root, "--export", tmp_path / "out")
    assert run.code == 2
    assert (
        run.err == f"smoopt: {tmp_path / 'out'}: cannot be written: No space left on device; "
        "nothing was written\n"
    )
    assert not (tmp_path / "out").exists()


def test_on_a_full_disk_an_earlier_export_stays(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    assert smoopt("preview", root, "--export", out).code == 0
    (out / "mine.txt").write_text("mine")
    before = contents(out)
    with small_disk(tmp_path, 100_000):
        run = smoopt("preview", root, "--export", out)
    assert run.code == 2
    assert "No space left on device; what was there before is still there" in run.err
    assert contents(out) == before
    assert smoopt("preview", root, "--export", out).code == 0
    assert contents(out).keys() == before.keys()


def test_what_a_killed_export_left_is_no_reason_to_refuse_and_goes(
    tmp_path: Path, root: Path
) -> None:
    left = tmp_path / "out/.smoopt-abcdefgh.part"
    write_files(left, {"new/index.html": "half"})
    assert smoopt("preview", root, "--export", tmp_path / "out").code == 0
    assert not left.exists()


def test_where_a_move_fails_all_is_put_back(tmp_path: Path) -> None:
    write_files(tmp_path, {"out/a/x": "old", "out/b": "old", "out/other": "other"})
    before = contents(tmp_path)
    with pytest.raises(SiteError, match="is still there"), replaced(tmp_path / "out", "abc") as new:
        write_files(new, {"a/x": "new", "b": "new"})  # and no c
    assert contents(tmp_path) == before
