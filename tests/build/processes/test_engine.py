"""Worker processes: what they give back, how they die, and that none is left behind."""

import errno
import json
import multiprocessing
import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoopt.build.builder import Builder
from smoopt.build.memory.manifest import Manifest
from smoopt.build.processes import engine
from smoopt.build.processes.engine import Task, batches, run
from smoopt.model.stopped import Stopped
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings
from smoopt.site.site import Site
from tests.support.jobs import (
    Crowded,
    Deadly,
    Failing,
    Homebody,
    Plain,
    Sending,
    Slow,
    Stubborn,
    Stuck,
    Unreadable,
    Unsendable,
)
from tests.support.places import SITES
from tests.support.runs import (
    PATIENCE,
    URL,
    Run,
    after,
    command,
    contents,
    environment,
    is_running,
    own_by_plain_user,
    page,
    smoopt,
    until,
)
from tests.support.sites import MakeSite, write_files

MANY = [Task(f"{number}.html", 10_000) for number in range(400)]
GIANT = 2_000_000
WORKERS = 2
# A user of our own, for limits count all that a user has running.
LONER = 20_000 + os.getpid() % 40_000
FORK = os.fork


def no_workers() -> bool:
    return not multiprocessing.active_children()


@pytest.fixture(autouse=True)
def _leaves_no_worker() -> Iterator[None]:
    yield
    assert until(no_workers)


@pytest.fixture
def _beside_a_thread() -> Iterator[None]:
    """Make forking unsafe, so that workers are spawned."""
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    yield
    end.set()
    thread.join()


@pytest.fixture(params=["alone", "beside a thread"])
def _both_ways(request: pytest.FixtureRequest) -> None:
    """Run a test with workers that are forked, and with some that are spawned."""
    if request.param != "alone":
        request.getfixturevalue("_beside_a_thread")


# Which work goes where


@given(
    st.lists(st.integers(0, 30_000) | st.integers(0, 3_000_000), max_size=300),
    st.integers(2, 16),
)
def test_batches_hold_every_page_once_the_giants_first_and_each_by_itself(
    sizes: list[int], workers: int
) -> None:
    tasks = [Task(str(number), size) for number, size in enumerate(sizes)]
    divided = batches(tasks, workers)
    giants = sorted((task for task in tasks if task.size >= 1_000_000), key=lambda task: -task.size)
    assert divided[: len(giants)] == [[task.path] for task in giants]
    others = [path for batch in divided[len(giants) :] for path in batch]
    assert others == [task.path for task in tasks if task.size < 1_000_000]
    assert all(divided)


@given(st.lists(st.integers(0, 100_000), min_size=100, max_size=300), st.integers(2, 16))
@settings(max_examples=20)
def test_batches_are_balanced_by_bytes(sizes: list[int], workers: int) -> None:
    tasks = {str(number): Task(str(number), size) for number, size in enumerate(sizes)}
    divided = batches(list(tasks.values()), workers)

    def work(batch: list[str]) -> int:
        return sum(tasks[path].size + 10_000 for path in batch)

    whole = sum(map(work, divided))
    page = 110_000
    assert max(map(work, divided)) <= min(2_000_000, whole / workers / 8 + 1) + page
    # All but the last are full.
    assert min(map(work, divided[:-1])) > max(map(work, divided)) - page


@pytest.mark.parametrize("workers", [1, WORKERS])
def test_a_small_site_is_worked_on_in_this_process(workers: int) -> None:
    tasks = [Task(f"{number}.html", 1000) for number in range(50)]
    assert {did.process for did in run(Plain(), tasks, workers)} == {os.getpid()}


def test_what_may_end_its_process_is_worked_on_in_one_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    for tasks, workers in ((MANY[:1], WORKERS), (MANY[:50], WORKERS), (MANY, 1)):
        processes = {did.process for did in run(Plain(), tasks, workers, apart=True)}
        assert len(processes) == 1
        assert os.getpid() not in processes


def test_a_small_site_loses_only_what_ends_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    done = list(run(Deadly({"0.html", "7.html"}), MANY[:20], 1, apart=True))
    assert [did.path for did in done] == [task.path for task in MANY[:20]]
    assert [did.path for did in done if did.lost] == ["0.html", "7.html"]


