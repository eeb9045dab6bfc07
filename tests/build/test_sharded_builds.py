"""Builds whose records lie in files of a few pages each: the same sites, killed or not."""

import pickle
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoopt.build import build_job
from smoopt.build.memory import sharded_records
from smoopt.build.memory.shelf import Shelf
from smoopt.build.outcome import Outcome
from smoopt.build.pipeline import transform
from smoopt.build.processes.job import Job, done
from smoopt.build.summary import Summary
from smoopt.plugin.registry import Registry
from smoopt.plugin.running_hook import Death
from smoopt.site.settings import Settings, SiteSettings
from tests.support.edited_sites import applied, edits, from_nothing, pages_of, said, sites
from tests.support.project import Project, killed, page, site
from tests.support.sites import CORE, URL

R = TypeVar("R")
APART = pytest.mark.parametrize("apart", [False, True], ids=["in place", "apart"])
# Pages that no other page has to know of.
FOLDERS = {f"{folder}/{name}.html": page(f"{folder}{name}") for folder in "abcd" for name in "xyz"}


ALONE = Settings(site=SiteSettings(url=URL), plugins={**CORE, "boilerplate": False})
REGISTRY = Registry(ALONE)


def project_of(folder: Path, *, apart: bool = False) -> Project:
    """Make a site of twelve pages in four folders."""
    return Project(folder, FOLDERS, apart=apart, settings=ALONE, registry=REGISTRY)


@contextmanager
def at_most(pages: int) -> Iterator[None]:
    """Let files of records have so many pages, and few of them be held."""
    few = sharded_records.HELD_FOR_WORKERS
    with mock.patch.multiple(sharded_records, MOST_PAGES=pages, HELD_HERE=few):
        yield


def files_of(project: Project) -> list[Path]:
    return sorted((project.folder / "manifest.records").glob("*.records"))


@APART
@given(
    files=sites(least=2),
    rounds=st.lists(st.tuples(edits(), st.integers(0, 12)), max_size=3),
    most=st.integers(1, 4),
)
@settings(max_examples=30)
def test_whatever_is_killed_and_edited_builds_give_what_a_first_build_gives(
    apart: bool,
    files: dict[str, str],
    rounds: list[tuple[dict[str, str | None], int]],
    most: int,
) -> None:
    with TemporaryDirectory() as folder:
        project = Project(Path(folder) / "edited", files, apart=apart)
        with at_most(most):
            killed(project, 3)
            for edit, pages in rounds:
                applied(project, files, edit)
                killed(project, pages)
            summary = project.build()
        found = pages_of(project), said(summary.findings)
        assert found == from_nothing(Path(folder) / "anew", files, apart=apart)
        with at_most(most):
            assert project.rendered() == set()


@APART
def test_a_run_that_is_killed_loses_only_the_pages_it_was_at(tmp_path: Path, apart: bool) -> None:
    project = project_of(tmp_path, apart=apart)
    with at_most(3):
        killed(project, 8)
        assert len(files_of(project)) == 2
        assert project.rendered() == {path for path in FOLDERS if path[0] in "cd"}
        assert project.rendered() == set()


@APART
def test_a_killed_run_with_other_settings_is_not_gone_on_from(tmp_path: Path, apart: bool) -> None:
    project = project_of(tmp_path, apart=apart)
    with at_most(3):
        killed(project, 8)
        project.settings = Settings(site=SiteSettings(url=f"{URL}other/"), plugins=ALONE.plugins)
        assert project.rendered() == {*FOLDERS}


@pytest.mark.parametrize("damage", ["lost", "cut", "changed", "another's"])
def test_of_a_damaged_file_only_the_pages_are_done_again(tmp_path: Path, damage: str) -> None:
    project = project_of(tmp_path)
    with at_most(3):
        project.build()
        file = files_of(project)[1]
        data = file.read_bytes()
        if damage == "lost":
            file.unlink()
        else:
            changed = data[:40] + bytes([data[40] ^ 1]) + data[41:]
            other = files_of(project)[2].read_bytes()
            file.write_bytes({"cut": data[:-1], "changed": changed}.get(damage, other))
        project.write({"a/x.html": page("new")})
        assert project.rendered() == {"a/x.html", "b/x.html", "b/y.html", "b/z.html"}
        assert project.rendered() == set()


