"""Time grows with the page as the page grows, whatever it has much of.

Of each family a page is taken that costs long enough to be measured, and one four times as large.
What is linear costs four times as much then, what is quadratic sixteen times. Processor time
counts, and a family fails only if it fails again and again: so no load can do it.
"""

import gc
import time
from collections.abc import Callable, Iterator

import pytest

from smoopt.build.pipeline import transform
from smoopt.check.page_job import CheckJob
from smoopt.html.marks import original
from smoopt.html.page import Page
from smoopt.plugin.registry import Registry
from smoopt.site.levels import Levels
from smoopt.site.site import Site
from tests.support.families import FAMILIES

# Seconds that are long enough, and bytes that are enough.
ENOUGH, LARGE = 0.015, 150_000
# How much more four times as much may cost: memory gets slower where more of it is used.
MOST = 11.0
TRIES = 4

Work = Callable[[bytes], object]


@pytest.fixture(autouse=True)
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector out: it looks at everything that the tests before have made."""
    gc.disable()
    yield
    gc.enable()


def seconds(work: Work, data: bytes) -> float:
    begun = time.process_time()
    work(data)
    return time.process_time() - begun


def assert_grows_with(name: str, work: Work) -> None:
    family, size = FAMILIES[name], 250
    while (small := seconds(work, family(size).encode())) < ENOUGH and len(family(size)) < LARGE:
        size *= 2
    ratios = []
    for _ in range(TRIES):
        ratios.append(seconds(work, family(4 * size).encode()) / max(small, ENOUGH / 2))
        if ratios[-1] < MOST:
            return
        small = min(seconds(work, family(size).encode()) for _ in range(2))
    pytest.fail(f"{name}: four times as much of {size} cost {ratios} times as much")


@pytest.mark.parametrize("name", FAMILIES)
def test_a_build_takes_as_long_as_the_page_is_large(
    name: str, lab: Site, everything: Registry
) -> None:
    def build_and_undo(data: bytes) -> None:
        outcome = transform("a.html", data, lab, everything)
        assert outcome.status in {"changed", "unchanged", "skipped"}
        assert original(outcome.data) == data

    assert_grows_with(name, build_and_undo)


@pytest.mark.parametrize("name", FAMILIES)
def test_a_check_takes_as_long_as_the_page_is_large(
    name: str, lab: Site, everything: Registry
) -> None:
    job = CheckJob(lab, everything, Levels(lab.settings))

    def check(data: bytes) -> None:
        assert not job.of(Page("a.html", data, built=True)).failed

    assert_grows_with(name, check)
