"""What is told at once where nothing has changed: the same as ever, with next to nothing loaded."""

import json
import os
import sys
from pathlib import Path

import pytest

from smoopt.build.project import Project
from tests.support.runs import URL, ended, page, smoopt
from tests.support.sites import write_files

HEAVY = {"turbohtml", "lxml", "pluggy", "wcwidth", "langcodes", "pathspec"}
HEAVY |= {
    "importlib.metadata",
    "smoopt.plugin.registry",
    "smoopt.plugin.load",
    "smoopt.site.site",
    "smoopt.site.learn",
    "smoopt.build.builder",
    "smoopt.build.rebuild",
    "jinja2",
}
SCRIPT = """
import sys
from smoopt.cli import main
try:
    main()
finally:
    print(*sys.modules, sep="\\n", file=sys.stderr)
"""
APART = pytest.mark.parametrize("output", [None, "out"], ids=["in place", "apart"])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {f"{name}.html": page(name) for name in ("One", "Two")}
    stub = '<!doctype html><meta http-equiv=refresh content="0; url=One.html"><title>x</title>'
    root = write_files(tmp_path / "site", {**files, "old.html": stub, "style.css": "p {}"})
    (tmp_path / "smoopt.toml").write_text("[plugins.share]\nstyle = 'file'\n[plugins]\nx = false\n")
    return root


def words(site: Path, output: str | None) -> list[object]:
    apart = [] if output is None else ["-o", site.parent / output]
    return ["build", site, *apart, "--url", URL]


@APART
def test_a_run_that_finds_nothing_changed_loads_neither_plugins_nor_parser(
    site: Path, output: str | None
) -> None:
    assert smoopt(*words(site, output), cwd=site.parent).code == 0
    command = [sys.executable, "-c", SCRIPT, *map(str, words(site, output))]
    run = ended(command, cwd=site.parent)
    assert (run.code, "2 unchanged, 1 skipped" in run.out) == (0, True), run.err
    loaded = set(run.err.splitlines())
    assert "smoopt.build.memory.fingerprint" in loaded
    assert not loaded & HEAVY


@APART
def test_it_says_of_pages_what_a_run_that_looks_at_each_says(
    site: Path, output: str | None
) -> None:
    wrong = "<meta property=og:image content=/missing.png><title>"
    (site / "Three.html").write_text(page("Three").replace("<title>", wrong))
    smoopt(*words(site, output), cwd=site.parent)
    told = smoopt(*words(site, output), "--json", cwd=site.parent)
    os.utime(site / "style.css", ns=(1, 1))
    looked = smoopt(*words(site, output), "--json", cwd=site.parent)
    said, whole = json.loads(told.out), json.loads(looked.out)
    assert said["findings"]
    for key in ("pages", "changed", "unchanged", "failed", "skipped", "findings"):
        assert said[key] == whole[key], key


@APART
@pytest.mark.parametrize(
    "what", ["page", "file", "folder", "link", "led elsewhere", "gone", "settings", "address"]
)
def test_whatever_changes_is_noticed(site: Path, output: str | None, what: str) -> None:
    (site / "latest").symlink_to("One.html")
    smoopt(*words(site, output), cwd=site.parent)
    configuration, url = site.parent / "smoopt.toml", URL
    if what == "settings":
        configuration.write_text("[plugins.share]\nstyle = 'inline'\n[plugins]\nx = false\n")
    elif what == "address":
        url = "https://example.net/"
    elif what == "folder":
        (site / "new").mkdir()
    elif what == "link":
        (site / "new").symlink_to("One.html")
    elif what == "led elsewhere":
        (site / "latest").unlink()
        (site / "latest").symlink_to("Two.html")
    elif what == "gone":
        (site / "style.css").unlink()
    else:
        (site / ("One.html" if what == "page" else "new.txt")).write_text(page("Other"))
    apart = None if output is None else site.parent / output
    assert Project(site, apart, url, configuration).repeated() is None


def test_a_site_that_is_gone_is_no_repetition(site: Path) -> None:
    assert Project(site.parent / "none", None, URL).repeated() is None
