"""Three hundred kills at random moments, sixty of each kind of run."""

from pathlib import Path

import pytest

from tests.support.kills import KINDS, ground

KILLS = 60
# So many that workers are started.
PAGES = 400


@pytest.mark.parametrize("kind", KINDS)
def test_no_kill_costs_a_page(tmp_path: Path, kind: str) -> None:
    KINDS[kind](ground(tmp_path, PAGES, seed=20261130), KILLS)
