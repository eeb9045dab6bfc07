"""The author's own designs and fonts, which belong to the settings."""

from pathlib import Path

from smoopt.site import config, own_designs


def laid(folder: Path) -> Path:
    cards = folder / "templates" / "cards"
    cards.mkdir(parents=True)
    (folder / "smoopt.toml").write_text("")
    (cards / "launch.typ").write_bytes(b"#let design(card) = []")
    (cards / "Face.ttf").write_bytes(b"font")
    (cards / "notes.md").write_bytes(b"not smoopt's")
    return cards


def test_designs_are_read_and_fonts_known_by_their_stamps(tmp_path: Path) -> None:
    cards = laid(tmp_path)
    settings = config.load(tmp_path / "smoopt.toml")
    assert settings.own_designs == {"launch.typ": b"#let design(card) = []"}
    assert [*settings.own_fonts] == [str(cards / "Face.ttf")]
    (cards / "Face.ttf").write_bytes(b"another font")
    assert config.load(tmp_path / "smoopt.toml").own_fonts != settings.own_fonts


def test_there_need_be_none(tmp_path: Path) -> None:
    assert own_designs.read(tmp_path) == ({}, {})
    assert own_designs.stamps(tmp_path) == {}
    assert own_designs.stamps(None) == {}


def test_watch_sees_a_design_that_is_written(tmp_path: Path) -> None:
    cards = laid(tmp_path)
    before = own_designs.stamps(tmp_path / "templates")
    (cards / "launch.typ").write_bytes(b"#let design(card) = [A]")
    after = own_designs.stamps(tmp_path / "templates")
    assert before.keys() == after.keys() == {cards / "launch.typ", cards / "Face.ttf"}
    assert before != after
