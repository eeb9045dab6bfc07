"""What the disk can do is tried, and nothing of the trial is left."""

from pathlib import Path

import pytest

from smoopt.doctor import disk
from smoopt.doctor.disk import disk_signs
from smoopt.doctor.sign import Sign
from tests.support.runs import contents


def signs(folder: Path) -> dict[str, Sign]:
    return {sign.name: sign for sign in disk_signs(folder)}


def test_what_is_tried_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("home")
    before = contents(tmp_path)
    found = signs(tmp_path)
    assert [*found] == ["writing", "exchange", "open folders", "names", "links"]
    assert {sign.state for sign in found.values()} <= {"ok", "absent"}
    assert contents(tmp_path) == before


def test_a_folder_that_cannot_be_written_to_is_wrong(tmp_path: Path) -> None:
    (sign,) = signs(tmp_path / "gone").values()
    assert sign.state == "wrong"
    assert sign.said == f"{tmp_path / 'gone'} cannot be written to: No such file or directory"


def test_what_is_lacking_is_said_with_what_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "exchange", lambda *_: False)
    monkeypatch.setattr(disk, "CAN_HOLD", False)
    monkeypatch.setattr(Path, "symlink_to", _refused)
    monkeypatch.setattr(Path, "exists", lambda _: True)
    found = signs(tmp_path)
    assert {name: sign.state for name, sign in found.items()} == {
        "writing": "ok",
        **dict.fromkeys(("exchange", "open folders", "names", "links"), "absent"),
    }
    assert all(sign.advice for sign in found.values() if sign.state == "absent")


def _refused(*_: object) -> None:
    raise OSError(1314, "A required privilege is not held by the client")
