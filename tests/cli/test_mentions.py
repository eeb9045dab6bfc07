"""`smoopt mentions`: whom a site mentions."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.support.runs import page, smoopt
from tests.support.sites import write_files

URL = "https://mill.example.org/"
ANN, BOB = "https://ann.example/on-gates", "https://bob.example/?p=1"


def saying(title: str, text: str) -> str:
    return page(title).replace("</main>", f"{text}</main>")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "a.html": saying(
            "A",
            f"<p><a href='{ANN}#how'>Ann</a> and <a href='{ANN}'>again</a>, <a href='{BOB}'>Bob</a>"
            f"<a href=b.html>b</a> <a href='{URL}b.html'>b</a> <a href='mailto:a@b.example'>m</a>"
            "<nav><a href='https://menu.example/'>menu</a></nav>",
        ),
        "b/index.html": saying("B", f"<p><a href='{ANN}'>Ann</a>"),
        "hidden.html": saying("H", f"<a href='{BOB}'>b</a>").replace(
            "<head>", "<head><meta name=robots content=noindex>"
        ),
    }
    return write_files(tmp_path / "site", dict(files))


LINES = [(f"{URL}a.html", ANN), (f"{URL}a.html", BOB), (f"{URL}b/", ANN)]


def listed(*arguments: object) -> list[tuple[str, str]]:
    run = smoopt("mentions", *arguments, "--url", URL)
    assert run.code == 0, run.err
    found = (line.split(" ") for line in run.out.splitlines())
    return [(source, target) for source, target in found]


def test_links_of_the_text_to_other_sites_are_listed(site: Path) -> None:
    assert listed(site) == LINES
    said = json.loads(smoopt("mentions", site, "--url", URL, "--json").out)
    assert [(each["source"], each["target"]) for each in said] == LINES


def test_a_site_that_is_built_mentions_the_same(site: Path) -> None:
    smoopt("build", site, "--url", URL)
    assert listed(site) == LINES


def test_what_was_listed_before_is_left_out(site: Path, tmp_path: Path) -> None:
    before = tmp_path / "mentions.txt"
    before.write_text(smoopt("mentions", site, "--url", URL).out)
    assert listed(site, "--since", before) == []
    told = smoopt("mentions", site, "--url", URL, "--since", before).err
    assert told == f"no text links to another site that is not in {before}\n"
    (site / "c.html").write_text(saying("C", f"<a href='{BOB}'>b</a>"))
    assert listed(site, "--since", before) == [(f"{URL}c.html", BOB)]


@pytest.mark.parametrize("odd", ["\x1b", "\x85", "\x1c", "\u2028", "\u202e", "\xa0", " ", "\x7f"])
def test_what_nobody_sees_in_an_address_is_known_again(
    site: Path, tmp_path: Path, odd: str
) -> None:
    (site / "c.html").write_text(saying("C", f"<a href='{BOB}{odd}x/é'>b</a>"), "utf-8")
    before = tmp_path / "mentions.txt"
    before.write_text(smoopt("mentions", site, "--url", URL).out, "utf-8")
    assert f"{BOB}{quote(odd)}x/é\n" in before.read_text("utf-8")
    assert listed(site, "--since", before) == []


NO_LISTS = {
    "[]": "is no line of a list",
    "https://mill.example/": "expected two addresses, found 'https://mill.example/'",
    "\n# https://mill.example/": "sent.txt:2: is no line",
}


@pytest.mark.parametrize("text", NO_LISTS)
def test_what_is_no_list_is_refused(site: Path, tmp_path: Path, text: str) -> None:
    """With --send, all would be sent that the file was to leave out."""
    before = tmp_path / "sent.txt"
    before.write_text(text)
    run = smoopt("mentions", site, "--url", URL, "--since", before)
    assert (run.code, run.out) == (2, "")
    assert NO_LISTS[text] in run.err


def test_a_list_that_is_not_there_is_said_to_be(site: Path, tmp_path: Path) -> None:
    run = smoopt("mentions", site, "--url", URL, "--since", tmp_path / "gone.txt")
    assert run.code == 2
    assert "expected a list that `smoopt mentions` printed" in run.err


def test_without_an_address_nothing_can_be_sent(tmp_path: Path) -> None:
    site = write_files(tmp_path / "site", {"a.html": saying("A", f"<a href='{ANN}'>x</a>")})
    run = smoopt("mentions", site)
    assert (run.code, run.out) == (2, "")
    assert "--url" in run.err