@pytest.mark.usefixtures("_beside_a_thread")
def test_beside_a_thread_there_is_no_process_apart() -> None:
    assert {did.process for did in run(Plain(), MANY[:5], 1, apart=True)} == {os.getpid()}


def test_a_worker_that_is_stuck_in_a_hook_is_ended_and_its_page_not_tried_again(
    tmp_path: Path,
) -> None:
    done = list(run(Stubborn("7.html", tmp_path), MANY, WORKERS))
    assert [did.path for did in done] == [task.path for task in MANY]
    assert [did.path for did in done if did.lost] == ["7.html"]
    assert len(list(tmp_path.iterdir())) == 1


def test_one_worker_is_this_process_whatever_the_size() -> None:
    tasks = [*MANY, Task("giant", GIANT)]
    assert {did.process for did in run(Plain(), tasks, 1)} == {os.getpid()}


@pytest.mark.usefixtures("_both_ways")
def test_a_large_site_is_worked_on_by_all_workers() -> None:
    processes = {did.process for did in run(Plain(0.002), MANY, WORKERS)}
    assert len(processes) == WORKERS
    assert os.getpid() not in processes


def test_a_few_pages_of_many_bytes_are_worth_workers() -> None:
    tasks = [Task(str(number), GIANT) for number in range(4)]
    assert os.getpid() not in {did.process for did in run(Plain(), tasks, WORKERS)}


@pytest.mark.parametrize("seed", [1, 3])
def test_results_come_in_the_order_of_the_pages_whatever_their_sizes(seed: int) -> None:
    chance = Random(seed)
    sizes = [chance.choice((0, 100, 30_000, 999_999, GIANT, 2 * GIANT)) for _ in range(400)]
    tasks = [Task(f"{number}.html", size) for number, size in enumerate(sizes)]
    assert [did.path for did in run(Plain(), tasks, 1 + seed)] == [task.path for task in tasks]


def test_there_may_be_nothing_to_do() -> None:
    assert list(run(Plain(), [], WORKERS)) == []


def test_results_that_nobody_takes_do_not_pile_up(tmp_path: Path) -> None:
    tasks = [Task(f"{number}.html", 900_000) for number in range(400)]
    results = run(Plain(trace=tmp_path), tasks, WORKERS)
    next(results)
    seen = -1

    def settled() -> bool:
        nonlocal seen
        before, seen = seen, len(list(tmp_path.iterdir()))
        time.sleep(0.2)
        return before == seen > 1

    assert until(settled)
    assert seen < 100
    results.close()


def test_nobody_gets_far_ahead_while_another_is_at_a_giant(tmp_path: Path) -> None:
    tasks = [*(Task(f"{number}.html", 900_000) for number in range(400)), Task("giant", GIANT)]
    assert len(list(run(Slow("giant", tmp_path), tasks, WORKERS))) == len(tasks)
    assert int((tmp_path / "meanwhile").read_text()) < 100


# What goes wrong


@pytest.mark.usefixtures("_both_ways")
def test_a_page_for_which_the_job_raises_costs_itself_only() -> None:
    kinds = (LookupError, MemoryError, RecursionError, SystemExit, AssertionError)
    errors = {f"{20 * number}.html": kind for number, kind in enumerate(kinds)}
    done = list(run(Failing(errors), MANY, WORKERS))
    assert [did.path for did in done] == [task.path for task in MANY]
    raised = {did.path: did.raised for did in done if did.lost}
    assert raised == {path: f"{kind.__name__}()" for path, kind in errors.items()}


def test_a_page_whose_result_cannot_be_sent_costs_itself_only() -> None:
    results = {did.path: did for did in run(Unsendable("7.html", lambda: 1), MANY, WORKERS)}
    assert len(results) == len(MANY)
    assert [did.path for did in results.values() if did.lost] == ["7.html"]
    assert "a plugin returned a value for it that cannot be sent" in results["7.html"].raised


def test_results_that_cannot_be_read_cost_their_batch_only(monkeypatch: pytest.MonkeyPatch) -> None:
    # Where another test has left a thread, workers are spawned, which could not read the job.
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    results = {did.path: did for did in run(Unsendable("7.html", Unreadable()), MANY, WORKERS)}
    lost = {path for path, did in results.items() if did.lost}
    assert len(results) == len(MANY)
    (batch,) = (batch for batch in batches(MANY, WORKERS) if "7.html" in batch)
    assert lost == {*batch}


