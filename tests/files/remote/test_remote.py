"""Sites that lie in object stores: see the cases beside this file."""

import pytest

from tests.support.apart import pass_apart


@pytest.mark.apart
def test_sites_in_stores_are_read_and_built_as_on_the_disk() -> None:
    pass_apart("tests/files/remote")
