"""docs/reference/rules.md says what the rules say."""

import runpy

from smoopt.check.rules import RULES
from tests.support.places import ROOT

MANUAL = ROOT / "docs/reference/rules.md"


def test_the_manual_of_the_rules_is_up_to_date() -> None:
    tool = runpy.run_path(str(ROOT / "tools/make_rules.py"))
    expected = tool["manual"]()
    assert expected == MANUAL.read_text("utf-8"), "run python tools/make_rules.py"


def test_every_rule_has_its_place_in_the_manual() -> None:
    written = MANUAL.read_text("utf-8").splitlines()
    for name in RULES:
        assert f"### {name}" in written
