"""What pages say of themselves to others, brought together."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import pytest

from smoopt.build.memory.partitions import Partitions, Surveys
from smoopt.build.memory.records import Record, encoded
from smoopt.build.memory.shares import remembered
from smoopt.build.memory.surveys import Gathered, answers_for_site, gathered
from smoopt.model.edits import File
from smoopt.model.finding import Finding, Place, Severity
from smoopt.plugin.call import Answer, Failure
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings
from smoopt.site.site import Site
from tests.support.project import Project, site
from tests.support.sites import NONE, MakeSite, install


class Teller(Plugin, frozen=True):
    gives: str = "pairs"

    @hookimpl
    def survey(self) -> int:
        return 1

    @hookimpl
    def gather(self, records: Mapping[str, int]) -> dict[str, object]:
        if self.gives == "nothing at all":
            raise RuntimeError("lost")
        share: object = object() if self.gives == "objects" else ("a", 1)
        return {path: share for path, number in records.items() if number > 1}


class Reducer(Plugin, frozen=True):
    """Tell each page how many there are of its letter, and how that was put together."""

    fails: str = ""

    @hookimpl
    def survey(self) -> int:
        return 1

    @hookimpl
    def reduce(self, records: Mapping[str, int]) -> dict[str, tuple[str, ...]] | None:
        if self.fails == "reduce":
            raise RuntimeError("lost")
        found: dict[str, tuple[str, ...]] = {}
        for path in records:
            found[path[0]] = (*found.get(path[0], ()), path)
        return found or None

    @hookimpl
    def combine(self, values: Sequence[list[str]], key: str) -> list[str] | None:
        if self.fails == "combine" and key == "b":
            return None
        return [path for value in values for path in value]

    @hookimpl
    def gather(
        self,
        records: Mapping[str, int],
        paths: Sequence[str],
        reduced: Mapping[str, list[str]],
    ) -> dict[str, list[object]]:
        assert set(records) <= set(paths)
        if self.fails == "gather" and "c1.html" in paths:
            raise RuntimeError("lost")
        return {path: [len(records), reduced.get(path[0])] for path in paths}

    @hookimpl
    def site_files(self, reduced: Mapping[str, list[str]]) -> File:
        return File.at("letters.txt", repr(dict(reduced)).encode())


class Counter(Plugin, frozen=True):
    """Find how many pages there are, and tell each of them."""

    @hookimpl
    def survey(self) -> int:
        return 1

    @hookimpl
    def gather(self, records: Mapping[str, int]) -> Iterator[Finding | dict[str, int]]:
        yield Finding(Severity.WARNING, "counted", Place("a.html"), f"there are {len(records)}")
        yield {"a.html": 1}
        yield {"b.html": 2}


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, __name__, {"teller": "Teller", "counter": "Counter", "reducer": "Reducer"})


RECORDS = {
    path: Record(path, "unchanged", surveyed=said)
    for path, said in {
        "a.html": {"teller": msgspec.msgpack.encode(1)},
        "b.html": {"teller": msgspec.msgpack.encode(2)},
        "c.html": {"other": msgspec.msgpack.encode(3)},
    }.items()
}


def told(site: Site, gives: str) -> Gathered:
    registry = Registry(Settings(plugins={**NONE, "teller": {"gives": gives}}))
    return gathered(Surveys(RECORDS, site), registry)


def by_reducer(
    site: Site, partitions: Partitions, fails: str = ""
) -> tuple[Gathered, list[Answer | Failure]]:
    registry = Registry(Settings(plugins={**NONE, "reducer": {"fails": fails}}))
    said = {"reducer": msgspec.msgpack.encode(1)}
    records = {path: Record(path, "unchanged", surveyed=said) for path in site.pages}
    surveys = Surveys(records, site, partitions)
    shares = gathered(surveys, registry)
    return shares, [*answers_for_site("site_files", registry, surveys)]


@pytest.fixture
def letters(make_site: MakeSite) -> Site:
    """Give a site of pages with some first letters."""
    return make_site(dict.fromkeys(("a1.html", "a2.html", "b1.html", "b2.html", "c1.html"), ""))


@pytest.mark.parametrize("size", [0, 1, 2, 3, 5, 9])
def test_records_are_reduced_in_partitions(size: int, letters: Site) -> None:
    (shares, _, failures), (answer,) = by_reducer(letters, Partitions(size))
    assert failures == ()
    of_all = {letter: [path for path in letters.pages if path[0] == letter] for letter in "abc"}
    for place, path in enumerate(letters.pages):
        number = min(size, 5 - place // size * size) if size else 5
        assert shares[path] == {"reducer": [number, of_all[path[0]]]}
    assert isinstance(answer, Answer)
    assert answer.results == [File.at("letters.txt", repr(of_all).encode())]


@pytest.mark.parametrize(
    ("hook", "says"), [("reduce", "RuntimeError: lost"), ("combine", "it gave None for 'b'")]
)
def test_a_plugin_that_cannot_reduce_is_reported_and_tells_nothing(
    hook: str, says: str, letters: Site
) -> None:
    (shares, _, (finding,)), (answer,) = by_reducer(letters, Partitions(1), hook)
    assert shares == {}
    assert f"'reducer' failed in its hook {hook!r}" in finding.message
    assert says in finding.message
    assert isinstance(answer, Failure)


@pytest.mark.parametrize("size", [0, 2])
def test_a_plugin_that_fails_for_some_pages_tells_none(size: int, letters: Site) -> None:
    (shares, _, (finding,)), (answer,) = by_reducer(letters, Partitions(size), "gather")
    assert shares == {}
    assert "'reducer' failed in its hook 'gather'" in finding.message
    assert isinstance(answer, Answer)


def test_all_records_at_once_are_given_of_so_many_pages_only(pages: Site) -> None:
    registry = Registry(Settings(plugins={**NONE, "teller": True, "reducer": True}))
    shares, _, failures = gathered(Surveys(RECORDS, pages, Partitions(1, most=3)), registry)
    assert failures == ()
    assert shares["b.html"]["teller"] == ["a", 1]
    shares, _, (finding,) = gathered(Surveys(RECORDS, pages, Partitions(1, most=2)), registry)
    assert all([*share] == ["reducer"] for share in shares.values())
    assert len(shares) == 3
    assert "'teller' failed in its hook 'gather'" in finding.message
    assert "a cluster gives of 2 pages at most" in finding.message


@pytest.fixture
def pages(make_site: MakeSite) -> Site:
    """Give a site that has these pages."""
    return make_site(dict.fromkeys(RECORDS, ""))


def test_shares_are_what_is_read_back_from_a_record(pages: Site) -> None:
    shares, findings, failures = told(pages, "pairs")
    assert (shares, findings, failures) == ({"b.html": {"teller": ["a", 1]}}, (), ())
    record = Record("b.html", "unchanged", shares=encoded(shares["b.html"]))
    assert dict(remembered([record, *RECORDS.values()])) == shares


@pytest.mark.parametrize(
    ("gives", "says"), [("objects", "<object obj"), ("nothing at all", "RuntimeError: lost")]
)
def test_a_plugin_that_cannot_tell_is_reported(gives: str, says: str, pages: Site) -> None:
    shares, findings, (finding,) = told(pages, gives)
    assert (shares, findings) == ({}, ())
    assert (finding.severity, finding.code) == (Severity.ERROR, "plugin-failed")
    assert "'teller' failed in its hook 'gather'" in finding.message
    assert says in finding.message


def test_what_a_plugin_could_not_tell_is_asked_again_by_the_next_run(tmp_path: Path) -> None:
    settings = Settings(plugins={**NONE, "teller": {"gives": "nothing at all"}})
    registry = Registry(settings)
    project = Project(tmp_path, site(a="One", b="Two"), settings=settings, registry=registry)
    codes = [[finding.code for finding in project.build().findings] for _ in range(3)]
    assert all("plugin-failed" in found for found in codes)


@pytest.mark.parametrize("apart", [False, True])
def test_what_plugins_find_while_they_gather_is_said_in_every_run(
    tmp_path: Path, apart: bool
) -> None:
    settings = Settings(plugins={**NONE, "counter": True})
    registry = Registry(settings)
    files = site(a="One", b="Two", c="Three")
    project = Project(tmp_path, files, apart=apart, settings=settings, registry=registry)

    def said() -> list[tuple[str, str]]:
        findings = project.build().findings
        return [(f.plugin, f.message) for f in findings if f.code == "counted"]

    assert said() == [("counter", "there are 3")]
    assert said() == [("counter", "there are 3")]
    project.write({"a.html": files["a.html"].replace("One", "Another")})
    assert said() == [("counter", "there are 3")]
    project.write({"d.html": files["c.html"]})
    assert said() == [("counter", "there are 4")]


def test_what_plugins_find_while_they_gather_is_said_once_while_a_run_goes_on(
    tmp_path: Path,
) -> None:
    settings = Settings(plugins={**NONE, "counter": True})
    project = Project(
        tmp_path, site(a="One", b="Two"), settings=settings, registry=Registry(settings)
    )
    for number in range(2):  # the second run begins with what the first one left
        builder = project.builder()
        builder.build(lambda _: None)
        project.write({"a.html": site(a=f"One {number}")["a.html"]})
        summary = builder.rebuild({"a.html"}, lambda _: None)
        assert [f.message for f in summary.findings if f.code == "counted"] == []
        project.write(site(**{f"c{number}": "Three"}))
        summary = builder.rebuild({f"c{number}.html"}, lambda _: None)
        assert [f.code for f in summary.findings if f.code == "counted"] == ["counted"]
        builder.remember()
    assert [f.message for f in project.build().findings if f.code == "counted"] == ["there are 4"]
