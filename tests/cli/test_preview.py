"""`smoopt preview` as its users meet it: what it refuses, and how it says so."""

import importlib.util
import signal
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest

from tests.support.previews import Running, write_site
from tests.support.runs import PATIENCE, command, ended, page, smoopt, until
from tests.support.sites import write_files


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path / "public")


def test_without_its_packages_the_preview_says_how_to_get_them(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smoopt.model.extras.find_spec", lambda name: None)
    run = smoopt("preview", root)
    assert run.code == 2
    assert "pip install 'smoopt[preview]'" in run.err
    assert importlib.util.find_spec("starlette")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere",), "does not exist"),
        (("--pages", "*.html"), "--export"),
        (("--host", "no.such.host.invalid"), "not an address of this computer"),
        (("--port", "70000"), "0<=x<=65535"),
        (("--url", "ftp://x"), "expected one like"),
    ],
)
def test_what_cannot_be_served_is_said(words: tuple[str, ...], said: str, root: Path) -> None:
    site = root.parent / words[0] if words == ("nowhere",) else root
    run = smoopt("preview", site, *(words if site is root else ()))
    assert run.code == 2
    assert said in run.err


PLUGIN = """
import pathlib, time
from smoopt import *
class Endless(Plugin, frozen=True):
    'Never ends on b.html.'
    @hookimpl
    def edits(self, page):
        if page.path == "b.html":
            pathlib.Path("begun").touch()
            WAIT
"""


def endless(folder: Path, wait: str, seconds: float) -> Path:
    """Write a site with a plugin that does not end on one of its pages."""
    (folder / "endless.py").write_text(PLUGIN.replace("WAIT", wait))
    (folder / "smoopt.toml").write_text(
        f"hook_seconds = {seconds}\n[plugins.endless]\nfile = 'endless.py:Endless'\n"
    )
    return write_files(folder / "site", {f"{name}.html": page(name) for name in "abc"})


def test_a_hook_that_does_not_end_in_time_costs_its_page(tmp_path: Path) -> None:
    running = Running(endless(tmp_path, "while True: time.sleep(0.01)", 0.2))
    try:
        with urlopen(f"{running.address}page/b.html", timeout=PATIENCE) as answer:
            shown = answer.read().decode()
    finally:
        code = running.end()
    assert "it took longer than 0.2 s" in shown
    assert code == 0


def test_an_export_goes_on_without_a_hook_that_does_not_end(tmp_path: Path) -> None:
    root = endless(tmp_path, "while True: time.sleep(0.01)", 0.2)
    exported = tmp_path / "preview"
    run = ended(command("preview", root, "--export", exported), tmp_path, seconds=PATIENCE)
    assert run.code == 0, run.err
    assert (exported / "index.html").exists()


def test_the_preview_ends_though_a_hook_does_not(tmp_path: Path) -> None:
    running = Running(endless(tmp_path, "time.sleep(1000)", 0))
    asking = Thread(target=asked, args=(f"{running.address}page/b.html",), daemon=True)
    asking.start()
    with running.child as child:
        try:
            assert until((tmp_path / "begun").exists)
            child.send_signal(signal.SIGINT)
            _, errors = child.communicate(timeout=PATIENCE)
        finally:
            child.kill()
    asking.join()
    assert child.returncode == 1
    assert "a hook of a plugin does not finish" in errors


def asked(address: str) -> None:
    """Ask for a page that nobody gets."""
    with suppress(OSError, HTTPException):
        urlopen(address, timeout=PATIENCE).close()
