"""`smoopt doctor` and `smoopt --version`: what is there, what is missing, and what to do."""

import json
import platform
from pathlib import Path

import pytest

from smoopt.build.lock import alone
from smoopt.doctor import known_extras
from smoopt.model.version import __version__
from tests.support.runs import URL, contents, process, smoopt
from tests.support.sites import write_files


def test_a_healthy_site_has_nothing_wrong_and_stays_as_it_was(project: Path) -> None:
    write_files(project, {"smoopt.toml": f"[site]\nurl = '{URL}'\n"})
    before = contents(project)
    run = smoopt("doctor", "public", cwd=project)
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith(f"smoopt {__version__}, ")
    assert "  ok    smoopt.toml    found, and every setting is valid\n" in run.out
    assert f"  ok    address        {URL} (found: " in run.out
    assert run.out.endswith("nothing is wrong\n")
    assert contents(project) == before


@pytest.mark.parametrize(
    ("files", "words", "said"),
    [
        ({"smoopt.toml": "[site]\nnmae = 'x'\n"}, (), ["WRONG smoopt.toml", "mean `name`?"]),
        ({}, (), ["WRONG address        not known", "-> give --url, or url in [site]"]),
        ({"smoopt.toml": "[plugins.qr]\nlook = 1\n"}, (), ["WRONG qr", "plugins.qr"]),
        ({}, ("missing",), ["WRONG missing        missing: does not exist"]),
        ({"empty/a.txt": ""}, ("empty",), ["WRONG pages", "there are no pages in it"]),
    ],
)
def test_what_is_wrong_is_said_and_exits_with_one(
    project: Path, files: dict[str, str | bytes], words: tuple[str, ...], said: list[str]
) -> None:
    write_files(project, files)
    run = smoopt("doctor", *(words or ("public",)), cwd=project)
    assert run.code == 1
    for part in said:
        assert part in run.out
    assert run.out.endswith("1 wrong, see above\n") or "address" in run.out


def test_without_a_site_the_one_that_is_built_here_is_taken(project: Path) -> None:
    found = json.loads(smoopt("doctor", "--json", "--url", URL, cwd=project).out)
    assert found["site"] == "public"
    nothing = smoopt("doctor", cwd=project / "public")
    assert nothing.code == 0
    assert "no built site found here -> name it: smoopt doctor SITE" in nothing.out


def test_another_run_on_the_folder_is_named(project: Path) -> None:
    with alone(lambda _: None, project / "public"):
        run = smoopt("doctor", "public", "--url", URL, cwd=project)
    assert "  -     lock           another smoopt is at work on public" in run.out
    assert run.code == 0


def test_what_a_killed_run_has_left_is_named(project: Path) -> None:
    write_files(project, {"public/a/.smoopt-0a1b2c3d.part": "half"})
    run = smoopt("doctor", "public", "--url", URL, cwd=project)
    assert "1 files of an interrupted run, such as a/.smoopt-0a1b2c3d.part" in run.out


def test_json_has_all_that_is_said(project: Path) -> None:
    run = smoopt("doctor", "public", "--url", URL, "--json", cwd=project)
    found = json.loads(run.out)
    assert {sign["about"] for sign in found["signs"]} == {
        *("extras", "configuration", "plugins", "site", "disk")
    }
    assert [*found["signs"][0]] == ["about", "name", "state", "said", "advice"]


def test_the_version_is_said_first_and_what_is_installed_below() -> None:
    run = process("--version")
    first, second, third = run.out.splitlines()
    assert (run.code, first) == (0, f"smoopt, version {__version__}")
    assert second.startswith(f"CPython {platform.python_version()} on ")
    assert third.startswith("extras: cards, cards-cjk, ")


def test_the_version_names_what_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_extras, "installed", lambda package: "" if package == "yake" else "1")
    said = smoopt("--version").out
    assert "\nextras not installed: keywords\n" in said
    assert "keywords" not in said.partition("extras not")[0]
