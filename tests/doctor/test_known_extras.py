"""Extras are those of pyproject.toml, and what is said of them is so."""

import importlib.metadata
import re
import sys
import tomllib

import pytest

from smoopt.doctor import known_extras
from smoopt.doctor.known_extras import EXTRAS, extra_signs, missing
from tests.support.places import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DECLARED: dict[str, list[str]] = PROJECT["optional-dependencies"]


def packages(extra: str) -> set[str]:
    """Give the packages of an extra for this Python, as they are declared."""
    new = sys.version_info >= (3, 14)
    return {
        re.split(r"[<>=;\[ ]", line)[0].replace("_", "-")
        for line in DECLARED[extra]
        if not (new and "python_version < '3.14'" in line)
    }


def test_the_table_is_as_the_project_declares_them() -> None:
    assert {*EXTRAS} == {*DECLARED} - {"all", "dev"}
    for name, extra in EXTRAS.items():
        assert {*extra.packages} == packages(name)


def test_all_holds_every_extra_but_that_for_development() -> None:
    (line,) = DECLARED["all"]
    assert sorted(line.removeprefix("smoopt[").removesuffix("]").split(",")) == sorted(EXTRAS)


def test_what_is_installed_is_named_with_its_version() -> None:
    signs = {sign.name: sign for sign in extra_signs()}
    assert {sign.state for sign in signs.values()} == {"ok"}
    assert f"typst {importlib.metadata.version('typst')}" in signs["cards"].said


def test_what_is_missing_is_named_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        known_extras, "installed", lambda package: "" if package == "typst" else "1"
    )
    assert missing("cards") == ["typst"]
    (sign,) = (sign for sign in extra_signs() if sign.name == "cards")
    assert sign.state == "absent"
    assert sign.said.endswith("typst not installed")
    assert sign.advice == "pip install 'smoopt[cards]'"


def test_a_version_that_smoopt_is_not_made_for_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = known_extras.installed
    monkeypatch.setattr(
        known_extras,
        "installed",
        lambda package: "0.14.2" if package == "typst" else installed(package),
    )
    signs = {sign.name: sign for sign in extra_signs()}
    assert [name for name, sign in signs.items() if sign.state != "ok"] == ["cards"]
    assert signs["cards"].state == "wrong"
    assert signs["cards"].said.endswith(": typst 0.14.2 is installed, and <0.16,>=0.15 is expected")
    assert signs["cards"].advice == "pip install 'smoopt[cards]'"


def test_what_is_installed_and_does_not_load_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(module: str) -> object:
        raise ImportError("libGL.so.1: cannot open shared object file")

    monkeypatch.setattr(known_extras, "import_module", broken)
    (sign,) = (sign for sign in extra_signs() if sign.name == "faces")
    assert sign.state == "wrong"
    assert "libGL.so.1" in sign.said
    assert {sign.state for sign in extra_signs() if sign.name == "cards-cjk"} == {"ok"}
