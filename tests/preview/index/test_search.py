"""Pages are found by words, by rule and by severity."""

from pathlib import Path

import pytest

from tests.support.previews import ODD, Preview, opened, rows
from tests.support.runs import page


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("q=about", ["about.html"]),
        ("q=ABOUT", ["about.html"]),
        ("q=one+blog", ["blog/one/index.html"]),
        ("q=nothing+like+it", []),
        ("q=50%25+%231%3F", [ODD]),
        ("q=%C3%BC%E6%97%A5", [ODD]),
        ("rule=no-such-rule", []),
    ],
)
def test_pages_are_found_by_words_of_path_and_title(
    asked: str, expected: list[str], preview: Preview
) -> None:
    assert rows(preview.text(f"/?{asked}")) == expected


def test_a_page_that_is_named_so_comes_before_those_that_only_contain_it(root: Path) -> None:
    (root / "aaa-one-more.html").write_text(page("Someone else"), "utf-8")
    with opened(root) as state:
        found = rows(Preview(state).text("/?q=one"))
    assert found == ["blog/one/index.html", "aaa-one-more.html"]


def test_pages_are_found_by_what_is_wrong_with_them(preview: Preview) -> None:
    counts = {path: preview.state.index.counts(path) for path in preview.state.site.pages}
    codes = {code for found in counts.values() for code in found}
    assert codes
    for code in codes:
        expected = {path for path, found in counts.items() if code in found}
        assert set(rows(preview.text(f"/?rule={code}"))) == expected
    for number, severity in enumerate(("info", "warning", "error")):
        expected = {
            path
            for path, found in counts.items()
            if any(worst >= number for worst, _ in found.values())
        }
        assert set(rows(preview.text(f"/?severity={severity}"))) == expected
