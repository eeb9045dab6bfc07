"""Two runs on one folder: the second says that it waits, and both come to the right end."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from smoopt.build.lock import alone, is_held
from tests.support.runs import PATIENCE, URL, command, contents, environment, page, smoopt
from tests.support.sites import write_files

pytest.importorskip("fcntl")
BUSY = "another smoopt is working on it; waiting until it has finished"
_HOLDER = """
import sys, time
from pathlib import Path
from smoopt.build.lock import alone
with alone(lambda folder: print("waits", flush=True), Path(sys.argv[1])):
    print("holds", flush=True)
    time.sleep(60)
"""


@contextmanager
def holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Hold a folder in another process."""
    words = [sys.executable, "-c", _HOLDER, str(folder)]
    child = subprocess.Popen(words, env=environment(), stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    with child:
        assert child.stdout.readline() == "holds\n"
        try:
            yield child
        finally:
            child.kill()


def letting_go(child: subprocess.Popen[str], said: list[Path]) -> Callable[[Path], None]:
    """Note which folder is waited for, and end who has it."""

    def busy(folder: Path) -> None:
        said.append(folder)
        child.kill()

    return busy


def started(*words: object) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(command(*words), env=environment(), stdout=pipe, stderr=pipe, text=True)


def never(_: Path) -> None:
    raise AssertionError("nobody has it")


def test_a_folder_that_nobody_has_is_held_at_once_and_again(tmp_path: Path) -> None:
    for _ in range(2):
        with alone(never, tmp_path):
            pass
    assert list(tmp_path.iterdir()) == []


def test_two_names_of_one_folder_are_one(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    with alone(never, tmp_path, tmp_path / "link", tmp_path):
        pass


def test_a_folder_that_is_missing_stops_nobody(tmp_path: Path) -> None:
    with alone(never, tmp_path / "missing"):
        pass
    assert not (tmp_path / "missing").exists()


def test_who_comes_second_is_told_and_waits(tmp_path: Path) -> None:
    said: list[Path] = []
    with holder(tmp_path) as child, alone(letting_go(child, said), tmp_path):
        assert said == [tmp_path]
        child.wait(PATIENCE)
        assert is_held(tmp_path)
    with alone(never, tmp_path):
        pass


@pytest.mark.parametrize("which", ["site", "out"])
def test_all_folders_that_are_needed_are_waited_for(tmp_path: Path, which: str) -> None:
    for name in ("site", "out"):
        (tmp_path / name).mkdir()
    said: list[Path] = []
    places = tmp_path / "out", tmp_path / "site"
    with holder(tmp_path / which) as child, alone(letting_go(child, said), *places):
        assert said == [tmp_path / which]


def test_runs_that_need_two_folders_in_any_order_do_not_block_each_other(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("a", "b")]
    for folder in folders:
        folder.mkdir()

    def hold(first: Path, second: Path) -> None:
        for _ in range(200):
            with alone(lambda _: None, first, second):
                pass

    threads = [
        threading.Thread(target=hold, args=order, daemon=True) for order in (folders, folders[::-1])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()


def test_a_run_that_is_killed_holds_nothing(tmp_path: Path) -> None:
    with holder(tmp_path) as child:
        child.kill()
        child.wait()
        with alone(never, tmp_path):
            pass


def test_two_builds_at_once_both_end_well(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"{number}.html": page(str(number)) for number in range(60)}
    root = write_files(tmp_path / "site", files)
    with holder(root) as child:  # so that both are there before one of them begins
        runs = [started("build", root, "--url", URL) for _ in range(2)]
        assert all(run.stderr and BUSY in run.stderr.readline() for run in runs)
        child.kill()
        ends = [run.communicate(timeout=PATIENCE) for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert sorted(out.partition("\n")[0].partition(": ")[2] for out, _ in ends) == [
        "60 pages: 60 changed",
        "60 pages: 60 unchanged",
    ]
    before = contents(root)
    write_files(tmp_path / "other/site", files)
    assert smoopt("build", tmp_path / "other/site", "--url", URL).code == 0
    assert contents(tmp_path / "other/site") == before


def test_undo_waits_for_a_build(tmp_path: Path) -> None:
    root = write_files(tmp_path / "site", {"index.html": page("Home")})
    smoopt("build", root, "--url", URL)
    with holder(root) as child:
        run = started("undo", root)
        assert run.stderr is not None
        assert BUSY in run.stderr.readline()
        assert b"og:title" in (root / "index.html").read_bytes()
        child.kill()
        run.communicate(timeout=PATIENCE)
    assert run.returncode == 0
    assert (root / "index.html").read_text() == page("Home")


def test_what_was_not_let_go_is_not_waited_for(tmp_path: Path) -> None:
    holding = alone(nobody, tmp_path)
    holding.__enter__()  # a request to end came before it was let go
    with alone(nobody, tmp_path):
        pass
    with alone(nobody, tmp_path):
        pass
    assert not holding.__exit__(None, None, None)


def nobody(folder: Path) -> None:
    """Take no waiting."""
    raise AssertionError(folder)
