"""What a process says beforehand of the hook that it is in, and what is made of that."""

import os
from collections.abc import Iterator

import pytest

from smoopt.plugin import running_hook
from smoopt.plugin.no_exit import no_exit
from smoopt.plugin.running_hook import SIZE, Death, RunningHook, noted, read, share

HOOK = RunningHook("broken", "edits", 10.0, 0.0)


class Memory:
    """Memory that nobody else sees."""

    value = b""


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[Memory]:
    """Give memory in which hooks are noted."""
    monkeypatch.setattr(running_hook, "_shared", None)
    mine = Memory()
    share(mine)
    return mine


def test_a_hook_is_noted_while_it_runs(memory: Memory) -> None:
    with noted("credit", "edits", 10.0):
        running = read(memory)
        assert running is not None
        assert (running.plugin, running.hook, running.seconds) == ("credit", "edits", 10.0)
        assert not running.is_stuck
    assert read(memory) is None


def test_it_is_noted_no_more_when_it_raises(memory: Memory) -> None:
    with pytest.raises(SystemExit), noted("credit", "edits", 10.0):
        raise SystemExit
    assert read(memory) is None


@pytest.mark.parametrize(
    ("seconds", "until", "stuck"), [(10.0, 0.0, True), (10.0, 1e12, False), (0.0, 0.0, False)]
)
def test_a_hook_is_stuck_that_is_late_where_there_is_a_limit(
    seconds: float, until: float, stuck: bool
) -> None:
    assert RunningHook("broken", "edits", seconds, until).is_stuck == stuck


def test_a_note_that_is_cut_off_says_nothing(memory: Memory) -> None:
    with noted("credit", "edits", 10.0):
        memory.value = memory.value[:-3]
        assert read(memory) is None


def test_a_name_that_there_is_no_room_for_is_not_noted(memory: Memory) -> None:
    with noted("x" * SIZE, "edits", 10.0):
        assert memory.value == b""


@pytest.mark.parametrize(
    ("death", "said"),
    [
        (Death(0, HOOK), "it ended its process, with exit code 0"),
        (
            Death(-9, HOOK),
            "its process was ended by SIGKILL, as happens when the system runs out of memory",
        ),
        (Death(-11, HOOK), "its process was ended by SIGSEGV"),
        (Death(-1000, HOOK), "its process was ended by signal 1000"),
        (
            Death(-9, HOOK, is_late=True),
            "it took longer than 10 s (hook_seconds in smoopt.toml), "
            "and had to be ended with its process",
        ),
    ],
)
def test_a_death_says_what_it_was(death: Death, said: str) -> None:
    assert death.problem == said


def test_a_process_that_a_hook_forks_may_leave() -> None:
    with no_exit():
        child = os.fork()
        if not child:
            os._exit(7)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
        with pytest.raises(SystemExit, match=r"os\._exit\(3\)"):
            os._exit(3)
