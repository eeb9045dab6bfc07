"""What pages say of themselves to others, brought together."""

from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest

from smoopt.build.memory.records import Record, encoded
from smoopt.build.memory.surveys import gathered, remembered
from smoopt.model.finding import Finding, Severity
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


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, __name__, {"teller": "Teller"})


RECORDS = {
    path: Record(path, "unchanged", surveyed=said)
    for path, said in {
        "a.html": {"teller": msgspec.msgpack.encode(1)},
        "b.html": {"teller": msgspec.msgpack.encode(2)},
        "c.html": {"other": msgspec.msgpack.encode(3)},
    }.items()
}


def told(site: Site, gives: str) -> tuple[dict[str, dict[str, object]], list[Finding]]:
    findings: list[Finding] = []
    registry = Registry(Settings(plugins={**NONE, "teller": {"gives": gives}}))
    return gathered(RECORDS, site, registry, findings), findings


@pytest.fixture
def pages(make_site: MakeSite) -> Site:
    """Give a site that has these pages."""
    return make_site(dict.fromkeys(RECORDS, ""))


def test_shares_are_what_is_read_back_from_a_record(pages: Site) -> None:
    shares, findings = told(pages, "pairs")
    assert (shares, findings) == ({"b.html": {"teller": ["a", 1]}}, [])
    record = Record("b.html", "unchanged", shares=encoded(shares["b.html"]))
    assert remembered([record, *RECORDS.values()]) == shares


@pytest.mark.parametrize(
    ("gives", "says"), [("objects", "type object"), ("nothing at all", "RuntimeError: lost")]
)
def test_a_plugin_that_cannot_tell_is_reported(gives: str, says: str, pages: Site) -> None:
    shares, (finding,) = told(pages, gives)
    assert shares == {}
    assert (finding.severity, finding.code) == (Severity.ERROR, "plugin-failed")
    assert "'teller' failed in its hook 'gather'" in finding.message
    assert says in finding.message


def test_what_a_plugin_could_not_tell_is_asked_again_by_the_next_run(tmp_path: Path) -> None:
    settings = Settings(plugins={**NONE, "teller": {"gives": "nothing at all"}})
    registry = Registry(settings)
    project = Project(tmp_path, site(a="One", b="Two"), settings=settings, registry=registry)
    codes = [[finding.code for finding in project.build().findings] for _ in range(3)]
    assert all("plugin-failed" in found for found in codes)
