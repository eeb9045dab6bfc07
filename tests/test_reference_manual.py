"""The pages of the manual that follow from the code say what the code says."""

import re
import runpy
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from smoopt.model.facts import Facts
from tests.support.places import ROOT

TOOL = runpy.run_path(str(ROOT / "tools/make_reference.py"))
REFERENCE = ROOT / "docs/reference"


@pytest.mark.parametrize(
    ("place", "page"), TOOL["PAGES"].items(), ids=lambda value: getattr(value, "stem", "")
)
def test_a_page_is_up_to_date(place: Path, page: Callable[[], str]) -> None:
    assert page() == place.read_text("utf-8"), "run python tools/make_reference.py"


def test_what_networks_read_is_up_to_date() -> None:
    tool = runpy.run_path(str(ROOT / "tools/make_network_pages.py"))
    said = (ROOT / "docs/explanation/networks.md").read_text("utf-8")
    assert tool["page"]() == said, "run python tools/make_network_pages.py"


def test_the_manual_lists_every_fact() -> None:
    table = (REFERENCE / "facts.md").read_text("utf-8").partition("## Field by field")[2]
    rows = re.findall(r"^\| (`.+?) \|", table.partition("\n## ")[0], re.MULTILINE)
    listed = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert listed == {field.name for field in msgspec.structs.fields(Facts)}
