"""The history: a line a check, one a day and label, read back as it was written."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.check import history
from smoopt.check.history import Entry
from smoopt.model.errors import ConfigError

DAY = date(2026, 12, 1)


def entry(day: date = DAY, label: str = "", **scores: int) -> Entry:
    return Entry(day, 3, {"error": 1}, scores, label)


entries = st.lists(st.builds(entry, st.dates(), st.text(st.characters(codec=None))))


@given(entries)
def test_it_is_read_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, some: list[Entry]
) -> None:
    file = tmp_path_factory.mktemp("h") / "history.json"
    history.write(file, some)
    assert sorted(history.read(file), key=repr) == sorted(some, key=repr)
    assert file.read_text("utf-8").count("\n") == max(1, len(some)) + 2


@given(entries, st.builds(entry, st.dates(), st.text()))
def test_a_day_has_one_entry_of_a_label_and_the_oldest_stands_first(
    some: list[Entry], new: Entry
) -> None:
    after = history.with_entry(some, new)
    assert [one for one in after if (one.day, one.label) == (new.day, new.label)] == [new]
    assert [one.day for one in after] == sorted(one.day for one in after)
    others = [one for one in some if (one.day, one.label) != (new.day, new.label)]
    assert len(after) == len(others) + 1


def test_a_link_stays_one(tmp_path: Path) -> None:
    link, file = tmp_path / "history.json", tmp_path / "kept" / "history.json"
    file.parent.mkdir()
    link.symlink_to(file)
    history.write(link, [entry()])
    assert link.is_symlink()
    assert history.read(file) == (entry(),)


def test_where_there_is_no_file_nothing_is_known(tmp_path: Path) -> None:
    assert history.read(tmp_path / "none.json") == ()


WHOLE = {"version": 1, "entries": [{"day": "2026-12-01", "pages": 1, "findings": {}, "scores": {}}]}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[", "is no history"),
        ("[]", "is no history"),
        (json.dumps({**WHOLE, "version": 2}), "it is of version 2; expected 1"),
        (json.dumps({**WHOLE, "more": 1}), "more"),
        (json.dumps(WHOLE).replace("2026-12-01", "yesterday"), r"entries\[0\]\.day"),
        (json.dumps(WHOLE).replace('"scores": {}', '"scores": {"X": 101}'), r"scores\[\.\.\.\]"),
        (json.dumps(WHOLE).replace('"pages": 1', '"pages": -1'), r"entries\[0\]\.pages"),
    ],
)
def test_what_is_no_history_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    file = tmp_path / "history.json"
    file.write_text(text)
    with pytest.raises(ConfigError, match=f"(?s)history.json: .*{problem}.*begin a new one"):
        history.read(file)
