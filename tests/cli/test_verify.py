"""`smoopt verify`, from its words to what it prints and how it exits."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.receiver import Receiver, Reply, receiving
from tests.support.runs import page, smoopt
from tests.support.sites import write_files

FAST = ("--rate", "100", "--timeout", "5")
PUBLIC = "https://mill.example.org/"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture
def site(tmp_path: Path, receiver: Receiver) -> Path:
    """Build a site, and serve it."""
    files = {"index.html": page("Mill"), "about.html": page("About"), "404.html": page("Gone")}
    root = write_files(tmp_path / "site", dict(files))
    assert smoopt("build", root, "--url", PUBLIC).code == 0
    for name in files:
        content = Reply((root / name).read_bytes())
        receiver.pages[f"/{name}"] = content
    receiver.pages["/"] = receiver.pages.pop("/index.html")
    return root


def test_a_site_that_is_served_as_it_was_built(site: Path, receiver: Receiver) -> None:
    run = smoopt("verify", receiver.base, site, "--url", PUBLIC, *FAST)
    assert run.code == 0, run.out
    lines = run.out.splitlines()
    assert lines[0] == f"{receiver.base}/"
    assert lines[1].startswith("  Facebook, X, LinkedIn, ")
    assert "    title    Mill" in lines
    assert lines[-1].startswith(f"{receiver.base}/: 2 pages checked in ")
    assert lines[-1].endswith("nothing found")
    assert "/404.html" not in receiver.asked


def test_without_its_extra_it_says_so_and_asks_nothing(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smoopt.model.extras.find_spec", lambda _: None)
    run = smoopt("verify", receiver.base, *FAST)
    assert run.code == 2
    assert "pip install 'smoopt[web]'" in run.err
    assert receiver.asked == []


def test_what_was_not_deployed_fails(site: Path, receiver: Receiver) -> None:
    receiver.pages["/about.html"] = Reply(page("About"))
    words = ("verify", receiver.base, site, "--url", PUBLIC, *FAST)
    run = smoopt(*words, "--format", "json")
    assert run.code == 1
    said = json.loads(run.out)
    assert said["site"] == f"{receiver.base}/"
    assert [one["code"] for one in said["findings"]] == ["live-stale"]
    assert said["findings"][0]["place"]["path"] == f"{receiver.base}/about.html"
    pages = {one["page"].removeprefix(receiver.base) for one in said["seen"]}
    assert pages == {"/", "/about.html"}
    assert smoopt(*words, "--ignore", "live-stale").code == 0
    assert smoopt(*words, "--fail-on", "never").code == 0
    (line,) = smoopt(*words, "--format", "lines").out.splitlines()
    assert line.startswith(f"{receiver.base}/about.html: error: about.html has smoopt's additions")


def test_single_pages_are_asked_for_by_their_names(site: Path, receiver: Receiver) -> None:
    run = smoopt("verify", receiver.base, "--url", PUBLIC, "--page", "about.html", *FAST)
    assert "1 page checked" in run.out
    assert "/" not in receiver.asked


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("ftp://mill.example/",), "is not an address"),
        (("https://mill.example/a.html",), "expected that of the site's root folder"),
        (("https://mill.example/", "--page", "https://other.example/"), "is on another host"),
        (("https://mill.example/", "--select", "live-slw"), "did you mean `live-slow`?"),
        (("https://mill.example/", "/no/such/folder"), "/no/such/folder"),
    ],
)
def test_what_cannot_be_is_refused_before_anybody_is_asked(
    words: tuple[str, ...], says: str
) -> None:
    run = smoopt("verify", *words)
    assert run.code == 2
    assert says in run.err
