"""The benchmarks run and say what they should; nothing here depends on how long anything takes."""

import random
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.support.places import ROOT
from tests.support.runs import environment

FOLDER = ROOT / "benchmarks"
SITE = ROOT / "fixtures" / "sites" / "mkdocs"
SCRIPTS = (
    "build",
    "card_peers",
    "cards",
    "check",
    "cores",
    "durability",
    "growth",
    "peers",
    "pictures",
    "stages",
    "startup",
    "watch",
)
PAGE = b"<!doctype html><head><title>A</title></head><body><p>aaa</p></body>"


def benchmark(name: str, *arguments: object) -> str:
    words = [sys.executable, str(FOLDER / f"{name}.py"), *map(str, arguments)]
    done = subprocess.run(words, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def verdict(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(FOLDER))
    import verdict

    return verdict


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(FOLDER))
    import corpus

    return corpus


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_benchmark_says_what_it_measures(name: str) -> None:
    assert "--rounds" in benchmark(name, "--help") or name == "watch"


def test_the_benchmark_of_builds_compares_them_and_proves_undo() -> None:
    said = benchmark("build", "20", "--rounds", "1", "--site", SITE)
    rows = ("cp -r", "read and write", "smoopt build -o", "start-up and stat", "undo")
    assert all(f"\n{row}  " in said for row in rows)
    assert "0 failed" in said
    assert "of both builds: empty; of undo and the original: empty" in said


def test_the_benchmark_of_weight_counts_every_byte_that_a_page_gains() -> None:
    said = benchmark("weight", "mkdocs")
    assert "bytes added to the head of 7 pages" in said
    for part in said.split("mkdocs: ")[1:]:
        most = {row.split()[0]: row.split()[-3] for row in part.splitlines()[2:] if row}
        assert set(most) > {"follow", "licence", "markdown"}
        whole = int(most.pop("all,").replace(",", ""))
        assert max(int(each.replace(",", "")) for each in most.values()) < whole


def test_the_benchmark_of_durability_compares_four_ways(tmp_path: Path) -> None:
    said = benchmark("durability", "5", "--rounds", "1", "--site", SITE, "--folder", tmp_path)
    rows = ("not synced", "synced once", "each, at the end", "each, before")
    assert all(f"\n{row}" in said for row in rows)
    assert not list(tmp_path.iterdir())


def test_the_benchmark_of_checks_compares_them_with_a_build() -> None:
    said = benchmark("check", "20", "--rounds", "1", "--site", SITE)
    rows = ("smoopt build -o", "smoopt check, untouched", "smoopt check, built")
    assert all(f"\n{row}  " in said for row in rows)


def test_the_benchmark_of_processes_compares_one_with_two() -> None:
    said = benchmark("cores", "20", "--rounds", "1", "--site", SITE)
    assert all(column in said for column in ("one process, s", "two workers, s", "two to one"))
    assert "\n7  " in said


def test_the_benchmark_of_stages_lists_every_source_and_writer() -> None:
    said = benchmark("stages", "--pages", "5", "--rounds", "1", "--site", SITE)
    assert all(row in said for row in ("parse", "facts: meta", "edits: opengraph", "write", "all"))


def test_a_smaller_sample_is_part_of_a_larger(corpus: ModuleType, tmp_path: Path) -> None:
    site = corpus.Source(SITE, "https://example.org/", "a fixture")
    few = corpus.sample(site, 2, tmp_path / "few")
    corpus.sample(site, 4, tmp_path / "more")
    again = corpus.sample(site, 2, tmp_path / "again")
    names = [
        {path.relative_to(tmp_path / name) for path in (tmp_path / name).rglob("*.html")}
        for name in ("few", "more", "again")
    ]
    assert few.pages == again.pages == 2
    assert names[0] == names[2]
    assert names[0] < names[1]


def test_two_additions_to_a_page_keep_the_rest(verdict: ModuleType) -> None:
    drawn = random.Random(1)
    for _ in range(300):
        was = bytes(drawn.choices(b"ab<", k=drawn.randrange(12)))
        start, end = sorted(drawn.randrange(len(was) + 1) for _ in range(2))
        one, two = (bytes(drawn.choices(b"ab<", k=drawn.randrange(5))) for _ in range(2))
        assert verdict.kept_the_rest(was, was[:start] + one + was[start:end] + two + was[end:])


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(PAGE[:-7] + b"<nav></nav>", id="lost at the end"),
        pytest.param(PAGE.replace(b"aaa", b"aa"), id="lost in the middle"),
        pytest.param(PAGE.replace(b"<!doctype", b"<!DOCTYPE"), id="written otherwise"),
        pytest.param(PAGE.replace(b"a", b"xa"), id="more than two additions"),
    ],
)
def test_a_page_that_lost_a_byte_did_not_keep_the_rest(verdict: ModuleType, now: bytes) -> None:
    assert not verdict.kept_the_rest(PAGE, now)


def test_a_page_without_the_tags_was_not_worked_on(verdict: ModuleType) -> None:
    assert not verdict.did_the_work(PAGE, PAGE, "https://example.org/")


def test_a_small_site_is_repeated_in_folders(corpus: ModuleType, tmp_path: Path) -> None:
    site = corpus.Source(SITE, "https://example.org/", "a fixture", 3)
    pages = len([*SITE.rglob("*.html")])
    assert corpus.sample(site, None, tmp_path).pages == 3 * pages
    assert len([*tmp_path.rglob("*.html")]) == 3 * pages
