"""What is written of an audit: each form keeps to its own rules, whatever pages and names hold."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.check.formats import FORMATS
from tests.support.audits import NASTY, audited, finding, nasty, written


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_is_written_as_well(site: Path, name: str) -> None:
    text = written(name, audited())
    assert text == "" or text.endswith("\n")


@given(st.one_of(nasty, st.just(NASTY)))
def test_nothing_shown_steers_a_terminal_or_a_log(text: str) -> None:
    for name in ("text", "lines"):
        shown = written(name, audited(finding(path=text.replace("\0", "") or "a", message=text)))
        for line in re.sub("\x1b\\[[0-9]+m", "", shown).split("\n"):
            assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)
            assert not line.lstrip().startswith("::")
            assert "##[" not in line
            line.encode()
