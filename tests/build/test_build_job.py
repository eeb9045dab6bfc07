"""Building in place while the generator writes: its last word is never lost."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smoopt.build import build_job
from smoopt.build.memory.manifest import Manifest
from smoopt.build.outcome import Outcome
from smoopt.build.rebuild import Rebuilder
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from tests.support.building import nothing
from tests.support.runs import page
from tests.support.sites import URL, write_files

SETTINGS = Settings(site=SiteSettings(url=URL))
Meddle = Callable[[], object]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "site", {"index.html": page("Home"), "a/b.html": page("B")})


def build(root: Path) -> Rebuilder:
    builder = Rebuilder(Site(root, SETTINGS), Registry(SETTINGS), None, Manifest(None, root, None))
    builder.build(nothing)
    return builder


def meddle(monkeypatch: pytest.MonkeyPatch, deeds: Iterator[Meddle]) -> None:
    """Let something happen whenever a page has been read and rendered."""
    transform = build_job.transform

    def slow(*arguments: object, **named: object) -> Outcome:
        outcome = transform(*arguments, **named)  # type: ignore[arg-type]
        next(deeds, lambda: None)()
        return outcome

    monkeypatch.setattr(build_job, "transform", slow)


def test_a_page_written_while_it_is_rendered_is_rendered_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = build(root)
    write_files(root, {"a/b.html": page("First")})
    meddle(monkeypatch, iter([lambda: write_files(root, {"a/b.html": page("Second")})]))
    assert builder.rebuild({"a/b.html"}, nothing).statuses["changed"] == 1
    text = (root / "a/b.html").read_text()
    assert "<title>Second</title>" in text
    assert "<!--smoopt " in text


def test_that_holds_for_a_first_build_as_well(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meddle(monkeypatch, iter([lambda: write_files(root, {"a/b.html": page("Second")})]))
    build(root)
    assert "<title>Second</title>" in (root / "a/b.html").read_text()


def test_a_page_that_goes_away_while_it_is_rendered_stays_away(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    builder = build(root)
    write_files(root, {"a/b.html": page("First")})
    meddle(monkeypatch, iter([lambda: shutil.rmtree(root / "a")]))
    summary = builder.rebuild({"a/b.html"}, nothing)
    assert not (root / "a").exists()
    assert summary.findings == []
    assert builder.rebuild({"a"}, nothing).findings == []


def test_a_page_that_never_rests_is_left_to_its_generator(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = build(root)
    write_files(root, {"a/b.html": page("First")})
    deeds = (
        lambda n=n: write_files(root, {"a/b.html": page("x" * n)})  # type: ignore[misc]
        for n in range(1, 100)
    )
    meddle(monkeypatch, deeds)
    summary = builder.rebuild({"a/b.html"}, nothing)
    assert [finding.code for finding in summary.findings] == ["page-busy"]
    assert "smoopt" not in (root / "a/b.html").read_text()
    monkeypatch.undo()
    assert builder.rebuild({"a/b.html"}, nothing).statuses["changed"] == 1
