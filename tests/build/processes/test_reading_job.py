"""Of a job that reads from a store, several pages are begun before the first is done."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.build.processes import engine
from smoopt.build.processes.engine import Task
from smoopt.build.processes.job import ReadingJob, each_done
from smoopt.files.folder import Folder
from smoopt.files.folder_at import folder_at
from smoopt.files.overlapping import overlapping
from smoopt.plugin.running_hook import Death

PATHS = [f"{at}.html" for at in range(9)]


class Slow(ReadingJob[str]):
    """Note when pages are begun and done; pages named in `faults` fail at one or the other."""

    def __init__(self, at_a_time: int, faults: dict[str, str]) -> None:
        self.at_a_time = at_a_time
        self.faults = faults
        self.noted: list[str] = []

    @property
    def folder(self) -> Folder:
        return folder_at(Path())

    def __call__(self, path: str) -> str:
        return self.begin(path)()

    def begin(self, path: str) -> Callable[[], str]:
        self._note("begun", path)
        return partial(self._ended, path)

    def _ended(self, path: str) -> str:
        self._note("done", path)
        return path

    def _note(self, what: str, path: str) -> None:
        self.noted.append(f"{what} {path}")
        if self.faults.get(path) == what:
            raise ValueError(what)

    def lost(self, path: str, death: Death) -> str:
        return f"{path} lost"

    def raised(self, path: str, error: BaseException) -> str:
        return f"{path} {error}"


FAULTS = st.dictionaries(st.sampled_from(PATHS), st.sampled_from(["begun", "done"]))


@given(st.integers(1, 12), FAULTS)
def test_only_the_page_that_fails_is_lost(at_a_time: int, faults: dict[str, str]) -> None:
    job = Slow(at_a_time, faults)
    results = list(each_done(job, PATHS, PATHS))
    assert results == [f"{path} {faults[path]}" if path in faults else path for path in PATHS]
    done = [note for note in job.noted if note.startswith("done")]
    assert done == [f"done {path}" for path in PATHS if faults.get(path) != "begun"]


@given(st.lists(st.integers()), st.integers(1, 5))
def test_so_many_are_begun_before_the_first_is_given(items: list[int], most: int) -> None:
    begun: list[int] = []

    def begin(item: int) -> int:
        begun.append(item)
        return item

    for at, item in enumerate(overlapping(map(begin, items), most)):
        assert item == items[at]
        assert len(begun) == min(at + most, len(items))
    assert begun == items


@pytest.mark.parametrize("workers", [1, 2])
def test_processes_do_the_same(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_FEW_PAGES", 2)
    job = Slow(4, {"3.html": "begun", "5.html": "done"})
    results = list(engine.run(job, [Task(path, 1) for path in PATHS], workers))
    expected = {"3.html": "3.html begun", "5.html": "5.html done"}
    assert results == [expected.get(path, path) for path in PATHS]


def test_those_that_are_begun_are_left_when_nobody_asks_for_more() -> None:
    job = Slow(4, {})
    running = each_done(job, PATHS, PATHS)
    assert next(running) == "0.html"
    running.close()  # type: ignore[attr-defined]
    assert [note for note in job.noted if note.startswith("done")] == ["done 0.html"]
