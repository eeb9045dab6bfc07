"""Tests that share a browser, or sites that are built once, are run by one process."""

import pytest

GROUP = "two that belong together"


@pytest.mark.xdist_group(GROUP)
def test_a_group_is_known_to_what_hands_out_tests(request: pytest.FixtureRequest) -> None:
    """pytest-xdist reads it from the names of tests, where it writes it itself."""
    is_by_group = getattr(request.config.option, "loadgroup", False)
    assert request.node.nodeid.endswith(f"@{GROUP}") == is_by_group


def test_large_groups_begin_first(request: pytest.FixtureRequest) -> None:
    def is_large(item: pytest.Item) -> bool:
        (mark,) = item.iter_markers("xdist_group")
        is_named = not mark.args[0].startswith("tests/")
        return is_named or item.get_closest_marker("browser") is not None

    large = [is_large(item) for item in request.session.items]
    assert large == sorted(large, reverse=True)
