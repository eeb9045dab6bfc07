"""A hook's time is limited in every thread."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from smoopt.plugin import time_limit
from smoopt.plugin.time_limit import OutOfTime, limited


def in_a_thread(work: Callable[[], None]) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result()


def here(work: Callable[[], None]) -> None:
    work()


ANYWHERE = pytest.mark.parametrize("run", [here, in_a_thread])


def busy() -> None:
    while True:
        time.sleep(0.001)


@ANYWHERE
def test_what_takes_too_long_is_ended(run: Callable[[Callable[[], None]], None]) -> None:
    def work() -> None:
        with limited(0.05):
            busy()

    with pytest.raises(OutOfTime, match=r"^it took longer than 0\.05 s \(hook_seconds"):
        run(work)


@ANYWHERE
def test_what_catches_its_end_meets_it_again(
    run: Callable[[Callable[[], None]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time_limit, "_AGAIN", 0.05)

    def work() -> None:
        with limited(0.05):
            try:
                busy()
            except OutOfTime:
                busy()

    with pytest.raises(OutOfTime):
        run(work)


@ANYWHERE
def test_what_is_in_time_is_not_ended_afterwards(
    run: Callable[[Callable[[], None]], None],
) -> None:
    def work() -> None:
        for _ in range(300):
            with suppress(OutOfTime), limited(0.002):
                time.sleep(0.0019)
        time.sleep(0.05)

    run(work)


def test_what_rings_before_the_hook_has_begun_rings_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start = time_limit._Bell.start

    def slow(bell: time_limit._Bell) -> None:
        start(bell)
        busy()

    monkeypatch.setattr(time_limit._Bell, "start", slow)
    monkeypatch.setattr(time_limit, "_AGAIN", 0.01)

    def work() -> None:
        with suppress(OutOfTime), limited(0.01):
            pass
        time.sleep(0.1)

    in_a_thread(work)


def test_without_a_timer_of_the_system_it_is_limited_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_limit, "_has_timer", lambda: False)
    with pytest.raises(OutOfTime), limited(0.05):
        busy()


@ANYWHERE
def test_without_a_limit_nothing_is_ended(run: Callable[[Callable[[], None]], None]) -> None:
    def work() -> None:
        with limited(0):
            time.sleep(0.01)

    run(work)
