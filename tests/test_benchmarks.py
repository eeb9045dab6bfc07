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
    "scale",
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


@pytest.fixture
def scale_model(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(FOLDER))
    import scale_model

    return scale_model


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


def made(scale_points: ModuleType, pages: int) -> object:
    """Make a point of a cluster of two at which everything is a base and so much a page."""
    taken = scale_points.Taken(
        seconds=12 + pages / 500,
        coordinator_cpu=2 + pages / 10_000,
        workers_cpu=1 + pages / 500,
        scheduler_cpu=1 + pages / 100_000,
        coordinator_peak=72 + pages / 1000,
        worker_peak=70 + pages / 2000,
        stages={
            "listing": 1 + pages / 20_000,
            "pages": 10 + pages / 1000,
            "other": 1 + pages / 950,
        },
        requests={"GET": pages, "HEAD": 3 * pages, "PUT": pages, "LIST": pages // 1000},
        bytes=5000 * pages,
    )
    return scale_points.Point("S3", "cluster", 2, pages, [taken])


def test_a_line_through_points_foretells_others(scale_model: ModuleType) -> None:
    import scale_points

    points = [made(scale_points, pages) for pages in (1000, 4000)]
    said = scale_model.Model(points).same(100_000)
    assert said["cpu"] == pytest.approx(4 + 10 + 200 + 1)
    assert said["coordinator_peak"] == pytest.approx(172)
    assert said["worker_peak"] == pytest.approx(120)


def test_memory_is_foretold_by_what_the_two_largest_sites_add(scale_model: ModuleType) -> None:
    import scale_points

    points = [made(scale_points, pages) for pages in (100, 1000, 4000)]
    points[0].runs[0].coordinator_peak = points[0].runs[0].worker_peak = 20
    said = scale_model.Model(points).same(100_000)
    assert said["coordinator_peak"] == pytest.approx(172)
    points[2].runs[0].worker_peak = 70
    assert scale_model.Model(points).same(100_000)["worker_peak"] == pytest.approx(70.5)
    assert scale_model.breaks(scale_model.Model(points))["a worker's memory"] == float("inf")


def test_an_outlook_names_the_slowest_and_what_it_costs(scale_model: ModuleType) -> None:
    import scale_points

    model = scale_model.Model([made(scale_points, pages) for pages in (1000, 4000)])
    few, many = (scale_model.outlook(model, 10**7, workers) for workers in (2, 10**6))
    assert few.slowest == "workers"
    # Five requests a page of 30 ms, 32 at a time, and 2 ms of work; and what the coordinator does.
    alone = 1 / 20_000 + 1 / 950 + 0.03 / 1000
    assert few.seconds == pytest.approx(10**7 * ((0.15 / 32 + 0.002) / 2 + alone), rel=0.001)
    assert many.seconds < few.seconds / 2
    assert many.slowest != "workers"
    requests = 10**7 * (4 * 0.0004 + 0.005) / 1000
    assert few.dollars == pytest.approx(requests + few.seconds / 3600 * 2 * 0.0816, rel=0.01)
    assert few.coordinator == pytest.approx(10_072)
    breaks = scale_model.breaks(model)
    assert breaks["coordinator's memory"] == pytest.approx((8192 - 72) * 1000)
    assert breaks["a worker's memory"] == pytest.approx((4096 - 70) * 2000)


@pytest.mark.apart
def test_the_benchmark_of_scale_measures_foretells_and_reads_its_points_again(
    tmp_path: Path,
) -> None:
    file = tmp_path / "points.json"
    words = ("20", "40", "60", "--rounds", "1", "--warm", "--places", "folder", "memory")
    said = benchmark("scale", *words, "--json", file)
    assert all(f"\nfolder, cluster of {workers}  " in said for workers in (1, 2))
    assert "\nmemory://, 1 process  " in said
    assert "\nfolder, 2 processes: processor time, s " in said
    assert benchmark("scale", "--read", file) == said
    assert "| folder, cluster of 2 | 60 |" in benchmark("scale", "--read", file, "--markdown")


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
