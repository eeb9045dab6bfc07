"""What took long to make is found again by its name, as long as it is whole."""

from pathlib import Path

from smoopt.files.kept_files import KeptFiles
from smoopt.model.edits import own_file

CARD = own_file("card-1a", "png", b"one", kept=True)
OTHER = own_file("card-1ab", "jpg", b"two", kept=True)


def kept(folder: Path) -> KeptFiles:
    return KeptFiles(folder, ".smoopt/mill.kept")


def names(folder: Path) -> set[str]:
    return {path.name for path in (folder / ".smoopt/mill.kept").glob("*")}


def test_what_is_kept_is_found_by_another_process(tmp_path: Path) -> None:
    one, other = kept(tmp_path), kept(tmp_path)
    assert other.find("card-1a") is None
    one.keep(CARD)
    one.keep(OTHER)
    assert other.find("card-1a") == CARD
    assert other.find("card-1ab") == OTHER
    assert other.find("card-1") is None
    assert other.find("card-1a.") is None


def test_what_is_damaged_counts_for_nothing(tmp_path: Path) -> None:
    kept(tmp_path).keep(CARD)
    (path,) = (tmp_path / ".smoopt/mill.kept").iterdir()
    path.write_bytes(b"other")
    assert kept(tmp_path).find("card-1a") is None
    path.unlink()
    path.symlink_to("/etc/passwd")
    assert kept(tmp_path).find("card-1a") is None


def test_only_what_is_needed_stays(tmp_path: Path) -> None:
    files = kept(tmp_path)
    files.keep(CARD)
    files.keep(OTHER)
    files.keep_only({CARD.path, "smoopt/else.0011223344556677.css"})
    assert names(tmp_path) == {CARD.path.removeprefix("smoopt/")}
    files.keep_only(())
    assert not (tmp_path / ".smoopt/mill.kept").exists()


def test_a_folder_that_cannot_be_written_to_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / ".smoopt").write_text("a file")
    files = kept(tmp_path)
    files.keep(CARD)
    files.keep_only(())
    assert files.find("card-1a") is None


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".smoopt").symlink_to(tmp_path / "elsewhere")
    kept(tmp_path).keep(CARD)
    assert not list((tmp_path / "elsewhere").iterdir())
