"""The tutorial can be followed to the word."""

import shlex
from pathlib import Path

import pytest

from tests.support.console import examples, files, is_printed
from tests.support.places import ROOT
from tests.support.runs import smoopt
from tests.support.serving import served
from tests.support.sites import write_files

MANUAL = (ROOT / "docs/tutorial/index.md").read_text("utf-8")
ADDRESS = "http://127.0.0.1:8000/"


def test_the_tutorial_prints_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    pages = files(MANUAL)
    settings = {"smoopt.toml": pages.pop("smoopt.toml")}
    write_files(tmp_path, pages)
    with served(tmp_path / "public") as address:
        for number, run in enumerate(examples(MANUAL)):
            if number == 1:
                write_files(tmp_path, settings)
            words = shlex.split(run.line.replace(ADDRESS, address))
            ended = smoopt(*words[1:], cwd=tmp_path)
            assert ended.code == 0, ended.err
            shown = ended.out.replace(address, ADDRESS)
            assert is_printed(run, shown), f"{run.line} prints:\n{shown}"
    assert {path: (tmp_path / path).read_text("utf-8") for path in pages} == pages