def test_a_request_to_stop_is_no_fault_of_a_page() -> None:
    with pytest.raises(Stopped):
        list(run(Failing({"20.html": Stopped}), MANY, 1))


@pytest.mark.parametrize(
    "pages",
    [
        {"0.html", "399.html"},
        {"100.html", "101.html", "102.html"},
        {"giant.html", "second.html", "7.html"},
    ],
    ids=lambda pages: " ".join(sorted(pages)),
)
def test_a_page_that_kills_its_worker_costs_itself_only(tmp_path: Path, pages: set[str]) -> None:
    tasks = [*MANY[:50], Task("giant.html", GIANT), Task("second.html", GIANT - 1), *MANY[50:]]
    done = list(run(Deadly(pages, tmp_path), tasks, WORKERS))
    assert [did.path for did in done] == [task.path for task in tasks]
    assert {did.path for did in done if did.lost} == pages
    # It is known which page it was.
    assert all(len(list(tmp_path.glob(f"{path}.death*"))) <= 2 for path in pages)


@pytest.mark.usefixtures("_beside_a_thread")
def test_spawned_workers_die_alone_too() -> None:
    done = list(run(Deadly({"7.html"}), MANY, WORKERS))
    assert {did.path for did in done if did.lost} == {"7.html"}
    assert len(done) == len(MANY)


def test_a_site_whose_every_page_kills_loses_them_and_nothing_else() -> None:
    tasks = [Task(f"{number}.html", GIANT) for number in range(5)]
    done = list(run(Deadly({task.path for task in tasks}), tasks, WORKERS))
    assert [did.path for did in done if did.lost] == [task.path for task in tasks]


def test_a_page_is_tried_again_for_perhaps_its_worker_died_by_chance(tmp_path: Path) -> None:
    done = list(run(Deadly({"7.html", "200.html"}, tmp_path, lives=1), MANY, WORKERS))
    assert [did.path for did in done] == [task.path for task in MANY]
    assert not any(did.lost for did in done)


def test_a_page_is_tried_again_while_nothing_else_is_worked_on(tmp_path: Path) -> None:
    done = list(run(Crowded("7.html", tmp_path), MANY, WORKERS))
    assert [did.path for did in done] == [task.path for task in MANY]
    assert not any(did.lost for did in done)


def test_a_worker_that_dies_while_it_sends_does_not_hang_the_build(tmp_path: Path) -> None:
    done = list(run(Sending("200.html", tmp_path), MANY, WORKERS))
    assert [did.path for did in done] == [task.path for task in MANY]
    assert (tmp_path / "sent").exists()
    assert not any(did.lost for did in done)


@pytest.mark.usefixtures("_beside_a_thread")
def test_where_workers_cannot_begin_the_work_is_done_here() -> None:
    done = list(run(Homebody(), MANY, WORKERS))
    assert [did.path for did in done] == [task.path for task in MANY]
    assert {did.process for did in done} == {os.getpid()}


