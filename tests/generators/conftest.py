"""Tests that run generators are run where they are asked for: `pytest -m generator`."""

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave them out unless the command line names the marker."""
    if "generator" in str(config.getoption("markexpr")):
        return
    markers = ("generator", "slow_generator")
    left = [item for item in items if any(map(item.get_closest_marker, markers))]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]
