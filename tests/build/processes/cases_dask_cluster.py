"""A Dask cluster's workers build what this computer would; losing some of them loses nothing."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import dask
import pytest
from distributed import LocalCluster

from smoopt.build.memory import sharded_records
from smoopt.build.processes import dask_cluster
from smoopt.build.processes.dask_cluster import DaskCluster
from smoopt.build.processes.engine import Task, run
from tests.support.jobs import Deadly, Failing, Plain
from tests.support.places import SITES
from tests.support.runs import URL, contents, smoopt

WORKERS = {"n_workers": 2, "threads_per_worker": 1, "silence_logs": "CRITICAL"}
WORKERS |= {"dashboard_address": ":0"}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Start two workers on this computer, and give their scheduler's address."""
    settings = {"distributed.scheduler.allowed-failures": 1}
    with (
        dask.config.set(settings),
        LocalCluster(**WORKERS) as cluster,
    ):
        yield cluster.scheduler_address


@pytest.fixture
def cluster(address: str) -> Iterator[DaskCluster]:
    found = DaskCluster(address)
    yield found
    found.close()


def tasks(count: int) -> list[Task]:
    return [Task(f"{number}.html", 10_000) for number in range(count)]


def test_all_results_come_in_order_from_other_processes(cluster: DaskCluster) -> None:
    done = list(run(Plain(), tasks(300), cluster))
    assert [each.path for each in done] == [task.path for task in tasks(300)]
    assert len({each.process for each in done} - {os.getpid()}) == cluster.size == 2


def test_batches_are_made_as_others_are_done(cluster: DaskCluster) -> None:
    made = 0

    def batches() -> Iterator[list[str]]:
        nonlocal made
        for made in range(1, 101):
            yield [f"{made}.html"]

    ahead = [made - number for number, _ in enumerate(cluster.results(Plain(), batches()))]
    assert len(ahead) == 100
    assert max(ahead) <= 1 + max(dask_cluster._LEAST, dask_cluster._AHEAD * cluster.size)


def test_what_a_page_raises_is_that_page_s(cluster: DaskCluster) -> None:
    done = list(run(Failing({"3.html": ValueError}), tasks(8), cluster))
    assert [each.path for each in done if each.lost] == ["3.html"]
    assert "ValueError" in done[3].raised


def test_a_worker_that_dies_loses_nothing(cluster: DaskCluster, tmp_path: Path) -> None:
    done = list(run(Deadly({"3.html"}, tmp_path, lives=1), tasks(8), cluster))
    assert [each.path for each in done] == [task.path for task in tasks(8)]
    assert not any(each.lost for each in done)


def test_of_a_page_that_workers_die_of_only_that_page_is_lost(cluster: DaskCluster) -> None:
    done = list(run(Deadly({"3.html"}), tasks(40), cluster))
    assert [each.path for each in done] == [task.path for task in tasks(40)]
    assert [each.path for each in done if each.lost] == ["3.html"]


@pytest.mark.parametrize("most", [3, sharded_records.MOST_PAGES])
def test_a_site_is_built_audited_and_given_back_as_by_this_computer(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(sharded_records, "MOST_PAGES", most)
    for name in ("here", "there"):
        shutil.copytree(SITES / "nikola", tmp_path / name / "site")
    ways = {"here": ("--jobs", "1"), "there": ("--cluster", address)}
    said = {}
    for name, way in ways.items():
        folder = tmp_path / name
        run = smoopt("build", "site", "-o", "out", "--url", URL, *way, cwd=folder)
        assert run.code == 0, run.err
        assert smoopt("build", "site", "--url", URL, *way, cwd=folder).code == 0
        audit = ("check", "site", "--url", URL, "--format", "lines", "--fail-on", "never")
        said[name] = smoopt(*audit, *way, cwd=folder).out
    assert said["there"] == said["here"]
    assert contents(tmp_path / "there/out") == contents(tmp_path / "here/out")
    assert contents(tmp_path / "there/site") == contents(tmp_path / "here/site")
    assert smoopt("undo", "site", *ways["there"], cwd=tmp_path / "there").code == 0
    assert contents(tmp_path / "there/site") == contents(SITES / "nikola")


def test_where_no_cluster_answers_nothing_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_cluster, "_PATIENCE", 1)
    run = smoopt("build", SITES / "hugo", "-o", tmp_path / "out", "--cluster", "tcp://127.0.0.1:9")
    assert run.code == 2
    assert "tcp://127.0.0.1:9: no cluster answers" in run.err
    assert not (tmp_path / "out").exists()
    both = smoopt("build", SITES / "hugo", "--jobs", 2, "--cluster", "tcp://127.0.0.1:9")
    assert "give one" in both.err