def test_where_no_process_can_be_made_the_work_is_done_here(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    allowed = allowing(0, monkeypatch)
    assert {did.process for did in run(Plain(), MANY, WORKERS)} == {os.getpid()}
    assert allowed() < 0
    assert capfd.readouterr().err == ""


def test_where_one_process_can_be_made_it_does_all(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    allowing(1, monkeypatch)
    processes = {did.process for did in run(Plain(), MANY, WORKERS)}
    assert len(processes) == 1
    assert os.getpid() not in processes
    # One that dies cannot be replaced, nor can what it died of be tried again.
    allowing(1, monkeypatch)
    done = list(run(Deadly({"7.html"}, tmp_path), MANY, WORKERS))
    assert [did.path for did in done] == [task.path for task in MANY]
    assert {did.path for did in done if did.lost} == {"7.html"}


def allowing(processes: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Let so many processes be forked, and no more; gives how many are left."""
    left = processes

    def forks() -> int:
        nonlocal left
        left -= 1
        if left < 0:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        return FORK()

    monkeypatch.setattr(os, "fork", forks)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    return lambda: left


def test_a_worker_needs_no_thread(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def full(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading, "active_count", lambda: 1)  # so that workers have this, too
    monkeypatch.setattr(threading.Thread, "start", full)
    processes = {did.process for did in run(Plain(0.002), MANY, WORKERS)}
    assert len(processes) == WORKERS
    assert os.getpid() not in processes
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "before",
    [
        *(f"resource.setrlimit(resource.RLIMIT_NPROC, ({most}, {most}))" for most in range(6)),
        "import _multiprocessing\ndel _multiprocessing.SemLock",
    ],
    ids=[*map("{} processes and threads".format, range(6)), "no semaphores"],
)
def test_where_the_system_allows_too_little_all_is_built_and_nobody_complains(before: str) -> None:
    if os.getuid() != 0:
        pytest.skip("needs a user who has no process yet")
    # A plain user may not be able to read what Python imports when it needs it.
    names = ("heap", "popen_fork", "sharedctypes")
    modules = (f"multiprocessing.{name}" for name in names)
    imports = ", ".join(("resource", "smoopt.build.processes.pool", *modules))
    alone = f"import {imports}\nos.setgroups([])\nos.setgid({LONER})\nos.setuid({LONER})"
    with tempfile.TemporaryDirectory() as folder:
        root = write_files(Path(folder), {f"site/{n}.html": page(str(n)) for n in range(300)})
        root.chmod(0o711)
        own_by_plain_user(root / "site", LONER)
        run = after(f"{alone}\n{before}", "build", "site", "--url", URL, "--jobs", "2", cwd=root)
        assert (run.code, run.err) == (0, "")
        assert "300 pages: 300 changed" in run.out
        assert all("og:title" in (root / f"site/{n}.html").read_text() for n in range(300))


# How it ends


@pytest.mark.usefixtures("_both_ways")
def test_whoever_takes_no_more_results_stops_the_workers(tmp_path: Path) -> None:
    results = run(Plain(0.005, tmp_path), MANY, WORKERS)
    next(results)
    results.close()
    assert until(no_workers)
    assert len(list(tmp_path.iterdir())) < len(MANY)


def test_a_build_that_is_interrupted_between_two_pages_stops_its_workers(tmp_path: Path) -> None:
    root = write_files(tmp_path / "site", {f"{n}.html": page(str(n)) for n in range(500)})
    plain, manifest = Settings(), Manifest(None, root, None)
    builder = Builder(Site(root, plain), Registry(plain), None, manifest, WORKERS)

    def interrupt(pages: int) -> None:
        if pages:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as kept:
        builder.build(interrupt)
    assert kept.tb, "what was raised holds on to what ran"
    assert until(no_workers)
    written = sum(b"og:title" in file.read_bytes() for file in root.iterdir())
    assert written < 500


def test_a_page_that_takes_long_is_not_waited_for() -> None:
    tasks = [Task(f"{number}.html", 900_000) for number in range(100)]
    results = run(Stuck("7.html"), tasks, WORKERS)
    next(results)
    begun = time.monotonic()
    results.close()
    assert time.monotonic() - begun < PATIENCE
    assert until(no_workers)


_SLOW = """
import multiprocessing, os, sys, threading, time
from smoopt.build.processes.engine import Task, run
from tests.support.jobs import Plain
if {threads}:
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
results = run(Plain(0.05), [Task(f"{{n}}.html", 900_000) for n in range(2000)], 3)
next(results)
print(*(child.pid for child in multiprocessing.active_children()), flush=True)
for _ in results:
    pass
"""


@pytest.mark.parametrize("threads", [False, True], ids=["forked", "spawned"])
def test_no_worker_outlives_a_build_that_is_killed(threads: bool) -> None:
    words = [sys.executable, "-c", _SLOW.format(threads=threads)]
    child = subprocess.Popen(words, env=environment(), stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    workers = [int(word) for word in child.stdout.readline().split()]
    assert len(workers) == 3
    child.kill()
    child.wait()
    child.stdout.close()
    assert until(lambda: not any(map(is_running, workers)))


def interrupted(words: list[str], ready: Callable[[], bool], everybody: bool) -> Run:
    """Run a command, and press Ctrl-C when it is `ready`; a terminal tells every process."""
    child = subprocess.Popen(
        command(*words),
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert until(lambda: child.poll() is not None or ready())
    (os.killpg if everybody else os.kill)(child.pid, signal.SIGINT)
    _, err = child.communicate(timeout=PATIENCE)
    return Run(child.returncode, "", err)


class Versions(NamedTuple):
    """A large site, its pages as they are built, and how."""

    root: Path
    out: Path
    original: dict[str, bytes]
    built: dict[str, bytes]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    """Make a site that is large enough for workers, and build it in one process."""
    folder = tmp_path_factory.mktemp("large")
    chance = Random(4)
    original = {
        f"{number % 9}/{number}.html": page(f"Page {number}").encode()
        + b"<!--%s-->" % (b"x" * chance.randrange(20_000))
        for number in range(400)
    }
    original["giant.html"] = page("Giant").encode() + b"<p>word" * 200_000
    root = write_files(folder / "site", {**original, "index.html": page("Home"), "a.txt": "a"})
    assert smoopt("build", root, "-o", folder / "out", "--url", URL, "--jobs", "1").code == 0
    built = {name: (folder / "out" / name).read_bytes() for name in original}
    return Versions(root, folder / "out", original, built)


@pytest.mark.parametrize(("pages", "everybody"), [(0, True), (1, False), (150, True)], ids=str)
def test_control_c_ends_a_build_soon_with_every_page_whole(
    tmp_path: Path, large: Versions, pages: int, everybody: bool
) -> None:
    root, out = tmp_path / "site", tmp_path / "out"
    root.symlink_to(large.root)

    def ready() -> bool:
        return out.exists() and sum(len(files) for _, _, files in os.walk(out)) > pages

    words = ["build", str(root), "-o", str(out), "--url", URL, "--jobs", "2", "--no-manifest"]
    end = interrupted(words, ready, everybody)
    assert end.code == 1
    assert "Traceback" not in end.err
    assert "Aborted" in end.err
    there = {name: out / name for name in large.original if (out / name).exists()}
    assert len(there) < len(large.original)
    assert {name: file.read_bytes() for name, file in there.items()} == {
        name: large.built[name] for name in there
    }


# The whole command


def test_a_large_site_is_the_same_by_one_process_and_by_many(
    tmp_path: Path, large: Versions
) -> None:
    shutil.copytree(large.root, tmp_path / "site")
    assert smoopt("build", tmp_path / "site", "--url", URL, "--jobs", 2).code == 0
    assert contents(tmp_path / "site") == contents(large.out)
    assert smoopt("undo", tmp_path / "site", "--jobs", 2).code == 0
    assert contents(tmp_path / "site") == contents(large.root)


def test_a_real_site_is_the_same_by_one_process_and_by_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = SITES / "nikola"
    monkeypatch.setattr(engine, "_FEW_PAGES", 2)
    site, out = tmp_path / "site", tmp_path / "out"
    shutil.copytree(root, site, symlinks=True)
    words = ("--url", URL, "--json", "--jobs")
    alone = smoopt("build", site, "-o", out, *words, 1)
    together = smoopt("build", site, *words, 2)
    said = [json.loads(run.out) | {"seconds": 0, "files_copied": 0} for run in (alone, together)]
    assert said[0] == said[1]
    assert contents(site) == contents(out)
    assert smoopt("undo", site, "--jobs", 2).code == 0
    assert contents(site) == contents(root)


def test_a_site_that_is_sent_to_a_process_knows_what_it_knew(make_site: MakeSite) -> None:
    site = make_site({"index.html": page("Home"), "CNAME": "example.org"})
    assert site.learnt.home is not None
    sent = pickle.loads(pickle.dumps(site))
    assert (sent.pages, sent.url, sent.settings) == (site.pages, site.url, site.settings)
    (title,) = sent.learnt.home.document.select("title")
    assert title.source_line == 4
    later = pickle.loads(pickle.dumps(make_site({"index.html": page("Home")})))
    assert later.learnt.home.text == page("Home")


@pytest.mark.usefixtures("_beside_a_thread")
def test_a_site_is_the_same_by_spawned_workers(tmp_path: Path, large: Versions) -> None:
    out = tmp_path / "out"
    assert smoopt("build", large.root, "-o", out, "--url", URL, "--jobs", 2).code == 0
    assert {name: (out / name).read_bytes() for name in large.built} == large.built
    assert smoopt("undo", out, "--jobs", 2).code == 0
    assert contents(out) == contents(large.root)
