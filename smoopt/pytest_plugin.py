"""Fixtures for the tests of plugins, which pytest finds by an entry point.

pytest loads this module at every start, so the rest is loaded when a test asks for it.
"""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from smoopt.model.finding import Finding
    from smoopt.testing import Built


@pytest.fixture
def smoopt_build() -> "Callable[..., Built]":
    """Give `smoopt.testing.build`, which builds a site and tries all laws."""
    from smoopt.testing import build  # noqa: PLC0415

    return build


@pytest.fixture
def smoopt_check() -> "Callable[..., tuple[Finding, ...]]":
    """Give `smoopt.testing.check`, which builds a site and gives what plugins find in it."""
    from smoopt.testing import check  # noqa: PLC0415

    return check
