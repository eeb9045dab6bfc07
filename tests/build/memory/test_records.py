"""Records that are held packed are the records that were given, whatever they hold."""

import os
import pickle
from pathlib import Path
from unittest import mock

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoopt.build.memory import sharded_records
from smoopt.build.memory.header import Basis
from smoopt.build.memory.records import Record, Records, Version
from smoopt.build.memory.sharded_records import ShardedRecords
from smoopt.build.memory.shelf import Shelf
from smoopt.files.stamp import Stamp
from smoopt.files.store import Store
from smoopt.files.walk import order
from smoopt.model.finding import Finding, Place, Severity

NO_TEXT = os.fsdecode(b"caf\xe9.html")
STATUSES = st.sampled_from(["changed", "unchanged", "skipped", "failed"])
NUMBERS = st.integers(0, 2**63 - 1)
STAMPS = st.none() | st.builds(Stamp, NUMBERS, NUMBERS)
RECORDS = st.builds(
    Record,
    st.text() | st.just(NO_TEXT),
    STATUSES,
    own=st.lists(st.text()).map(tuple),
    source=st.builds(Version, st.builds(Stamp, NUMBERS, NUMBERS), st.binary()),
    surveyed=st.dictionaries(st.text(), st.binary()),
    copies=st.dictionaries(st.text(), st.tuples(STAMPS, STAMPS)),
)


@given(st.dictionaries(st.text(), RECORDS), st.lists(st.text()))
def test_they_are_what_a_dict_would_be(given: dict[str, Record], others: list[str]) -> None:
    records = Records(given)
    assert dict(records) == given
    assert [path in records for path in others] == [path in given for path in others]
    assert list(records) == list(given)
    records.arrange(sorted(given, reverse=True))
    assert list(records) == sorted(given, reverse=True)
    data, left_out = records.packed()
    known = msgspec.msgpack.decode(data, type=list[Record])
    assert known == [records[path] for path in records if path not in left_out]
    for path in left_out:
        assert records.pop(path).path == NO_TEXT


PATHS = st.sampled_from([f"{folder}{name}.html" for folder in ("", "a/", "a/b/") for name in "xyz"])
CHANGES = st.lists(st.tuples(PATHS, st.none() | RECORDS), max_size=12)


@given(CHANGES, st.lists(PATHS), st.integers(1, 4))
@settings(max_examples=25)
def test_in_files_of_few_pages_they_are_what_a_dict_would_be(
    tmp_path_factory: pytest.TempPathFactory,
    changes: list[tuple[str, Record | None]],
    some: list[str],
    most: int,
) -> None:
    folder = tmp_path_factory.mktemp("shelf")
    shelf = Shelf(Store(folder), "records")
    shelf.begin(Basis("", ("", ""), b"", b"", b""))
    with mock.patch.object(sharded_records, "MOST_PAGES", most):
        records, expected = ShardedRecords(shelf, sorted(set(some), key=order)), dict[str, Record]()
    for path, record in changes:
        if record is not None:
            records[path] = expected[path] = msgspec.structs.replace(record, path=path)
        else:
            assert (path in records) == (path in expected)
            assert records.pop(path, None) == expected.pop(path, None)
    shown = pickle.loads(pickle.dumps(records.shown()))
    for each in (records, shown):
        assert (dict(each), len(each)) == (expected, len(expected))
    files, left_out = records.write()
    kept = {path: record for each in files for path, record in shelf.read(each).items()}
    assert kept == {path: expected[path] for path in expected if path not in left_out}
    records.arrange(sorted(some, key=order))
    assert dict(records) == {path: expected[path] for path in expected if path in some}


@pytest.mark.parametrize("message", [5, None, Path("x"), ["a"], b"bytes"])
def test_what_a_plugin_gives_in_place_of_text_is_held_and_not_written(message: object) -> None:
    assert_held(Finding(Severity.INFO, "code", Place("a"), message))  # type: ignore[arg-type]


def test_a_line_that_no_file_has_is_held_and_not_written() -> None:
    assert_held(Finding(Severity.INFO, "code", Place("a", 2**64), "message"))


def assert_held(finding: Finding) -> None:
    odd = Record("a", "changed", findings=(finding,))
    records = Records({"a": odd, "b": Record("b", "skipped")})
    assert records["a"] == odd
    data, left_out = records.packed()
    assert (len(msgspec.msgpack.decode(data)), left_out) == (1, ["a"])
