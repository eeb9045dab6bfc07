"""Every handmade hazard page gives the diff that a person has read and found right.

`SMOOPT_UPDATE=1 pytest tests/test_hazards.py` writes them anew; read what changed.
"""

import difflib
import os
import re

import pytest

from smoopt.build.outcome import Outcome
from smoopt.build.pipeline import transform
from smoopt.html.source_text import Source
from smoopt.model.errors import PageError
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from tests.support.places import FIXTURES
from tests.support.sites import CORE

HAZARDS = FIXTURES / "hazards"
EXPECTED = HAZARDS / "expected"
PAGES = sorted(
    path.relative_to(HAZARDS).as_posix() for path in HAZARDS.rglob("*.html") if path.is_file()
)


@pytest.fixture(scope="module")
def hazards() -> Site:
    table = SiteSettings(url="https://example.org/", name="Hazards")
    return Site(HAZARDS, Settings(site=table, plugins=CORE))


def lines(data: bytes) -> list[str]:
    """Show a page's lines as text: other ends than a line feed, and bytes that are no text."""
    try:
        text = Source(data).text
    except PageError:
        text = data.decode("latin-1")
    shown = text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
    parts = re.split(r"(\r\n|\r|\n)", shown)
    ends = {"\r\n": "\\r\\n", "\r": "\\r", "\n": "", "": ""}
    pairs = zip(parts[::2], [*parts[1::2], ""], strict=True)
    # A mark begins a line of its own, which reads better in a diff.
    return [
        piece
        for line, end in pairs
        for piece in re.sub(
            r"(?<=.)(?=<!--smoopt )|(?<=<!--/smoopt-->)(?=.)", "↵\n", line + ends[end]
        ).split("\n")
    ]


def shown(data: bytes, outcome: Outcome) -> str:
    """Write what became of a page: its status, the diff and the findings."""
    status = f"{outcome.status}: {outcome.skip}" if outcome.skip else outcome.status
    diff = difflib.unified_diff(
        lines(data), lines(outcome.data), "before", "after", n=1, lineterm=""
    )
    findings = (f"# {finding}" for finding in outcome.findings)
    return "\n".join([f"# {status}", *findings, *diff, ""])


@pytest.mark.parametrize("path", PAGES)
def test_a_hazard_gives_the_diff_that_was_read(path: str, hazards: Site, core: Registry) -> None:
    data = (HAZARDS / path).read_bytes()
    found = shown(data, transform(path, data, hazards, core))
    expected = EXPECTED / f"{path.replace('/', '--')}.diff"
    if os.environ.get("SMOOPT_UPDATE"):
        expected.write_bytes(found.encode())
    assert found.encode() == expected.read_bytes()


def test_no_expected_diff_is_left_over() -> None:
    names = {f"{path.replace('/', '--')}.diff" for path in PAGES}
    assert {path.name for path in EXPECTED.iterdir()} == names
