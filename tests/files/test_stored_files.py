"""Files with their stamps, on the disk."""

import multiprocessing
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoopt.files.stamp import Stamp
from smoopt.files.stored_files import StoredFiles, stamps_along
from smoopt.files.walk import order
from smoopt.model.errors import CannotRun

PATHS = st.sampled_from(["a", "a/b", "a/b.html", "a-b", "ü/é.html", "\udcff.html", "z" * 300])
STAMPS = st.builds(Stamp, st.integers(0, 9), st.integers(-(2**63), 2**63 - 1))
FILES = st.dictionaries(PATHS, STAMPS)


@settings(deadline=None)
@given(files=FILES, more=FILES, gone=st.sets(PATHS))
def test_it_is_a_mapping_in_the_order_of_a_walk(
    files: dict[str, Stamp], more: dict[str, Stamp], gone: set[str]
) -> None:
    stored, expected = StoredFiles(), files | more
    stored.put(files.items())
    stored.update(more)
    for path in gone:
        assert (path in stored) == (path in expected)
        assert stored.pop(path, None) == expected.pop(path, None)
    paths = sorted(expected, key=order)
    assert [*stored] == paths
    assert [*reversed(stored)] == paths[::-1]
    assert [*stored.items()] == [(path, expected[path]) for path in paths]
    assert [*stored.values()] == [expected[path] for path in paths]
    asked = sorted({*more, *gone}, key=order)
    for each in (stored, expected):
        assert [*stamps_along(each, asked)] == [expected.get(path) for path in asked]
    assert len(stored) == len(paths)
    assert bool(stored) == bool(paths)
    assert 1 not in stored
    with pytest.raises(KeyError):
        del stored["no path"]


def test_what_stands_at_a_path_is_taken_out_with_all_below_it() -> None:
    stored, seen = StoredFiles(), Stamp(1, 2)
    stored.put((path, seen) for path in ("a", "a/b", "a/b/c", "a-b", "ab", "b"))
    assert stored.take_out("a") == {"a": seen, "a/b": seen, "a/b/c": seen}
    assert [*stored] == ["a-b", "ab", "b"]


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs a fork")
def test_another_process_reads_them() -> None:
    stored = StoredFiles()
    stored["a"] = Stamp(1, 2)
    fork = multiprocessing.get_context("fork")
    said = fork.SimpleQueue()
    process = fork.Process(target=lambda: said.put(dict(stored)))
    process.start()
    assert said.get() == {"a": Stamp(1, 2)}
    process.join()
    assert stored["a"] == Stamp(1, 2)


def test_nothing_stays_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    stored = StoredFiles()
    assert [*tmp_path.iterdir()] != []
    del stored
    assert [*tmp_path.iterdir()] == []


def test_a_disk_that_cannot_hold_them_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    stored = StoredFiles()
    [*stored._database.rows("PRAGMA max_page_count = 2")]
    with pytest.raises(CannotRun, match=rf"^{tmp_path}: .* disk is full; set TMPDIR to a folder"):
        stored.put((f"{number}", Stamp(1, 2)) for number in range(1000))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with pytest.raises(CannotRun, match=rf"^{tmp_path}/none: .* No such file"):
        StoredFiles()
