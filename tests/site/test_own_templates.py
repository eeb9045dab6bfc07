"""The author's templates are read beside the configuration, and nothing else in that folder is."""

import os
from pathlib import Path

import pytest

from smoopt.model.errors import ConfigError
from smoopt.site import config, own_templates
from tests.support.sites import write_files


def read(folder: Path, toml: str = "") -> dict[str, bytes]:
    write_files(folder, {"smoopt.toml": toml})
    return config.load(folder / "smoopt.toml").own_templates


def test_templates_are_told_from_another_program_s_files(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "templates/share.html.j2": "a",
        "templates/base.html": "b",
        "templates/share.j2": "c",
        "templates/parts/link.html.j2": "d",
        "templates/folder.html.j2/a": "e",
    }
    write_files(tmp_path, files)
    assert read(tmp_path) == {"share.html.j2": b"a"}


def test_there_need_be_no_folder(tmp_path: Path) -> None:
    assert read(tmp_path) == {}
    write_files(tmp_path, {"templates": "a file"})
    assert read(tmp_path) == {}


def test_another_folder_can_be_named_and_must_be_there(tmp_path: Path) -> None:
    write_files(tmp_path, {"mine/share.html.j2": "a", "templates/share.html.j2": "b"})
    assert read(tmp_path, 'templates = "mine"') == {"share.html.j2": b"a"}
    with pytest.raises(ConfigError, match=r"smoopt.toml: templates: there is no folder .*none"):
        read(tmp_path, 'templates = "none"')


def test_a_template_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {"templates/share.html.j2": "a"})

    def refuse(file: Path, _: int) -> bytes:
        raise PermissionError(13, "Permission denied", str(file))

    monkeypatch.setattr(own_templates, "read_bounded", refuse)
    with pytest.raises(ConfigError, match=r"share.html.j2: cannot be read: Permission denied"):
        read(tmp_path)


def test_stamps_tell_what_was_written_renamed_and_removed(tmp_path: Path) -> None:
    write_files(tmp_path, {"share.html.j2": "a", "base.html": "b"})
    file = tmp_path / "share.html.j2"
    first = own_templates.stamps(tmp_path)
    assert list(first) == [file]
    os.utime(file, ns=(1, 1))
    second = own_templates.stamps(tmp_path)
    renamed = file.rename(tmp_path / "link.html.j2")
    third = own_templates.stamps(tmp_path)
    assert second != first
    assert third == {renamed: second[file]}
    renamed.unlink()
    assert own_templates.stamps(tmp_path) == {}
    assert own_templates.stamps(tmp_path / "none") == {}
    assert own_templates.stamps(None) == {}
