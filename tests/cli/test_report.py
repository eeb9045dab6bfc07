"""`smoopt report`: how fit a site is for each platform, now and over time."""

import json
from pathlib import Path

import pytest
from turbohtml import parse

from tests.support.runs import page, smoopt
from tests.support.sites import write_files

URL = "https://mill.example/"
EARLIER = {"day": "2026-01-05", "pages": 1, "findings": {"error": 4}, "scores": {"X": 20}}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    head = page("A").replace("</title>", "</title><meta property=og:image content=gone.png>", 1)
    return write_files(tmp_path / "site", {"a.html": head, "b.html": page("B")})


@pytest.fixture
def history(tmp_path: Path) -> Path:
    file = tmp_path / "history.json"
    file.write_text(json.dumps({"version": 1, "entries": [EARLIER]}))
    return file


def test_it_scores_a_site_for_people_and_fails_for_nothing(site: Path) -> None:
    run = smoopt("report", site, "--url", URL)
    assert run.code == 0, run.err
    first, head, facebook, *_ = run.out.splitlines()
    assert first.startswith(f"{site}: 2 pages checked in ")
    assert head.split() == ["score"]
    assert facebook.startswith("Facebook        ")
    assert "costs most: description-missing, og-image-relative" in facebook


def test_it_adds_to_a_history_once_a_day_and_says_what_has_changed(
    site: Path, history: Path
) -> None:
    arguments = ("report", site, "--url", URL, "--history", history)
    run = smoopt(*arguments)
    (line,) = (line for line in run.out.splitlines() if line.startswith("X "))
    kept = json.loads(history.read_text())["entries"]
    assert kept[0] == {**EARLIER, "label": ""}
    value = kept[1]["scores"]["X"]
    assert line.split()[1:3] == [str(value), f"{value - 20:+}"]
    assert "since 2026-01-05" in run.out
    smoopt(*arguments)
    assert len(json.loads(history.read_text())["entries"]) == 2
    smoopt(*arguments, "--label", "1.2")
    assert [one["label"] for one in json.loads(history.read_text())["entries"]] == ["", "", "1.2"]


def test_no_line_ends_with_blanks(site: Path, history: Path) -> None:
    arguments = ("report", site, "--url", URL, "--history", history)
    lines = [*smoopt(*arguments).out.splitlines(), *smoopt(*arguments[:4]).out.splitlines()]
    assert lines == [line.rstrip() for line in lines]


def test_it_writes_all_for_programs(site: Path, history: Path) -> None:
    data = json.loads(smoopt("report", site, "--url", URL, "--json", "--history", history).out)
    assert data["pages"] == 2
    assert [one["platform"] for one in data["scores"]][:2] == ["Facebook", "X"]
    assert "og-image-relative" in data["scores"][0]["causes"]
    assert data["history"][0]["day"] == "2026-01-05"


def test_the_page_that_it_writes_draws_the_course(site: Path, history: Path) -> None:
    out = site.parent / "report.html"
    run = smoopt("report", site, "--url", URL, "--history", history, "-o", out)
    said = f"wrote {history}: 2 checks\nwrote {out}\n"
    assert (run.code, run.out, run.err) == (0, "", said)
    document = parse(out.read_text("utf-8"))
    rows = [[*row.select("th, td")] for row in document.select(".courses tr")]
    (x,) = (row for row in rows if row[0].text == "X")
    assert x[2].text.strip() == "20"
    assert len(x[1].select("path")) == 2
    assert "Errors" in {row[0].text for row in rows}


def test_a_history_that_begins_today_says_so(site: Path) -> None:
    out, file = site.parent / "report.html", site.parent / "new.json"
    smoopt("report", site, "--url", URL, "--history", file, "-o", out)
    assert "This is the first check on record" in out.read_text("utf-8")
    assert len(json.loads(file.read_text())["entries"]) == 1


def test_what_cannot_be_is_refused_and_loses_nothing(site: Path, history: Path) -> None:
    assert smoopt("report", site, "--label", "1.2").code == 2
    assert smoopt("report", site, "-o", site).code == 2
    history.write_text("{}")
    run = smoopt("report", site, "--url", URL, "--history", history)
    assert run.code == 2
    assert "is no history" in run.err
    assert history.read_text() == "{}"


def test_a_page_of_the_site_is_not_replaced_but_an_earlier_report_is(site: Path) -> None:
    before = (site / "a.html").read_bytes()
    run = smoopt("report", site, "--url", URL, "-o", site / "a.html")
    assert (run.code, run.err) == (
        2,
        f"smoopt: {site / 'a.html'}: is a page of the site; expected another name to write to\n",
    )
    assert (site / "a.html").read_bytes() == before
    for _ in range(2):
        assert smoopt("report", site, "--url", URL, "-o", site / "report.html").code == 0