def test_a_lost_manifest_costs_nothing_that_files_of_records_tell(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    with at_most(3):
        project.build()
        (tmp_path / "manifest").unlink()
        assert project.rendered() == set()


def test_a_site_that_becomes_small_leaves_no_files_behind(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    with at_most(3):
        project.build()
        for path in FOLDERS:
            if path[0] in "bcd":
                project.remove(path)
        project.build()
    assert files_of(project) == []
    assert project.rendered() == set()


def test_files_of_a_run_that_was_overtaken_count_no_more(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    with at_most(3):
        killed(project, 8)
        kept = {file: file.read_bytes() for file in files_of(project)}
        project.build()
        for file, data in kept.items():
            file.write_bytes(data)
        project.write({"a/x.html": page("new")})
        assert project.rendered() == {"a/x.html"}


def test_another_run_that_writes_there_meanwhile_is_said(tmp_path: Path) -> None:
    from smoopt.model.errors import SiteError

    project = project_of(tmp_path)
    with at_most(1):
        builder = project.builder()
        builder.build(lambda _: None)
        for file in files_of(project):
            file.write_bytes(b"")
        with pytest.raises(SiteError, match="not as this run wrote it"):
            dict(builder.memory.records)


def test_where_they_cannot_be_written_the_site_is_built_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "manifest.records").write_text("mine")
    project = project_of(tmp_path)
    with at_most(3):
        summary = project.build()
    assert summary.statuses["changed"] == len(FOLDERS)
    assert (tmp_path / "manifest.records").read_text() == "mine"


def test_a_watched_site_is_remembered_as_well(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    with at_most(3):
        builder = project.builder()
        builder.build(lambda _: None)
        project.write({"a/x.html": page("new")})
        builder.rebuild({"a/x.html"}, lambda _: None)
        builder.remember()
        assert project.rendered() == set()


def counted(project: Project) -> Mapping[str, int]:
    return project.build().statuses


@pytest.mark.parametrize("most", [1, 2, 5, 100])
def test_pages_are_counted_as_ever(tmp_path: Path, most: int) -> None:
    project = Project(tmp_path, {**FOLDERS, **site(e="Same", f="Same")})
    with at_most(most):
        assert counted(project) == {"changed": len(FOLDERS) + 2}
        project.write({"e.html": page("Other")})
        assert counted(project) == {"changed": 1, "unchanged": len(FOLDERS) + 1}


@APART
def test_pages_that_a_killed_run_left_are_expected_to_speak(tmp_path: Path, apart: bool) -> None:
    linked = {path: page(path, body="<a href=/docs/a/x.html>x</a>") for path in FOLDERS}
    plugins = {**ALONE.plugins, "backlinks": True}
    told = Settings(site=SiteSettings(url=URL), plugins=plugins)
    project = Project(tmp_path, linked, apart=apart, settings=told, registry=Registry(told))
    seen: list[str] = []

    def noting(path: str, *arguments: object, **named: object) -> Outcome:
        seen.append(path)
        return transform(path, *arguments, **named)  # type: ignore[arg-type]

    with at_most(3):
        killed(project, 8)
        with mock.patch.object(build_job, "transform", noting):
            project.build()
    # All that the first page is to know, it knew before.
    assert seen == [path for path in FOLDERS if path[0] in "cd"]


# On a cluster


class Workers:
    """A cluster of two, in this process: what they are given and give is pickled as ever.

    A worker that comes to one of the pages in `deadly` dies; that is told of it alone. `late` ones
    die when they have done their work, and others do it again.
    """

    size = 2

    def __init__(self, deadly: Collection[str] = (), *, late: bool = False) -> None:
        self.deadly = deadly
        self.late = late
        self.given: list[str] = []
        self.answers: list[bytes] = []
        self.job = b""
        self.batches: list[list[str]] = []

    def results(self, job: Job[R], batches: Iterable[list[str]]) -> Generator[tuple[str, R]]:
        self.job = packed = pickle.dumps(job, -1)
        self.batches = []
        for batch in batches:
            self.batches.append(batch)
            worker: Job[R] = pickle.loads(packed)
            for path in batch:
                self.given.append(path)
                if self.deadly and not {*self.deadly}.isdisjoint(path.split("\0")):
                    result = job.lost(path, Death(-9))
                else:
                    result = done(worker, path)
                if self.late:
                    result = done(pickle.loads(packed), path)
                self.answers.append(pickle.dumps(result, -1))
                yield path, pickle.loads(self.answers[-1])

    def interrupted(self) -> list[str]:
        return []


def on_cluster(project: Project, workers: Workers) -> Summary:
    builder = project.builder()
    builder.workers = workers
    return builder.build(lambda _: None)


@APART
@given(
    files=sites(),
    edit=edits(),
    most=st.integers(1, 4),
    pages=st.integers(0, 12),
    late=st.booleans(),
)
@settings(max_examples=20)
def test_a_cluster_builds_what_one_process_builds(
    apart: bool,
    files: dict[str, str],
    edit: dict[str, str | None],
    most: int,
    pages: int,
    late: bool,
) -> None:
    with TemporaryDirectory() as folder:
        project = Project(Path(folder) / "edited", files, apart=apart)
        alone = Project(Path(folder) / "alone", files, apart=apart)
        with at_most(most):
            for each in (project, alone):
                killed(each, pages)
                applied(each, dict(files), edit)
            summary, expected = on_cluster(project, Workers(late=late)), alone.build()
            assert pages_of(project) == pages_of(alone)
            assert said(summary.findings) == said(expected.findings)
            # Without files of records, nobody knows what a page built twice was before.
            if apart or not late or summary.statuses.total() > most:
                assert summary.statuses == expected.statuses
            assert project.rendered() == set()


@APART
def test_what_workers_are_sent_and_send_is_short(tmp_path: Path, apart: bool) -> None:
    jobs, answers = list[int](), list[float]()
    for most in (20, 200):
        files = {f"{name:03}.html": page(f"Page {name}") for name in range(most * 2)}
        folder = tmp_path / f"{most:03}"
        project = Project(folder, files, apart=apart, settings=ALONE, registry=REGISTRY)
        workers = Workers()
        with at_most(most):
            assert on_cluster(project, workers).statuses == {"changed": most * 2}
        # One run of pages at a time, so that no more is lost with a worker.
        assert [len(batch) for batch in workers.batches] == [1, 1]
        assert len(workers.given) == 2
        jobs.append(len(workers.job))
        answers.append(max(map(len, workers.answers)) / most)
    assert jobs[1] - jobs[0] < 100
    # A name for each page, and in place a stamp, in place of a record.
    assert answers[1] < (60 if apart else 120)


@APART
def test_a_page_that_workers_die_of_is_the_only_one_lost(tmp_path: Path, apart: bool) -> None:
    project = project_of(tmp_path, apart=apart)
    with at_most(3):
        summary = on_cluster(project, Workers({"b/y.html"}))
        assert summary.statuses == {"changed": 11, "failed": 1}
        (finding,) = (one for one in summary.findings if one.place.path == "b/y.html")
        assert "was ended" in finding.message
        assert project.rendered() == {"b/y.html"}
        assert project.rendered() == set()


@APART
def test_what_a_lost_worker_has_written_is_not_built_again(tmp_path: Path, apart: bool) -> None:
    project = project_of(tmp_path, apart=apart)
    with at_most(3), mock.patch.object(build_job, "transform", wraps=transform) as transformed:
        assert on_cluster(project, Workers(late=True)).statuses == {"changed": 12}
    assert transformed.call_count == 12
    with at_most(3):
        assert project.rendered() == set()


def test_where_workers_cannot_write_records_they_are_given_back(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    with at_most(3), mock.patch.object(Shelf, "write", side_effect=OSError(28, "no room")):
        assert on_cluster(project, Workers()).statuses == {"changed": 12}
    assert project.rendered() == {*FOLDERS}
