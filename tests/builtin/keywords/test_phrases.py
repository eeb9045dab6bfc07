"""Whether a text has a phrase."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.builtin.keywords.phrases import has_phrase, in_address


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Mill sluices", "mill sluice"),
        ("The sluices of an old mill", "Mill Sluice"),
        ("A history of mills", "history of the mill"),
        ("Mill-sluice", "mill sluice"),
        ("Die Wassermühlen am Bach", "Wassermühle"),
        ("Водяные мельницы", "водяная мельница"),
        ("水車小屋の歴史", "水車小屋"),
        ("물레방아의 역사", "물레방아 역사"),
        ("An API for the web", "API"),
    ],
)
def test_a_phrase_is_found_in_any_order_and_form(text: str, phrase: str) -> None:
    assert has_phrase(text, phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Mill gates", "mill sluice"),
        ("Milk and honey", "mill"),
        ("The", "the API"),
        ("水車の歴史", "風車"),
        ("", "mill"),
    ],
)
def test_another_phrase_is_not(text: str, phrase: str) -> None:
    assert not has_phrase(text, phrase)


@pytest.mark.parametrize(
    ("path", "phrase"),
    [
        ("guides/mill-sluices.html", "mill sluice"),
        ("muehlen_am_bach", "Mühle Bach"),
        ("muhlen-am-bach", "Mühle Bach"),
        ("strasse", "Straße"),
        ("creme-brulee/", "Crème brûlée"),
        ("水車小屋", "水車小屋"),
        ("vodyanaya-melnitsa", "водяная мельница"),
    ],
)
def test_addresses_have_no_accents(path: str, phrase: str) -> None:
    assert in_address(path, phrase)


def test_an_address_of_numbers_has_no_phrase() -> None:
    assert not in_address("posts/4711.html", "Mühle am Bach")


@given(st.text(max_size=60), st.text(max_size=30), st.text(max_size=60))
def test_what_stands_in_a_text_is_found_in_it(before: str, phrase: str, after: str) -> None:
    assert has_phrase(f"{before} {phrase} {after}", phrase)
    assert in_address(f"{before}-{phrase}-{after}", phrase)
