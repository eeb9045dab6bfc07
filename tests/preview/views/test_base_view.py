"""What every page of the preview holds to."""

from pathlib import Path

import pytest

from smoopt.model.finding import Finding, Place, Severity
from smoopt.preview.urls import quoted
from smoopt.preview.views.base_view import badges, badges_of
from tests.support.previews import HOSTILE, ODD, Preview, opened
from tests.support.runs import page


def test_nothing_of_a_page_becomes_markup_of_the_preview(preview: Preview) -> None:
    for address in ("/", f"/page/{quoted(ODD)}", f"/?q={quoted(HOSTILE)}", f"/{quoted(HOSTILE)}"):
        text = preview.text(address)
        assert "<script>" not in text
        assert "<i>" not in text.replace("<i></i>", "")  # a card's own ornament
        assert "alert(1)" in text or "50%" in text


def test_file_names_that_are_no_text_are_shown_all_the_same(root: Path) -> None:
    name = b"\xff\xfe.html".decode("utf-8", "surrogateescape")
    try:
        (root / name).write_text(page("Strange"), "utf-8")
    except OSError:
        pytest.skip("this system's names are text")
    with opened(root) as state:
        preview = Preview(state)
        assert "/page/%FF%FE.html" in preview.text("/")
        assert "Strange" in preview.text("/page/%FF%FE.html")
        assert preview.site.get("/%FF%FE.html").status_code == 200


@pytest.mark.parametrize("path", ["none.html", "blog/one", "style.css", "../smoopt.toml", ""])
def test_what_is_no_page_is_said_to_be_none(path: str, preview: Preview) -> None:
    answer = preview.companion.get(f"/page/{quoted(path)}")
    assert answer.status_code == 404
    assert "No such page" in answer.text


def test_badges_count_findings_by_severity_the_worst_first() -> None:
    counts = {"a": (Severity.INFO, 2), "b": (Severity.ERROR, 1), "c": (Severity.INFO, 1)}
    assert [tuple(badge) for badge in badges(counts)] == [("error", "1 error"), ("info", "3 infos")]
    found = [Finding(Severity.INFO, "a", Place("a.html", 1, 1), "words")]
    assert [tuple(badge) for badge in badges_of(found)] == [("info", "1 info")]
