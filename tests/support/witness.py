"""A plugin that audits: what it finds is plain to see, so that tests need not know the rules."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smoopt import Facts, Finding, Page, Plugin, Rule, Severity, Site, hookimpl
from tests.support.sites import install, write_files

MARQUEE = Rule(
    "witness-marquee",
    Severity.ERROR,
    "The page has a marquee.",
    "It moves <away> & nobody can read it.",
    "https://example.org/marquee?a=1&b=2",
    "Take it out.",
)
BLINK = Rule("witness-blink", Severity.WARNING, "Something blinks.", "", "", "")
SMALL = Rule("witness-small", Severity.INFO, "Something is small.", "", "", "")
TAGS = {"marquee": MARQUEE, "blink": BLINK, "small": SMALL}
OWN = ",".join([*(rule.id for rule in TAGS.values()), "witness-big"])
TOML = "[site]\nurl = 'https://example.org/'\n[plugins]\nwitness = true\n"


class Witness(Plugin, frozen=True):
    """Find a few elements; `big` is not described, and `crash` is too much."""

    asks_facts: bool = False

    @hookimpl
    def rules(self) -> tuple[Rule, ...]:
        return tuple(TAGS.values())

    @hookimpl
    def findings(self, page: Page, site: Site, facts: Facts) -> Iterator[Finding]:
        for element in page.document.select("marquee, blink, small, big, crash"):
            said = f"{element.tag} {element.text}"
            if element.tag in TAGS:
                yield TAGS[element.tag].at(page.place(element), said)
            elif element.tag == "big":
                yield Finding(Severity.WARNING, "witness-big", page.place(element), said)
            else:
                raise RuntimeError("a crash")


class Thief(Plugin, frozen=True):
    """Describe another's rule."""

    @hookimpl
    def rules(self) -> Rule:
        return Rule("page-failed", Severity.INFO, "Mine.", "", "", "")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with a site, a configuration and the witness."""
    install(monkeypatch, __name__, {"witness": "Witness", "thief": "Thief"})
    write_files(tmp_path, {"smoopt.toml": TOML})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def body(text: str) -> str:
    """Write a page around a body."""
    return (
        f"<!doctype html>\n<html lang=en>\n<head><title>T</title></head>\n<body>\n{text}\n</body>"
    )
