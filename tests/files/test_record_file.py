"""What one run leaves for the next is read whole, written whole, or said to be broken."""

from pathlib import Path

import msgspec
import pytest

from smoopt.files.kept_files import FOLDER
from smoopt.files.record_file import own_record
from smoopt.model.errors import ConfigError


class Kept(msgspec.Struct, frozen=True):
    told: dict[str, str]
    version: int = 1


def test_what_is_written_is_read(tmp_path: Path) -> None:
    record = own_record(tmp_path / "new" / "a.json", "tests", "all would be told again")
    assert record.read(Kept) is None
    record.write_struct(Kept({"b": "é\u2028", "a": ""}))
    assert record.read(Kept) == Kept({"a": "", "b": "é\u2028"})
    assert record.path.read_text("utf-8").splitlines()[0] == "{"
    assert not (record.path.parent / ".gitignore").exists()


def test_git_passes_over_smoopts_own_folder(tmp_path: Path) -> None:
    own_record(tmp_path / FOLDER / "a.json", "tests", "").write_struct(Kept({}))
    assert (tmp_path / FOLDER / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("linked", [FOLDER, "a.json"])
def test_links_are_followed_where_the_author_made_them(tmp_path: Path, linked: str) -> None:
    """Nobody names a file in smoopt's own folder, so a link there was made by another."""
    folder = tmp_path / (FOLDER if linked == FOLDER else "theirs")
    folder.mkdir()
    target = tmp_path / "elsewhere.json"
    target.write_text("")
    (folder / "a.json").symlink_to(target)
    own_record(folder / "a.json", "tests", "").write_struct(Kept({}))
    assert (target.read_text() == "") == (linked == FOLDER)
    assert (folder / "a.json").is_symlink() == (linked != FOLDER)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"[]", "Expected `object`, got `array`"),
        (b"{", "Expecting property name"),
        (b"\xff", "'utf-8' codec"),
        (b'{"told":{},"version":2}', "it is of version 2; expected 1"),
        (b"[" * 100_000, ""),
    ],
    ids=["list", "half", "bytes", "version", "deep"],
)
def test_a_broken_one_is_said_to_be(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "a.json").write_bytes(data)
    with pytest.raises(ConfigError) as raised:
        own_record(tmp_path / "a.json", "tests", "all would be told again").read(Kept)
    assert f"a.json: is no record of tests: {says}" in str(raised.value)
    assert "; without it, all would be told again: correct it, or " in str(raised.value)


def test_where_it_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    with pytest.raises(ConfigError, match="the record of tests cannot be written: Is a directory"):
        own_record(tmp_path / "a.json", "tests", "").write_struct(Kept({}))
