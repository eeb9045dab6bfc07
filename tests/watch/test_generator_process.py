"""The generator's command as a child: real processes, and none of them is left behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from smoopt.watch.generator_process import RunningCommand
from tests.support.runs import environment, is_running, number_in, until

pytestmark = pytest.mark.skipif(os.name != "posix", reason="shell commands of the tests")


@pytest.mark.parametrize(("command", "code"), [("exit 0", 0), ("exit 7", 7), ("kill -9 $$", 137)])
def test_its_exit_code_is_given_as_a_shell_gives_it(command: str, code: int) -> None:
    child = RunningCommand(command)
    assert until(lambda: child.code() is not None)
    assert child.code() == code
    child.end()


def test_it_has_no_code_while_it_runs(tmp_path: Path) -> None:
    child = RunningCommand(f"echo $$ > {tmp_path}/number; exec sleep 60")
    number_in(tmp_path / "number")
    assert child.code() is None
    child.end()
    assert child.code() == 128 + signal.SIGINT


def test_all_that_it_has_started_ends_with_it(tmp_path: Path) -> None:
    file = tmp_path / "number"
    child = RunningCommand(f"sh -c 'sleep 60 & echo $! > {file}; wait' & wait")
    number = number_in(file)
    assert is_running(number)
    child.end()
    assert not is_running(number)


def test_it_may_clean_up_before_it_ends(tmp_path: Path) -> None:
    ready, done = tmp_path / "ready", tmp_path / "done"
    child = RunningCommand(
        f"trap 'echo x > {done}; exit 3' INT; echo 1 > {ready}; while :; do sleep .01; done"
    )
    number_in(ready)
    child.end()
    assert done.exists()
    assert child.code() == 3


def test_what_does_not_listen_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smoopt.watch.generator_process._GRACE", 0.1)
    file = tmp_path / "number"
    child = RunningCommand(f"trap '' INT TERM; echo $$ > {file}; while :; do sleep .01; done")
    number = number_in(file)
    child.end()
    assert not is_running(number)
    assert child.code() == 128 + signal.SIGKILL


def test_its_input_stays_open_and_empty(tmp_path: Path) -> None:
    file = tmp_path / "number"
    child = RunningCommand(f"echo $$ > {file}; exec cat")
    number_in(file)
    assert child.code() is None
    child.end()


def test_ending_twice_does_no_harm() -> None:
    child = RunningCommand("exit 0")
    child.end()
    child.end()


@pytest.mark.skipif(sys.platform != "linux", reason="a service of Linux")
def test_it_ends_even_if_smoopt_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "number"
    script = (
        "import time\nfrom smoopt.watch.generator_process import RunningCommand\n"
        f"child = RunningCommand('exec sh -c \"echo \\\\$\\\\$ > {file}; exec sleep 60\"')\n"
        "time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], env=environment()) as parent:
        number = number_in(file)
        assert is_running(number)
        parent.kill()
    assert until(lambda: not is_running(number))
