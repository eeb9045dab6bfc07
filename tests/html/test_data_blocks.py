"""JSON that says more than other JSON, and JSON with other addresses."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.html.data_blocks import ADDRESS_MEMBERS, completes, is_data, with_addresses

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


RIGHT = "https://quay.example/a/"


@pytest.mark.parametrize("member", sorted(ADDRESS_MEMBERS))
@pytest.mark.parametrize("was", ["/a/", "http://quay.example/a b", "undefined", "../x.png", "//q/"])
def test_an_address_may_become_another(member: str, was: str) -> None:
    assert completes({member: was}, {member: RIGHT})
    assert completes({member: [was, 1]}, {member: [RIGHT, 1]})
    assert not completes({"name": was}, {"name": RIGHT})
    assert not completes({member: {"name": was}}, {member: {"name": RIGHT}})


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("javascript:alert(1)", RIGHT),
        ("data:text/html,x", RIGHT),
        ("/a/", "javascript:alert(1)"),
        ("/a/", "/b/"),
        ("/a/", "https://quay.example/a b"),
        ("/a/", None),
        (1, RIGHT),
    ],
)
def test_what_could_run_or_is_no_address_is_none(was: object, now: object) -> None:
    try:
        may = completes({"url": was}, {"url": now})
    except ValueError:
        may = False
    assert not may


def _mended(value: object, member: str = "") -> object:
    """Replace `/a/` in a value the slow way."""
    if isinstance(value, dict):
        return {key: _mended(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [_mended(item, member) for item in value]
    return RIGHT if value == "/a/" and member in ADDRESS_MEMBERS else value


MEMBERS = st.sampled_from(["url", "name", "@id", 'q"u\\', "é"])
NODES = st.recursive(
    st.none() | st.floats(allow_nan=False) | st.text() | st.just("/a/"),
    lambda inner: st.lists(inner) | st.dictionaries(MEMBERS, inner),
    max_leaves=12,
)


@given(NODES, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_only_addresses_are_written_anew(node: object, ascii_only: bool, indent: int | str) -> None:
    text = json.dumps(node, ensure_ascii=ascii_only, indent=indent)
    new = with_addresses(text, {"/a/": RIGHT})
    assert json.loads(new) == _mended(node)
    assert new.replace(f'"{RIGHT}"', '"/a/"') == text
    assert completes(node, json.loads(new))


def test_members_of_one_name_and_other_writings_stay() -> None:
    text = '{"url": "\\u002fa/", "n": 1.50, "url" : "/a/", "url": ["/b/" ,"/a/"]}'
    assert with_addresses(text, {"/a/": RIGHT}) == (
        f'{{"url": "{RIGHT}", "n": 1.50, "url" : "{RIGHT}", "url": ["/b/" ,"{RIGHT}"]}}'
    )
    with pytest.raises(ValueError, match="Expecting"):
        with_addresses("{x}", {})


def test_only_json_is_data() -> None:
    assert is_data("application/ld+json")
    assert is_data(" Application/LD+JSON ")
    for other in (None, "", "module", "text/javascript", "importmap", "speculationrules"):
        assert not is_data(other)
