"""What `smoopt build` says of findings: a few lines, a rule a line, or all of a rule."""

from pathlib import Path

import pytest

from tests.support.runs import page, smoopt, tree
from tests.support.sites import write_files

LOCALE = "<meta property=og:locale content=en>"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with a site of four pages: a wrong locale each, and a title for all."""
    pages = {f"public/{name}.html": page("The same") for name in "abcd"}
    text = {path: html.replace("</head>", f"{LOCALE}</head>") for path, html in pages.items()}
    write_files(tmp_path, {**text, "smoopt.toml": "[site]\nurl = 'https://example.org/'\n"})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_findings_are_counted_by_rule_with_the_command_that_lists_them(project: Path) -> None:
    run = smoopt("build", "public", "-o", "out")
    assert "findings: 4 warnings, 4 infos" in run.out
    assert (
        "4 info     og-locale-bad    smoopt build public -o out --dry-run --list og-locale-bad"
        in run.out
    )
    assert "4 warning  title-duplicate  smoopt build public -o out --dry-run" in run.out
    assert "og-locale-bad" not in run.err
    assert "--list" not in run.err


def test_that_command_lists_them_all_also_where_nothing_has_changed(project: Path) -> None:
    smoopt("build", "public", "-o", "out")
    before = tree(project)
    run = smoopt("build", "public", "-o", "out", "--dry-run", "--list", "og-locale-bad")
    assert tree(project) == before
    assert [line.partition(": ")[0] for line in run.out.splitlines()] == [
        f"{name}.html:5:1" for name in "abcd"
    ]
    assert "4 unchanged" in run.err


UNRULED = """
from smoopt import Finding, Place, Plugin, Severity, hookimpl

class Odd(Plugin, frozen=True):
    @hookimpl
    def findings(self, page):
        yield Finding(Severity.WARNING, "undescribed", Place(page.path), "odd")
"""


@pytest.mark.parametrize("form", [(), ("-o", "out"), ("--dry-run",), ("--json",)])
def test_only_findings_of_rules_that_there_are_can_be_listed(
    project: Path, form: tuple[str, ...]
) -> None:
    for _ in "12":  # where there is something to do, and where nothing has changed
        run = smoopt("build", "public", *form, "--list", "title-dublicate")
        assert (run.code, run.out) == (2, "")
        assert "--list: no rule `title-dublicate` (did you mean `title-duplicate`?)" in run.err
        assert smoopt("build", "public", *form, "--list", "page-failed").code == 0


def test_what_the_report_says_to_list_can_be_listed(project: Path) -> None:
    """Even where the plugin describes no rule of that name."""
    write_files(project, {"odd.py": UNRULED})
    with (project / "smoopt.toml").open("a") as file:
        file.write("[plugins.odd]\nfile = 'odd.py:Odd'\n")
    run = smoopt("build", "public")
    assert "odd [undescribed] (and 3 more like it)" in run.err
    assert smoopt("build", "public", "--list", "undescribed").out.count("odd") == 4
    write_files(project, {"public/a.html": page("New")})
    assert smoopt("build", "public", "--list", "undescribed").out.count("odd") == 4


def test_of_warnings_by_one_rule_a_few_are_shown_and_the_others_counted(project: Path) -> None:
    pairs = {f"public/{name}.html": page(title) for name, title in zip("abcd", "TTUU", strict=True)}
    write_files(project, pairs)
    run = smoopt("build", "public")
    shown = [line for line in run.err.splitlines() if "[title-duplicate]" in line]
    assert len(shown) == 3
    assert "… and 1 more of title-duplicate" in run.err


def test_the_configuration_says_how_bad_a_finding_is(project: Path) -> None:
    table = "[check.rules]\ntitle-duplicate = 'error'\nog-locale-bad = 'error'\n"
    write_files(project, {"smoopt.toml": table})
    run = smoopt("build", "public")
    assert run.code == 1
    # What was mended is no fault of the finished site.
    assert "findings: 4 errors, 1 warning, 4 infos" in run.out
    write_files(project, {"smoopt.toml": "[check.rules]\ntitle-duplicate = 'off'\n"})
    run = smoopt("build", "public")
    assert (run.code, "duplicate" in run.err) == (0, False)


@pytest.mark.parametrize("command", ["build", "watch"])
def test_an_id_that_is_no_rules_is_refused(command: str, project: Path) -> None:
    write_files(project, {"smoopt.toml": "[check.rules]\ntitle-dublicate = 'off'\n"})
    run = smoopt(command, "public")
    assert run.code == 2
    assert "no rule `title-dublicate` (did you mean `title-duplicate`?)" in run.err


def test_a_changed_title_is_compared_again(project: Path) -> None:
    smoopt("build", "public", "-o", "out")
    write_files(project, {"public/a.html": page("Another")})
    assert "3 title-duplicate" not in smoopt("build", "public", "-o", "out").out
    run = smoopt("build", "public", "-o", "out", "--list", "title-duplicate")
    assert [line.partition(":")[0] for line in run.out.splitlines()] == [
        "b.html", "c.html", "d.html"
    ]  # fmt: skip
