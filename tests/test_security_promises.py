"""What the manual promises of security is held by tests that it names."""

import re

import pytest

from tests.support.places import ROOT

MANUAL = ROOT / "docs/explanation/security.md"
_PROMISED, _NOT_PROMISED = "## What is promised", "## What is not promised"


def promises() -> list[str]:
    """Give the items of the manual's lists that promise something."""
    text = MANUAL.read_text("utf-8")
    promised = text.partition(_PROMISED)[2].partition(_NOT_PROMISED)[0]
    return re.findall(r"^- ((?:.+\n)+?)(?=- |\n)", promised, re.MULTILINE)


def test_there_are_promises() -> None:
    assert len(promises()) > 15


@pytest.mark.parametrize("promise", promises())
def test_a_promise_names_tests_that_there_are(promise: str) -> None:
    named = re.findall(r"\[(test_\w+\.py)\]\(([^)]+)\)", promise)
    assert named
    for name, address in named:
        file = (MANUAL.parent / address).resolve()
        assert file.name == name
        assert "\ndef test_" in file.read_text("utf-8")


def test_a_report_is_told_where_to_go() -> None:
    assert "](docs/explanation/security.md)" in (ROOT / "SECURITY.md").read_text("utf-8")
    assert "](docs/explanation/security.md)" in (ROOT / "README.md").read_text("utf-8")
