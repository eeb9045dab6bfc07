"""Workers are killed again and again, a scheduler ends, a build is killed: nothing is lost."""

import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from smoopt.build.processes import dask_cluster
from smoopt.build.processes.dask_cluster import DaskCluster
from smoopt.build.processes.engine import Task, batches
from smoopt.model.errors import CannotRun
from tests.support.dask_processes import DaskProcesses, dask_processes
from tests.support.jobs import Dying, Lethal, Plain
from tests.support.runs import URL, command, contents, environment, page, smoopt, until
from tests.support.sites import write_files

PAGES = 800


@pytest.fixture
def processes() -> Iterator[DaskProcesses]:
    with dask_processes(2) as begun:
        yield begun


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {f"{number // 100}/{number}.html": page(f"Page {number}") for number in range(PAGES)}
    root = write_files(tmp_path / "site", {"index.html": page("Home"), **files})
    shutil.copytree(root, tmp_path / "original")
    assert smoopt("build", root, "-o", tmp_path / "here", "--url", URL).code == 0
    return root


def begun(*words: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command("build", *words, "--url", URL), env=environment())


def half_built(folder: Path) -> bool:
    """Tell whether some pages are built, and by the order of batches most are not."""
    early = folder / "1" / "100.html"
    return early.exists() and b"<!--smoopt " in early.read_bytes()


def test_a_worker_killed_costs_the_batch_that_it_was_at(
    processes: DaskProcesses, tmp_path: Path
) -> None:
    cluster = DaskCluster(processes.address)
    tasks = [Task(f"{number}.html", 10_000) for number in range(320)]
    divided = batches(tasks, cluster.size)
    # In the middle of every fourth batch.
    deadly = {batch[len(batch) // 2] for batch in divided[::4]}
    job, arrived = Dying(deadly, divided, tmp_path), []
    with processes.replacing():
        for path, did in cluster.results(job, divided):
            assert not did.lost
            arrived.append(path)
            with job.taken.open("a") as taken:
                taken.write(f"{path}\n")
    assert sorted(arrived) == sorted(task.path for task in tasks)
    times = Counter(job.begun.read_text().split())
    again = [batch for batch in divided if any(times[path] > 1 for path in batch)]
    # And perhaps the one before, if the scheduler did not hear yet that it was taken.
    assert len(deadly) <= len(again) <= 2 * len(deadly)
    cluster.close()


def test_a_build_of_which_workers_die_again_and_again_is_as_any_other(
    processes: DaskProcesses, site: Path, tmp_path: Path
) -> None:
    out, kills, built = tmp_path / "out", 0, 0
    with processes.replacing(), begun(site, "-o", out, "--cluster", processes.address) as build:
        while build.poll() is None:
            there = sum(1 for _ in out.rglob("*.html"))
            if there >= built + PAGES // 5:
                processes.workers[kills % 2].kill()
                built, kills = there, kills + 1
            time.sleep(0.01)
    assert build.returncode == 0
    assert kills > 1
    assert contents(out) == contents(tmp_path / "here")


@pytest.mark.parametrize("is_apart", [True, False], ids=["apart", "in place"])
def test_a_scheduler_that_ends_and_is_back_loses_nothing(
    processes: DaskProcesses, site: Path, tmp_path: Path, *, is_apart: bool
) -> None:
    out = tmp_path / "out" if is_apart else site
    to = ("-o", out) if is_apart else ()
    with begun(site, *to, "--cluster", processes.address) as build:
        assert until(lambda: half_built(out), 60)
        assert build.poll() is None
        processes.begin_anew()
    assert build.returncode == 0
    assert contents(out) == contents(tmp_path / "here")
    if not is_apart:
        assert smoopt("undo", site, "--cluster", processes.address).code == 0
        assert contents(site) == contents(tmp_path / "original")


def test_a_build_that_is_killed_and_begun_again_is_as_any_other(
    processes: DaskProcesses, site: Path, tmp_path: Path
) -> None:
    with begun(site, "--cluster", processes.address) as build:
        assert until(lambda: half_built(site), 60)
        build.kill()
    assert build.returncode == -signal.SIGKILL
    run = smoopt("build", site, "--url", URL, "--cluster", processes.address)
    assert run.code == 0, run.err
    assert contents(site) == contents(tmp_path / "here")
    assert smoopt("undo", site, "--cluster", processes.address).code == 0
    assert contents(site) == contents(tmp_path / "original")


def test_a_scheduler_that_does_not_come_back_is_named(
    processes: DaskProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_cluster, "_RETURN", 1)
    cluster = DaskCluster(processes.address)
    arriving = cluster.results(Plain(0.01), [[f"{number}.html"] for number in range(300)])
    next(arriving)
    processes.kill_scheduler()
    with pytest.raises(CannotRun, match=r"has gone away and is not back.* run this again"):
        list(arriving)


def test_what_workers_die_of_before_any_page_is_no_page_s_fault() -> None:
    with dask_processes(1, allowed_failures=0) as processes, processes.replacing():
        cluster = DaskCluster(processes.address)
        with pytest.raises(CannotRun, match="workers die while they load the site"):
            list(cluster.results(Lethal(), [["a.html"], ["b.html"]]))
        cluster.close()
