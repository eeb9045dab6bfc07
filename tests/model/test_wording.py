"""What could have been meant by a name that is not known."""

import pytest

from smoopt.model.wording import suggestion


@pytest.mark.parametrize("name", ["mathmlx", "MathML", "MATHMLX", "MatMLx"])
def test_capitals_do_not_count(name: str) -> None:
    assert suggestion(name, ["share", "MathMLx"]) == " (did you mean `MathMLx`?)"


def test_where_nothing_is_near_all_are_named_or_what_is_given() -> None:
    assert suggestion("zzz", ["share", "feed"]) == " (known: feed, share)"
    assert suggestion("zzz", []) == " (it has none)"
    assert suggestion("zzz", ["share"], "'", "see the manual") == " (see the manual)"
