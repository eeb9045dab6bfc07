"""Kills at random moments, a few of each kind of run; `make attack` has three hundred."""

from pathlib import Path

import pytest

from tests.support.kills import KINDS, ground


@pytest.mark.parametrize("kind", KINDS)
def test_a_kill_costs_no_page(tmp_path: Path, kind: str) -> None:
    KINDS[kind](ground(tmp_path, 60, seed=7), 3)
