"""How the preview keeps up with a site and its settings."""

import shutil
from pathlib import Path

import pytest

from smoopt.model.errors import ConfigError
from smoopt.preview.state import PreviewState
from tests.support.pictures import png
from tests.support.previews import Preview, command_line, opened, settled
from tests.support.runs import page


def test_a_page_that_is_written_is_read_again(state: PreviewState) -> None:
    (state.site.root / "about.html").write_text(page("Changed"), "utf-8")
    assert state.rebuild({"about.html"})
    assert state.render("about.html").title == "Changed"
    assert state.index.entries["about.html"].title == "Changed"


def test_pages_that_come_and_go_come_and_go(state: PreviewState) -> None:
    (state.site.root / "new.html").write_text(page("New"), "utf-8")
    (state.site.root / "about.html").unlink()
    assert state.rebuild({"new.html", "about.html"})
    settled(state)
    assert state.index.entries.keys() == set(state.site.pages)
    assert "New" in Preview(state).text("/")
    assert Preview(state).companion.get("/page/about.html").status_code == 404


def test_what_did_not_change_tells_nobody(state: PreviewState) -> None:
    told: list[str] = []
    state.events.send = lambda kind, _: told.append(kind)  # type: ignore[method-assign]
    assert not state.rebuild(None)
    assert told == []


def test_a_picture_that_comes_changes_the_pages_that_show_it(root: Path) -> None:
    shown = page("Shown").replace("<p>", '<img src="pic.png" alt="A picture"><p>')
    (root / "shown.html").write_text(shown, "utf-8")
    with opened(root) as state:
        (root / "pic.png").write_bytes(png(1200, 630))
        state.rebuild({"pic.png"})
        settled(state)
        images = state.render("shown.html").outcome.facts.images
        assert images is not None
        assert images.value[0].width == 1200
        fresh = state.index.counts("shown.html")
    with opened(root) as other:
        assert other.index.counts("shown.html") == fresh


def test_new_settings_are_taken_up_and_wrong_ones_leave_those_from_before(
    state: PreviewState, tmp_path: Path
) -> None:
    file = tmp_path / "smoopt.toml"
    file.write_text('[site]\nname = "Lamps"\n', "utf-8")
    state.renew()
    assert "Lamps" in Preview(state).text("/page/about.html")
    for wrong in (
        "[site\n",
        '[site]\nnmae = "x"\n',
        "[plugins.nothing]\n",
        '[check.rules]\nx="off"\n',
    ):
        file.write_text(wrong, "utf-8")
        state.renew()
        text = Preview(state).text("/page/about.html")
        assert "cannot be used" in text
        assert "Lamps" in text
    file.write_text('[site]\nname = "Candles"\n', "utf-8")
    state.renew()
    text = Preview(state).text("/page/about.html")
    assert "cannot be used" not in text
    assert "Candles" in text


def test_rules_that_are_turned_off_are_silent_here_too(state: PreviewState, tmp_path: Path) -> None:
    codes = {finding.code for finding in state.render("about.html").findings}
    assert codes
    rules = "".join(f'"{code}" = "off"\n' for code in codes)
    (tmp_path / "smoopt.toml").write_text(f"[check.rules]\n{rules}", "utf-8")
    state.renew()
    settled(state)
    assert state.render("about.html").findings == ()
    assert state.index.counts("about.html") == {}


def test_wrong_settings_at_the_start_end_it(root: Path, tmp_path: Path) -> None:
    (tmp_path / "smoopt.toml").write_text("[site\n", "utf-8")
    with pytest.raises(ConfigError, match="not valid TOML"):
        PreviewState(root, command_line(root))


def test_a_link_that_took_a_files_place_meanwhile_is_not_followed(
    root: Path, preview: Preview
) -> None:
    (root.parent / "secret.html").write_text(page("SECRET"), "utf-8")
    (root / "about.html").unlink()
    (root / "about.html").symlink_to(root.parent / "secret.html")
    shutil.rmtree(root / "blog/two")
    (root.parent / "other").mkdir()
    (root.parent / "other/index.html").write_text(page("SECRET"), "utf-8")
    (root / "blog/two").symlink_to(root.parent / "other")
    for path in ("about.html", "blog/two/index.html"):
        for answer in (preview.site.get(f"/{path}"), preview.companion.get(f"/page/{path}")):
            assert answer.status_code == 404
            assert "SECRET" not in answer.text
