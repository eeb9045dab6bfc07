"""`smoopt check` as its users meet it: exit codes, messages, and what is written where."""

import json
import subprocess
from codecs import BOM_UTF16_LE
from pathlib import Path

import pytest

from smoopt.check.formats import FORMATS
from tests.support.runs import (
    Run,
    as_plain_user,
    command,
    environment,
    on_a_terminal,
    own_by_plain_user,
    smoopt,
    tree,
)
from tests.support.sites import write_files
from tests.support.witness import OWN, TOML, body, project

__all__ = ["project"]
BAD = body("<marquee>1</marquee><blink>2</blink><small>3</small>")


@pytest.fixture
def site(project: Path) -> Path:
    write_files(project / "public", {"a.html": BAD, "b.html": body("")})
    return project


def check(*words: object) -> Run:
    return smoopt("check", "public", "--select", OWN, *words)


# How it ends


@pytest.mark.parametrize(
    ("html", "fail_on", "code"),
    [
        ("<marquee>", "error", 1),
        ("<marquee>", "warning", 1),
        ("<marquee>", "never", 0),
        ("<blink>", "error", 0),
        ("<blink>", "warning", 1),
        ("<small>", "warning", 0),
        ("", "warning", 0),
    ],
)
def test_the_exit_code_says_whether_a_finding_is_that_bad(
    project: Path, html: str, fail_on: str, code: int
) -> None:
    write_files(project / "public", {"a.html": body(html)})
    assert check("--fail-on", fail_on).code == code


def test_nothing_is_changed_but_what_was_asked_for(site: Path) -> None:
    before = tree(site)
    check()
    assert tree(site) == before
    check("--output", "report.json", "--format", "json", "--baseline", "b", "--update-baseline")
    after = tree(site)
    assert after.keys() - before.keys() == {"report.json", "b"}
    assert {name: after[name] for name in before} == before


def test_a_second_check_says_the_same(site: Path) -> None:
    first, second = (check("--format", "lines", "--jobs", jobs) for jobs in (1, 2))
    assert first.out == second.out
    assert first.out.count("\n") == 3


# What is written where


def test_people_get_everything_on_the_screen(site: Path) -> None:
    run = check()
    assert "public/a.html:5:1" in run.out
    assert "public: 2 pages checked" in run.out
    assert "1 error, 1 warning, 1 info" in run.out
    assert run.err == ""
    assert "\x1b" not in run.out


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "text"])
def test_machines_get_nothing_but_their_form(site: Path, form: str) -> None:
    run = check("--format", form)
    assert "pages checked" not in run.out
    assert "public: 2 pages checked" in run.err
    assert run.code == 1
    if form in {"json", "sarif"}:
        json.loads(run.out)


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_gets_what_the_screen_would(site: Path, form: str) -> None:
    shown = check("--format", form)
    run = check("--format", form, "--output", "report")
    assert run.out == ""
    assert run.err.startswith("wrote report\npublic: 2 pages checked")
    if form in {"lines", "sarif", "github"}:  # the others tell the time it took
        assert (site / "report").read_text("utf-8") == shown.out
    assert "\x1b" not in (site / "report").read_text("utf-8")


def test_only_a_terminal_gets_colours(site: Path, tmp_path: Path) -> None:
    write_files(tmp_path, {"smoopt.toml": ""})  # the witness is in this process only
    write_files(tmp_path / "empty", {"a.txt": ""})
    run = on_a_terminal(tmp_path, "check", "empty")
    assert run.code == 1
    assert "\x1b[31m\x1b[1merror: no-pages\x1b[0m" in run.out


