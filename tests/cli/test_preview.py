"""`smoopt preview` as its users meet it: what it refuses, and how it says so."""

import importlib.util
from pathlib import Path

import pytest

from tests.support.previews import write_site
from tests.support.runs import smoopt


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path / "public")


def test_without_its_packages_the_preview_says_how_to_get_them(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smoopt.cli.preview.find_spec", lambda name: None)
    run = smoopt("preview", root)
    assert run.code == 2
    assert "pip install 'smoopt[preview]'" in run.err
    assert importlib.util.find_spec("starlette")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere",), "does not exist"),
        (("--pages", "*.html"), "--export"),
        (("--host", "no.such.host.invalid"), "no address of this computer"),
        (("--port", "70000"), "0<=x<=65535"),
        (("--url", "ftp://x"), "expected one like"),
    ],
)
def test_what_cannot_be_served_is_said(words: tuple[str, ...], said: str, root: Path) -> None:
    site = root.parent / words[0] if words == ("nowhere",) else root
    run = smoopt("preview", site, *(words if site is root else ()))
    assert run.code == 2
    assert said in run.err
