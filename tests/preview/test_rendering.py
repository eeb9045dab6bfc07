"""Pages as smoopt would write them, with nothing written."""

from pathlib import Path

from smoopt.preview.cards.make_cards import make_cards
from smoopt.preview.server.site_response import picture
from smoopt.preview.state import PreviewState
from tests.support.picture_pages import naming, site
from tests.support.previews import opened
from tests.support.runs import smoopt
from tests.support.taken import photo, saved


def test_smoopts_own_files_are_there_for_the_audit_though_nothing_was_written(
    state: PreviewState,
) -> None:
    codes = {finding.code for finding in state.render("about.html").findings}
    assert not {code for code in codes if "missing" in code and "link" in code}
    assert state.overlay.contents
    assert not (state.site.root / "smoopt").exists()


def test_a_page_that_was_built_in_place_shows_what_was_added(root: Path, tmp_path: Path) -> None:
    with opened(root) as state:
        before = list(state.render("about.html").diff_lines())
    assert before
    smoopt("build", root, "--url", "https://example.org/", "--no-manifest", cwd=tmp_path)
    with opened(root) as state:
        assert list(state.render("about.html").diff_lines()) == before


def test_a_picture_that_is_not_written_yet_is_shown(tmp_path: Path) -> None:
    files = {"a.html": naming("a.webp"), "a.webp": saved(photo(1600, 900), "WEBP")}
    mill = site(tmp_path, files)
    with opened(mill.root) as state:
        rendered = state.render("a.html")
        assert rendered.page is not None
        card = make_cards(rendered.page, state.overlay.site)[0]
        assert card.picture is not None
        assert (card.picture.width, card.picture.height) == (1200, 630)
        assert picture(state, card.picture.file).content.startswith(b"\xff\xd8")
    assert not mill.added()