def test_a_reader_that_leaves_early_is_no_fault(site: Path) -> None:
    write_files(site, {"smoopt.toml": ""})
    many = {f"{n}.html": body("<p>x</p>") for n in range(200)}
    write_files(site / "public", many)
    words = command("check", "public", "--format", "json")
    with subprocess.Popen(
        words, cwd=site, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        said = run.stderr.read().decode()
    assert "Traceback" not in said


# The baseline


def test_an_old_site_takes_up_the_audit(site: Path) -> None:
    run = check("--baseline", "base.json", "--update-baseline", "--fail-on", "warning")
    assert run.code == 0
    assert "wrote base.json: 3 findings, of them 3 new; 0 fixed taken out" in run.err
    run = check("--baseline", "base.json", "--fail-on", "warning")
    assert run.code == 0
    assert "nothing new found" in run.out
    assert "not counted: 3 findings of the baseline" in run.out


def test_what_is_new_fails_and_what_is_fixed_is_said(site: Path) -> None:
    check("--baseline", "base.json", "--update-baseline")
    shifted = body("\n\n<blink>2</blink><small>3</small><marquee>new</marquee>")
    write_files(site / "public", {"a.html": shifted})
    run = check("--baseline", "base.json")
    assert run.code == 1
    assert "marquee new" in run.out
    assert "blink 2" not in run.out
    assert "fixed: 1 finding of the baseline; --update-baseline takes" in run.out
    run = check("--baseline", "base.json", "--update-baseline")
    assert run.code == 0
    assert "wrote base.json: 3 findings, of them 1 new; 1 fixed taken out" in run.err


def test_a_baseline_keeps_what_was_not_asked(site: Path) -> None:
    check("--baseline", "base.json", "--update-baseline")
    before = (site / "base.json").read_bytes()
    words = ("--select", "witness-blink", "--baseline", "base.json", "--update-baseline")
    assert smoopt("check", "public", *words).code == 0
    assert (site / "base.json").read_bytes() == before


# Rules by id


def test_rules_are_named_one_by_one_or_between_commas(site: Path) -> None:
    run = smoopt("check", "public", "--select", "witness-blink", "--select", "witness-small,")
    assert "witness-marquee" not in run.out
    assert "witness-blink" in run.out
    assert "witness-small" in run.out
    assert run.code == 0
    assert "no-pages" not in check("--ignore", "witness-marquee,witness-blink").out


# Bad input


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere",), "smoopt: nowhere: does not exist; expected the folder your generator"),
        (("public/a.html",), "smoopt: public/a.html: is a file; expected the folder your"),
        (("round",), "smoopt: round: does not exist; expected the folder"),
        (("public", "--baseline", "none.json"), "smoopt: none.json: there is no such baseline"),
        (("public", "--baseline", "bad.json"), "smoopt: bad.json: is no baseline: Expecting"),
        (("public", "--baseline", "public"), "smoopt: public: the baseline cannot be read: Is a"),
        (("public", "--output", "public"), "smoopt: public: is a folder; expected the name of"),
        (("public", "--output", "no/x"), "smoopt: no/x: cannot be written: there is no folder no"),
        (("public", "--output", "/dev/full"), "smoopt: /dev/full: cannot be written: No space"),
        (("public", "--select", "titel-missing"), "smoopt: --select: no rule `titel-missing`"),
        (("public", "--ignore", "witness"), "smoopt: --ignore: no rule `witness` (did you mean"),
        (("public", "--update-baseline"), "Error: --update-baseline needs --baseline FILE"),
        (("public", "--format", "xml"), "'xml' is not one of 'text', 'lines', 'json', 'sarif'"),
        (("public", "--fail-on", "info"), "'info' is not one of 'error', 'warning', 'never'"),
        (("public", "--url", "example.org"), "smoopt: --url: 'example.org' is not an address"),
        (("public", "--config", "none.toml"), "smoopt: none.toml: cannot be read: No such file"),
        (("public", "--jobs", "0"), "'--jobs' / '-j': 0 is not in the range"),
    ],
)
def test_what_cannot_be_run_is_told_why(site: Path, words: tuple[str, ...], said: str) -> None:
    write_files(site, {"bad.json": "{"})
    (site / "round").symlink_to("round")
    before = tree(site)
    run = smoopt("check", *words)
    assert run.code == 2
    assert said in run.err
    assert "Traceback" not in run.err
    assert run.out == ""
    assert tree(site) == before


def test_how_to_list_the_findings_of_a_rule_is_said(project: Path) -> None:
    run = smoopt("check", "public", "--list", "title-missing", cwd=project)
    assert run.code == 2
    assert "check has no --list: `--select ID --format lines` lists all findings" in run.err
    assert "--list" not in smoopt("check", "--help").out


def test_a_site_of_nothing_is_no_success(project: Path) -> None:
    (project / "public").mkdir()
    run = smoopt("check", "public")
    assert run.code == 1
    assert "error: no-pages" in run.out
    assert "there are no pages in it; expected the folder that a generator wrote" in run.out


def test_what_may_not_be_read_is_a_finding_and_the_rest_is_checked(tmp_path: Path) -> None:
    pages = {"a.html": body("a"), "b/c.html": body("c"), "d.html": body("d")}
    write_files(tmp_path, {"smoopt.toml": TOML.replace("witness = true", "")})
    write_files(tmp_path / "public", pages)
    own_by_plain_user(tmp_path)
    (tmp_path / "public/a.html").chmod(0)
    (tmp_path / "public/b").chmod(0)
    run = as_plain_user("check", "public", "--format", "lines", cwd=tmp_path)
    (tmp_path / "public/b").chmod(0o755)
    assert run.code == 1
    assert "public/a.html: error: cannot be read: Permission denied [page-unreadable]" in run.out
    assert (
        "public/b: error: this folder cannot be read; what is in it stays as it was, and is not"
        in run.out
    )
    assert "public: 2 pages checked" in run.err


def test_what_may_not_be_written_is_told_why(tmp_path: Path) -> None:
    write_files(tmp_path / "public", {"a.html": body("a")})
    own_by_plain_user(tmp_path)
    for words in (("--output", "report"), ("--baseline", "base", "--update-baseline")):
        tmp_path.chmod(0o555)
        run = as_plain_user("check", "public", *words, cwd=tmp_path)
        tmp_path.chmod(0o755)
        assert run.code == 2
        assert "cannot be written: Permission denied" in run.err


def test_binary_data_and_a_page_of_another_world_do_not_stop_it(project: Path) -> None:
    pages = {
        "a.html": b"\x89PNG\r\n\x1a\n\0\0",
        "b.html": BOM_UTF16_LE + b"a\0\0\xd8",
        "c.html": b"",
        "d.html": b"<" * 100_000,
        "e.html": b"<!doctype html>" + b"<div>" * 20_000,
        "f.html": b"<!doctype html><a href='" + b"x" * 1_000_000,
    }
    write_files(project / "public", pages)
    run = smoopt("check", "public", "--format", "lines")
    assert "public/a.html:" in run.out
    assert "[page-not-html]" in run.out
    assert "public/b.html: error: its bytes cannot be read as utf-16-le" in run.out
    assert "plugin-failed" not in run.out
    assert "public: 6 pages checked" in run.err
    assert run.code == 1


def test_a_baseline_makes_no_folder_that_may_be_a_slip(site: Path) -> None:
    run = check("--baseline", "nowhere/base.json", "--update-baseline")
    assert run.code == 2
    assert "there is no folder nowhere" in run.err
    assert not Path("nowhere").exists()


@pytest.mark.parametrize("columns", [72, 80, 200])
def test_no_line_is_wider_than_the_terminal(
    site: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    wide = [line for line in check().out.splitlines() if len(line) > min(columns, 96)]
    # What is one word, an address or a path, stays whole, to be followed.
    assert all(len(line.split()) <= 2 for line in wide), wide
