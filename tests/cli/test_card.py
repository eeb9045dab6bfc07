"""`smoopt card`: one page's card as a file."""

from io import BytesIO
from pathlib import Path

import click
import pytest
from PIL import Image

from smoopt.builtin.cards import Cards
from tests.support.giving import contents
from tests.support.runs import page, smoopt
from tests.support.sites import write_files


def site(folder: Path) -> Path:
    files = {"index.html": page("Mill"), "posts/a.html": page("Gates"), "old.html": "<p>Fragment"}
    return write_files(folder / "site", files)


def test_a_card_is_written_and_the_site_stays(tmp_path: Path) -> None:
    root, file = site(tmp_path), tmp_path / "card.png"
    before = contents(root)
    run = smoopt("card", root / "posts" / "a.html", "-o", file, "--site", root)
    assert run.code == 0
    assert run.out == f"{file}: the design plain, {file.stat().st_size:,} bytes\n"
    with Image.open(BytesIO(file.read_bytes())) as picture:
        assert picture.size == (1200, 630)
    assert contents(root) == before


def test_a_design_is_tried_and_a_folder_is_its_index(tmp_path: Path) -> None:
    root, file = site(tmp_path), tmp_path / "card.png"
    run = smoopt("card", root, "-o", file, "--design", "quote")
    assert "drawing the card of its index.html" in run.err
    assert "the design quote" in run.out
    run = smoopt("card", root / "index.html", "-o", tmp_path / "none.png", "--design", "qoute")
    assert (run.code, run.out) == (1, "")
    assert "there is no design 'qoute' (did you mean `quote`?)" in run.err
    assert not (tmp_path / "none.png").exists()


def test_a_viewer_is_given_a_file_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    launched: list[str] = []
    monkeypatch.setattr(click, "launch", launched.append)
    assert smoopt("card", site(tmp_path) / "index.html", "--open").code == 0
    with Image.open(launched[0]) as picture:
        assert picture.size == (1200, 630)


def test_what_cannot_be_drawn_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site(tmp_path)
    assert "-o FILE writes the card" in smoopt("card", root / "index.html").err
    run = smoopt("card", root / "old.html", "-o", tmp_path / "x.png")
    assert run.code == 2
    assert "old.html: skipped" in run.err
    monkeypatch.setattr(Cards, "missing", staticmethod(lambda: ("typst",)))
    run = smoopt("card", root / "index.html", "-o", tmp_path / "x.png")
    assert "cards need typst, " in run.err
    assert run.err.endswith(": pip install 'smoopt[cards]'\n")
