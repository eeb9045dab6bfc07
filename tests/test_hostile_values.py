"""Whatever a page holds costs that page at most: in build, check and preview, and undo is exact."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.build.pipeline import transform
from smoopt.html import page as pages
from smoopt.html.skip import skip_reason
from smoopt.plugin.registry import Registry
from smoopt.preview.cards.make_cards import make_cards
from smoopt.preview.rendering import SiteOverlay, render
from smoopt.site.settings import Settings
from smoopt.site.site import Site
from tests.support import hostile_values
from tests.support.hostile_values import BODY_PLACES, HEAD_PLACES, VALUES
from tests.support.laws import assert_reversible, undone
from tests.support.runs import contents, page, smoopt
from tests.support.sites import write_files

FAULTS = {"page-failed", "plugin-failed"}
URL = "https://example.org/docs/"


def some(places: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(places), max_size=6)


@given(value=st.sampled_from(VALUES), head=some(HEAD_PLACES), body=some(BODY_PLACES))
def test_a_hostile_value_fails_no_page(
    value: str, head: list[str], body: list[str], lab: Site, everything: Registry
) -> None:
    data = hostile_values.page(value, head, body)
    outcome = transform("a/page.html", data, lab, everything)
    assert outcome.status != "failed", outcome.findings
    assert_reversible(data, outcome, lab, everything)
    assert undone(outcome.data) == data
    overlay = SiteOverlay(lab)
    rendered = render("a/page.html", data, lab, everything, {}, overlay)
    assert not [finding for finding in rendered.findings if finding.code in FAULTS]
    assert rendered.page is not None
    assert make_cards(rendered.page, overlay.site)


@pytest.mark.parametrize("address", [URL, ""])
def test_a_site_of_hostile_pages_is_built_checked_shown_and_undone(
    tmp_path: Path, address: str
) -> None:
    root = write_files(tmp_path / "site", hostile_values.site())
    url = ("--url", address) if address else ()
    before = contents(root)
    built = smoopt("build", root, "--json", *url)
    said = json.loads(built.out)
    assert not [found for found in said["findings"] if found["code"] in FAULTS]
    assert said["changed"] > len(VALUES)
    checked = smoopt("check", root, "--format", "json", *url)
    assert not [found for found in json.loads(checked.out)["findings"] if found["code"] in FAULTS]
    shown = smoopt("preview", root, "--export", tmp_path / "shown", *url)
    assert shown.code == 0, shown.err
    assert smoopt("undo", root).code == 0
    assert contents(root) == before


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_a_hostile_home_page_teaches_nothing_wrong(tmp_path: Path, value: str) -> None:
    home = hostile_values.page(value, HEAD_PLACES, BODY_PLACES)
    site = Site(write_files(tmp_path, {"index.html": home, "a.html": page("a")}), Settings())
    outcome = transform("a.html", b"<!doctype html><title>a</title>", site, Registry(Settings()))
    assert outcome.status in {"changed", "unchanged"}


# What nobody has thought of

KINDS = (ValueError, MemoryError, RecursionError, OSError, SystemExit, KeyboardInterrupt)
COMMANDS: dict[str, Callable[[Path], tuple[object, ...]]] = {
    "build": lambda root: ("build", root, "--url", URL, "--json"),
    "check": lambda root: ("check", root, "--url", URL, "--format", "json"),
    "preview": lambda root: ("preview", root, "--url", URL, "--export", root.parent / "shown"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", COMMANDS)
def test_whatever_a_page_raises_is_its_failure_alone(
    name: str, kind: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(document: object, tags: object) -> object:
        title = document.find("title")  # type: ignore[attr-defined]
        if title is not None and title.text == "bad":
            raise kind("broken")
        return skip_reason(document, tags)  # type: ignore[arg-type]

    monkeypatch.setattr(pages, "skip_reason", broken)
    files = {f"{title}.html": page(title) for title in ("bad", "good")}
    root = write_files(tmp_path / "site", {"index.html": page("bad"), **files})
    run = smoopt(*COMMANDS[name](root))
    if name == "preview":
        assert run.code == 0
        companion = (tmp_path / "shown/pages/1.html").read_text("utf-8")
        assert f"{kind.__name__}: broken" in companion
        assert "page-failed" in companion
        return
    assert run.code == 1
    failed = {found["place"]["path"]: found for found in json.loads(run.out)["findings"]}
    failed = {path: found for path, found in failed.items() if found["code"] == "page-failed"}
    assert {*failed} == {"index.html", "bad.html"}
    assert f"{kind.__name__}: broken" in failed["bad.html"]["message"]
    assert "in broken" in failed["bad.html"]["details"]
    if name == "build":
        assert (root / "bad.html").read_text("utf-8") == page("bad")
        assert "smoopt" in (root / "good.html").read_text("utf-8")
