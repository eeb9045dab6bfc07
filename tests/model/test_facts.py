"""Facts: values with where they come from."""

import pytest

from smoopt.model.facts import Fact
from smoopt.model.finding import Place


def test_a_fact_says_which_rule_found_it_and_where_that_stands() -> None:
    assert Fact("x", "meta og:title", Place("a.html", 3, 4)).because == (
        "meta og:title at a.html:3:4"
    )
    assert Fact("x", "rule").because == "rule"


@pytest.mark.parametrize(("plugin", "is_stated"), [("overrides", True), ("meta", False)])
def test_what_the_author_said_to_smoopt_is_stated(plugin: str, is_stated: bool) -> None:
    assert Fact("x", "rule", plugin=plugin).is_stated is is_stated
