"""Values by key, in memory or on the disk."""

import multiprocessing
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoopt.build.memory.reduced import Reduced

KEYS = st.sampled_from(["", "a", "b", "ü/é.html", "\udcff.html", "z" * 300])
PARTS = st.lists(
    st.dictionaries(KEYS, st.integers(-9, 9) | st.lists(st.text(max_size=3)), max_size=4)
)


@settings(deadline=None)
@given(parts=PARTS, most=st.integers(0, 6))
def test_it_is_a_mapping_in_the_order_of_the_keys_wherever_it_lies(
    parts: list[Mapping[str, object]], most: int
) -> None:
    reduced, expected = Reduced(most), dict[str, object]()
    for part in parts:
        reduced.put(part)
        expected |= part
    assert list(reduced.items()) == list(expected.items())
    assert len(reduced) == len(expected)
    assert bool(reduced) == bool(expected)
    assert "no key" not in reduced
    assert reduced.among([*expected, "no key"]) == expected
    for number, part in enumerate(parts):
        at_hand = reduced.for_part(number, [*part, "no key"])
        assert list(at_hand.items()) == list(expected.items())
        assert {key: at_hand[key] for key in expected} == expected
        assert len(at_hand) == len(expected)
        assert "no key" not in at_hand


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs a fork")
def test_another_process_reads_what_lies_on_the_disk_and_leaves_it_there() -> None:
    reduced = Reduced(most_held=1)
    reduced.put({"a": 1, "b": [2]})
    assert reduced["a"] == 1
    fork = multiprocessing.get_context("fork")
    said = fork.SimpleQueue()
    process = fork.Process(target=lambda: said.put(dict(reduced)))
    process.start()
    assert said.get() == {"a": 1, "b": [2]}
    process.join()
    assert reduced["b"] == [2]


def test_nothing_stays_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    reduced = Reduced(most_held=1)
    reduced.put({"a": 1, "b": 2})
    assert [*tmp_path.iterdir()] != []
    del reduced
    assert [*tmp_path.iterdir()] == []
