"""The site of the manual is gathered whole: `make manual` builds and checks it."""

import runpy
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.support.places import ROOT


def pages(navigation: object) -> Iterator[str]:
    """Give the pages of a navigation, in their order."""
    match navigation:
        case str():
            yield navigation
        case dict():
            for inner in navigation.values():
                yield from pages(inner)
        case list():
            for inner in navigation:
                yield from pages(inner)


def test_the_navigation_leads_to_every_page_once(tmp_path: Path) -> None:
    runpy.run_path(str(ROOT / "tools/make_manual.py"))["gather"](tmp_path)
    navigation = tomllib.loads((tmp_path / "zensical.toml").read_text("utf-8"))["project"]["nav"]
    listed = [*pages(navigation)]
    docs = (path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md"))
    assert sorted(listed) == sorted([*(path.as_posix() for path in docs), "changelog.md"])
    assert listed[:2] == ["index.md", "tutorial/index.md"]
    assert not [page for page in listed if not (tmp_path / "docs" / page).exists()]


def test_what_lies_outside_gets_pages(tmp_path: Path) -> None:
    runpy.run_path(str(ROOT / "tools/make_manual.py"))["gather"](tmp_path)
    docs = tmp_path / "docs"
    security = (docs / "explanation/security.md").read_text("utf-8")
    assert "(../source/tests/html/test_markup.py.md)" in security
    markup = (docs / "source/tests/html/test_markup.py.md").read_text("utf-8")
    assert (ROOT / "tests/html/test_markup.py").read_text("utf-8").rstrip() in markup
    assert "exclude: true" in markup
