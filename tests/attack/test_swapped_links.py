"""Links that take the place of folders and files during a run, for minutes."""

from pathlib import Path

import pytest

from tests.support.swaps import KINDS, assert_no_link_is_followed


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_read_or_written_through_a_link_put_there_meanwhile(
    tmp_path: Path, kind: str
) -> None:
    assert_no_link_is_followed(tmp_path, kind, 120.0)
