"""A cluster gets one task for each run of pages."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from smoopt.build.memory.sharded_records import ReadRecords
from smoopt.build.memory.shelf import Shelf
from smoopt.build.part_job import pages_of, part_tasks
from smoopt.build.processes.engine import Task
from smoopt.files.stamp import Stamp
from smoopt.files.store import Store
from smoopt.files.walk import order

NAMES = [f"{folder}{page}.html" for folder in ("", "a/", "a-b/", "ü/") for page in "123"]
FILES = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 500_000), min_size=1)


@settings(deadline=None)
@given(sizes=FILES, starts=st.sets(st.sampled_from(NAMES), max_size=4))
def test_each_run_is_one_task_and_the_most_work_comes_first(
    sizes: dict[str, int], starts: set[str]
) -> None:
    pages = sorted(sizes, key=order)
    cuts = sorted(map(order, starts))
    known = ReadRecords(Shelf(Store(Path()), "none"), cuts, [None] * (len(cuts) + 1), {})
    files = {path: Stamp(size, 1) for path, size in sizes.items()}

    tasks = [*part_tasks(known, iter(pages), {}, files)]

    runs = [pages_of(task) for task in tasks]
    assert sorted((path for run in runs for path in run), key=order) == pages
    assert all([*run] == sorted(run, key=order) for run in runs)
    assert all(len({known.part_of(path) for path in run}) == 1 for run in runs)
    assert len({known.part_of(run[0]) for run in runs}) == len(runs)
    works = [sum(Task(path, sizes[path]).work for path in run) for run in runs]
    assert works == sorted(works, reverse=True)
