"""A few pages that differ stand for all."""

from hypothesis import given
from hypothesis import strategies as st

from smoopt.verify.sample import sample

HOME = "https://mill.example/"


def test_home_newest_and_one_of_each_section_come_first() -> None:
    pages = [f"{HOME}{section}/{n}/" for section in "abc" for n in range(9)]
    found = sample([*pages, f"{HOME}a/deep/er/x/"], HOME, f"{HOME}c/7/", 6)
    assert found == [
        HOME, f"{HOME}c/7/", f"{HOME}a/0/", f"{HOME}b/0/", f"{HOME}c/0/", f"{HOME}a/deep/er/x/",
    ]  # fmt: skip


@given(st.lists(st.text("ab/", max_size=6), max_size=60), st.integers(1, 20))
def test_as_many_as_there_are_and_the_same_each_time(names: list[str], most: int) -> None:
    pages = [HOME + name for name in names]
    found = sample(pages, HOME, "", most)
    assert len(found) == len({*found}) == min(most, len({HOME, *pages}))
    assert found == sample([*reversed(pages)], HOME, "", most)
    assert found[0] == HOME
