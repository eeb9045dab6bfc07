"""The manual says what readers gain, as it is."""

import runpy

from tests.support.places import ROOT


def test_the_manual_says_what_readers_gain() -> None:
    tool = runpy.run_path(str(ROOT / "tools/make_gains.py"))
    said = (ROOT / "docs/explanation/gains.md").read_text("utf-8")
    assert tool["gains"]() == said, "run python tools/make_gains.py, and read what it changed"
