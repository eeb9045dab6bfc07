"""JSON of others: read as it is, but no deeper than it can be followed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.model.plain_data import MOST_DEEP, TooDeep, read_json, refuse_deep

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=200,
)


@given(PLAIN)
def test_what_is_written_is_read(value: object) -> None:
    assert read_json(json.dumps(value)) == value


@pytest.mark.parametrize(("before", "after"), [("[", "]"), ('{"a":', "}")])
@pytest.mark.parametrize("levels", [1, MOST_DEEP, MOST_DEEP + 1, 5000, 100_000])
def test_what_nests_too_deeply_is_refused(before: str, after: str, levels: int) -> None:
    text = before * levels + "1" + after * levels
    if levels <= MOST_DEEP:
        assert json.dumps(read_json(text)).count("1") == 1
        return
    with pytest.raises(TooDeep, match=f"expected at most {MOST_DEEP} levels"):
        read_json(text)


def test_what_is_wide_is_not_deep() -> None:
    refuse_deep([[]] * 10_000, 2)
    with pytest.raises(TooDeep, match="at most 0 levels"):
        refuse_deep([[]], 0)
