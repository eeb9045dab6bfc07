"""Pages as smoopt would write them, with nothing written."""

from pathlib import Path

from smoopt.preview.state import PreviewState
from tests.support.previews import opened
from tests.support.runs import smoopt


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
