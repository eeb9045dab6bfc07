"""A site's own templates, for the commands: wrong ones stop a run, changed ones renew all pages."""

from pathlib import Path

import pytest

from tests.support.bars import article
from tests.support.runs import smoopt, tree
from tests.support.sites import URL, write_files

SHARE = '<p data-smoopt="share">{} {{{{ links[0].label }}}}</p>'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    pages: dict[str, str | bytes] = {f"public/{name}.html": article(name) for name in "ab"}
    return write_files(tmp_path, {**pages, "smoopt.toml": f"[site]\nurl = '{URL}'\n"})


def template(project: Path, text: str, name: str = "share") -> None:
    write_files(project, {f"templates/{name}.html.j2": text})


@pytest.mark.parametrize("command", [["build"], ["watch"], ["build", "-o", "out"], ["check"]])
def test_a_template_that_is_wrong_stops_before_anything_is_written(
    command: list[str], project: Path
) -> None:
    template(project, '<p data-smoopt="share">\n{{ lable }}</p>')
    before = tree(project)
    run = smoopt(command[0], "public", *command[1:], cwd=project)
    assert run.code == 2
    said = "smoopt: templates/share.html.j2:2: 'lable' is undefined (did you mean `label`?)\n"
    assert run.err == said
    assert {name: seen for name, seen in tree(project).items() if name in before} == before
    assert not (project / "out").exists()


@pytest.mark.parametrize("output", [[], ["-o", "out"]])
def test_all_pages_follow_a_template_that_comes_changes_and_goes(
    output: list[str], project: Path
) -> None:
    def built() -> str:
        run = smoopt("build", "public", *output, cwd=project)
        assert run.code == 0, run.err
        texts = [(project / (output or ["", "public"])[1] / f"{name}.html") for name in "ab"]
        one, two = (text.read_text().partition("<!--smoopt")[2] for text in texts)
        assert ("data-smoopt" in one, "data-smoopt" in two) == (True, True)
        return one

    shipped = built()
    template(project, SHARE.format("first"))
    assert "first Bluesky" in built()
    template(project, SHARE.format("second"))
    assert "second Bluesky" in built()
    assert "2 pages: 2 unchanged" in smoopt("build", "public", *output, cwd=project).out
    (project / "templates/share.html.j2").unlink()
    assert built() == shipped


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_file_with_nearly_the_right_name_is_warned_of(command: str, project: Path) -> None:
    template(project, "", "shares")
    template(project, "{{ of_another_program }", "base")
    run = smoopt(command, "public", cwd=project)
    said = " ".join((run.out + run.err).split())
    assert "templates/shares.html.j2 is not used" in said
    assert "did you mean share.html.j2?" in said
    assert "base.html.j2" not in said
    write_files(project, {"smoopt.toml": "[check.rules]\ntemplate-unused = 'off'\n"})
    run = smoopt(command, "public", cwd=project)
    assert "html.j2" not in run.out + run.err


def test_undo_needs_no_template(project: Path) -> None:
    before = {path: (project / f"public/{path}").read_bytes() for path in ("a.html", "b.html")}
    template(project, SHARE.format("mine"))
    assert smoopt("build", "public", cwd=project).code == 0
    template(project, "{{ wrong }")
    assert smoopt("undo", "public", cwd=project).code == 0
    assert {path: (project / f"public/{path}").read_bytes() for path in before} == before
