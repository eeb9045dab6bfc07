"""Paths on the disk are what a list of them would be."""

from hypothesis import given
from hypothesis import strategies as st

from smoopt.build.memory.stored_paths import StoredPaths


@given(st.lists(st.text(st.characters(codec=None)), unique=True, max_size=8))
def test_they_are_gone_through_as_a_list_is(paths: list[str]) -> None:
    stored = StoredPaths(iter(paths))
    assert (list(stored), list(stored), len(stored)) == (paths, paths, len(paths))
    assert all(path in stored for path in paths)
    assert bool(stored) == bool(paths)


@given(st.lists(st.text(), unique=True, max_size=8), st.integers(0, 9), st.integers(0, 9))
def test_a_run_of_them_is_what_a_slice_of_the_list_is(
    paths: list[str], first: int, count: int
) -> None:
    assert list(StoredPaths(paths).run(first, count)) == paths[first : first + count]
