"""Where two texts differ is said in a few words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.testing.differing import differing_files, first_difference


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("a\nb", "a\nc", "line 2 was `b`, and is `c`"),
        ("a", "a\nb", "line 2 was not there, and is `b`"),
        ("a\nb", "a", "line 2 was `b`, and is not there"),
        ("a\n", "a", "the lines end otherwise"),
        (
            "x" * 90 + "a" + "z" * 90,
            "x" * 90 + "b",
            f"line 1 was `…{'x' * 40}a{'z' * 79}…`, and is `…{'x' * 40}b`",
        ),
    ],
)
def test_the_first_line_is_shown(one: str, other: str, said: str) -> None:
    assert first_difference(one, other) == said


@given(
    st.dictionaries(st.sampled_from("abc"), st.binary(max_size=4)),
    st.dictionaries(st.sampled_from("abc"), st.binary(max_size=4)),
)
def test_files_differ_if_and_only_if_something_is_said(
    before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    assert (differing_files(before, after) == "") is (before == after)
