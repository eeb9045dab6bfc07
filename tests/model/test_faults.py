"""Work that fails in any way; but who asks smoopt to end is heard."""

import pytest

from smoopt.model.faults import described, guarded
from smoopt.model.stopped import Stopped


@pytest.mark.parametrize("kind", [ValueError, MemoryError, RecursionError, SystemExit])
def test_whatever_is_raised_something_else_is_done(kind: type[BaseException]) -> None:
    def work() -> str:
        raise kind("broken")

    assert guarded(work, described) == f"{kind.__name__}: broken"


def test_work_that_does_not_fail_is_done() -> None:
    assert guarded(lambda: "done", described) == "done"


def test_a_request_to_stop_goes_on() -> None:
    def work() -> str:
        raise Stopped

    with pytest.raises(Stopped):
        guarded(work, described)


def test_what_cannot_say_what_it_is_is_described() -> None:
    class Mute(Exception):
        def __str__(self) -> str:
            raise ValueError

    assert "Mute" in described(Mute())
    assert len(described(ValueError("word " * 10_000))) <= 500
