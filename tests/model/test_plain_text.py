"""Texts made fit to be shown, and how wide they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.model.plain_text import columns, plain, valid


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("Title", 5),
        ("Über – uns", 10),
        ("日本語", 6),
        ("Ａ１", 4),
        ("cafe\u0301", 4),
        ("नमस्ते", 4),
        ("👩‍👩‍👧 at home", 10),
    ],
)
def test_a_text_takes_as_many_columns_as_a_screen_gives_it(text: str, width: int) -> None:
    assert columns(text) == width


@given(st.text(st.characters(codec=None)))
def test_what_is_plain_stays_so(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert valid(valid(text)) == valid(text)
    assert "\n" not in plain(text)
