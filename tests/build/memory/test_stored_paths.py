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
