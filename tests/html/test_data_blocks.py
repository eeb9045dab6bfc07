"""JSON that says more than other JSON."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.html.data_blocks import completes, is_data

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(VALUES, VALUES)
def test_what_is_added_completes_and_what_is_left_out_does_not(old: object, more: object) -> None:
    assert completes(old, old)
    assert completes({"a": old}, {"a": old, "b": more})
    assert completes([old], [old, more])
    assert not completes({"a": old, "b": more}, {"a": old})
    assert not completes([old, more], [old])


@pytest.mark.parametrize(("old", "new"), [(1, True), (0, False), (1, 1.0), ("1", 1), ([], {})])
def test_a_value_of_another_type_is_another(old: object, new: object) -> None:
    assert not completes(old, new)


def test_only_json_is_data() -> None:
    assert is_data("application/ld+json")
    assert is_data(" Application/LD+JSON ")
    for other in (None, "", "module", "text/javascript", "importmap", "speculationrules"):
        assert not is_data(other)
