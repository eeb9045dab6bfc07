"""A Dask cluster at work on pages: see the cases beside this file."""

import pytest

from tests.support.apart import pass_apart


@pytest.mark.apart
def test_a_cluster_does_what_this_computer_does() -> None:
    pass_apart("tests/build/processes")
