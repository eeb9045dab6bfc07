"""What pages know of others, in memory or on the disk."""

from hypothesis import given, settings
from hypothesis import strategies as st

from smoopt.build.memory.shares import Shares, StoredShares, differing, tell, untell
from smoopt.files.walk import order

PATHS = st.sampled_from(["a.html", "a/b.html", "a-b.html", "ü/é.html", "\udcff.html"])
TOLD = st.dictionaries(PATHS, st.integers(0, 2) | st.lists(st.text(max_size=2), max_size=2))
ALL_TOLD = st.lists(st.tuples(st.sampled_from(["one", "two"]), TOLD), max_size=4)


def filled(shares: Shares, every: list[tuple[str, dict[str, object]]]) -> Shares:
    for plugin, told in every:
        tell(shares, plugin, told)
    return shares


@settings(deadline=None)
@given(was=ALL_TOLD, now=ALL_TOLD, gone=st.sets(PATHS))
def test_on_the_disk_they_are_as_in_memory(
    was: list[tuple[str, dict[str, object]]],
    now: list[tuple[str, dict[str, object]]],
    gone: set[str],
) -> None:
    held, stored = filled({}, was), filled(StoredShares(), was)
    for path in gone:
        assert stored.pop(path, None) == held.pop(path, None)
    assert [*stored.items()] == sorted(held.items(), key=lambda each: order(each[0]))
    assert len(stored) == len(held)
    assert bool(stored) == bool(held)
    for shares in (held, stored):
        untell(shares, "one")
    assert dict(stored) == dict(stored.items()) == held
    assert not any("one" in told or not told for told in held.values())
    expected = [*differing(held, filled({}, now))]
    assert [*differing(stored, filled(StoredShares(), now))] == expected
    assert {*expected} == {
        path for path in {**held, **filled({}, now)} if held.get(path) != filled({}, now).get(path)
    }
