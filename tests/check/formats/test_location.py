"""Where a finding is: the line of its page, with a caret under the column."""

from pathlib import Path

import pytest
from wcwidth import width

from smoopt.check.formats.location import Locations
from smoopt.model.finding import Place
from tests.support.sites import write_files


@pytest.mark.parametrize(
    ("line", "column", "shown", "under"),
    [
        ("<p>x", 4, "<p>x", "x"),
        ("\t\t<p>x", 3, "<p>x", "<"),
        ("a\t<p>", 3, "a    <p>", "<"),
        ("日本語<p>", 4, "日本語<p>", "<"),
        ("e\u0301<p>", 3, "e\u0301<p>", "<"),
        ("\u202e<p>", 2, r"\u202e<p>", "<"),
        ("x" * 5000 + "<p>" + "y" * 5000, 5001, "…" + "x" * 27 + "<p>" + "y" * 56 + "…", "<"),
        ("日" * 300 + "<p>", 301, "…" + "日" * 13 + "<p>", "<"),
        ("<p>", 4, "<p>", ""),
    ],
)
def test_the_caret_stands_under_the_column(
    tmp_path: Path, line: str, column: int, shown: str, under: str
) -> None:
    head = "<!doctype html><meta charset=utf-8>"
    write_files(tmp_path, {"a.html": f"{head}\r\n\r{line}\n"})
    found = Locations(tmp_path).snippet(Place("a.html", 3, column), 88)
    assert found is not None
    assert found[0] == shown
    at = len(found[1]) - 1
    before = next(
        n
        for n in range(len(shown) + 1)
        if width(shown[:n]) == at and (n == len(shown) or width(shown[n]) > 0)
    )
    assert shown[before : before + len(under)] == under


@pytest.mark.parametrize(
    "place", [("a.html", 0, 0), ("a.html", 99, 1), ("b.html", 1, 1), ("", 1, 1)]
)
def test_a_place_without_a_line_has_no_snippet(site: Path, place: tuple[str, int, int]) -> None:
    assert Locations(site).snippet(Place(*place), 88) is None
