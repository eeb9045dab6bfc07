"""A value is shown shortly, and the same whenever and wherever it is shown."""

import pytest

from smoopt.model.shown_value import shown_value

LARGE = 10**5000


SHOWN: tuple[tuple[object, str], ...] = (
    (7, "7"),
    ("tea", "'tea'"),
    (10**60, "100000000000000000...0000000000000000000"),
    (LARGE, "a number too large to be written"),
    (-LARGE, "a number too large to be written"),
    ([1, LARGE], "[1, a number too large to be written]"),
    ({"k": LARGE}, "{'k': a number too large to be written}"),
    ("x" * 1000, "'xxxxxxxxxxxx...xxxxxxxxxxxxx'"),
)


@pytest.mark.parametrize(("value", "shown"), SHOWN, ids=range(len(SHOWN)))
def test_it_is_short_and_says_nothing_of_the_memory(value: object, shown: str) -> None:
    assert shown_value(value) == shown
