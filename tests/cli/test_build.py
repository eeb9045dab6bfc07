"""`smoopt build` and `undo` as their users meet them: what is printed where, and rehearsed."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.support.runs import URL, command, environment, on_a_terminal, page, process, smoopt, tree
from tests.support.sites import write_files


@pytest.mark.parametrize("option", ["--diff", "--dry-run"])
@pytest.mark.parametrize("output", [(), ("-o", "out")])
def test_a_rehearsal_writes_nothing(project: Path, option: str, output: tuple[str, ...]) -> None:
    before = tree(project)
    run = smoopt("build", "public", option, *output, "--url", URL, cwd=project)
    assert run.code == 0
    assert tree(project) == before
    assert "nothing written: 2 pages: 2 changed" in run.out + run.err


def test_a_diff_is_all_that_is_on_standard_output(project: Path) -> None:
    run = smoopt("build", "public", "--diff", cwd=project)
    assert run.out.startswith("--- a/a/b.html\n+++ b/a/b.html\n@@ ")
    assert "nothing written" not in run.out
    assert "warning" not in run.out
    assert "nothing written: 2 pages" in run.err
    smoopt("build", "public", cwd=project)
    assert smoopt("build", "public", "--diff", cwd=project).out == ""


def test_json_is_all_that_is_on_standard_output(project: Path) -> None:
    write_files(project, {"public/old.html": "<!doctype html><frameset></frameset>"})
    dry = json.loads(smoopt("build", "public", "--dry-run", "--json", cwd=project).out)
    run = smoopt("build", "public", "--json", cwd=project)
    told = json.loads(run.out)
    assert run.err == ""
    assert {**told, "seconds": 0} == {**dry, "seconds": 0}
    assert {**told, "seconds": 0, "findings": 1, "bytes_added": 0} == {
        "pages": 3,
        "changed": 2,
        "unchanged": 0,
        "failed": 0,
        "skipped": {"a frameset": 1},
        "files_written": 0,
        "files_copied": 0,
        "files_removed": 0,
        "bytes_added": 0,
        "seconds": 0,
        "findings": 1,
    }
    assert told["bytes_added"] == sum(
        (project / "public" / name).stat().st_size - len(page(title).encode())
        for name, title in (("index.html", "Home"), ("a/b.html", "B"))
    )
    assert [finding["code"] for finding in told["findings"]] == ["site-url-missing"]
    undone = json.loads(smoopt("undo", "public", "--json", cwd=project).out)
    assert undone["bytes_added"] == -told["bytes_added"]


@pytest.mark.parametrize(
    "words", [("build", "public", "--diff"), ("build", "public"), ("plugins",)]
)
def test_what_is_piped_has_no_colours_and_no_bar(project: Path, words: tuple[str, ...]) -> None:
    run = process(*words, cwd=project)
    assert run.code == 0
    assert not re.search("[\x1b\r]", run.out + run.err)


def test_a_log_that_takes_colours_gets_no_bar(project: Path) -> None:
    env = environment(FORCE_COLOR="1", TERM="xterm-256color")
    run = process("build", "public", cwd=project, env=env)
    assert not re.search("[\x1b\r]", run.err)


def test_a_terminal_shows_a_bar_that_goes_away(project: Path) -> None:
    run = on_a_terminal(project, "build", "public", "--url", URL)
    assert run.code == 0
    assert "pages" in run.out
    assert "2/2" in run.out
    last = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r(?=\n)", "", run.out).replace("\r", "\n").splitlines()
    assert last[-2].startswith("public: 2 pages: 2 changed")
    assert last[-1].startswith("+")


def test_a_terminal_shows_a_diff_in_colours(project: Path) -> None:
    run = on_a_terminal(project, "build", "public", "--url", URL, "--diff")
    assert run.code == 0
    assert "\x1b[32m+" in run.out


def test_json_shows_no_bar_on_a_terminal(project: Path) -> None:
    run = on_a_terminal(project, "build", "public", "--url", URL, "--json")
    assert run.code == 0
    assert "\x1b" not in run.out
    assert json.loads(run.out)["changed"] == 2


def test_a_reader_that_stops_early_is_no_error(project: Path) -> None:
    write_files(project / "public", {f"{n}.html": page(f"Page {n}") for n in range(60)})
    with subprocess.Popen(
        command("build", "public", "--diff", "--url", URL),
        cwd=project,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.readline()
        child.stdout.close()
        assert b"Traceback" not in child.stderr.read()
