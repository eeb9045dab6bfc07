"""Places that commands refuse: a folder without pages, and one file for two things."""

from pathlib import Path

import pytest

from tests.support.runs import page, smoopt
from tests.support.sites import write_files

COMMANDS = ("report", "kit", "privacy", "mentions", "ping", "compare", "verify")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_files(tmp_path, {"full/index.html": page("A"), "empty/a.txt": ""})


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_without_pages_is_refused(command: str, folder: Path) -> None:
    before = {"compare": ("full",), "verify": ("http://127.0.0.1:9/",)}.get(command, ())
    run = smoopt(command, *before, "empty", cwd=folder)
    assert (run.code, run.out) == (2, "")
    assert run.err.endswith(
        "smoopt: empty: there are no pages in it; expected the folder that a generator wrote\n"
    )


def test_a_history_gets_no_line_of_a_folder_without_pages(folder: Path) -> None:
    assert smoopt("report", "empty", "--history", "history.json", cwd=folder).code == 2
    assert not (folder / "history.json").exists()


TWICE = (
    ("report", "full", "--history", "a.json", "-o", "./a.json"),
    ("check", "full", "--baseline", "a.json", "-o", "full/../a.json"),
    ("kit", "full", "--record", "a.json", "-o", "a.json"),
)


@pytest.mark.parametrize("arguments", TWICE, ids=lambda arguments: arguments[0])
def test_one_file_does_not_replace_the_other(arguments: tuple[str, ...], folder: Path) -> None:
    (folder / "a.json").write_text("kept")
    run = smoopt(*arguments, "--url", "https://mill.example/", cwd=folder)
    assert (run.code, "a.json: is named twice; expected a file for each" in run.err) == (2, True)
    assert (folder / "a.json").read_text() == "kept"
