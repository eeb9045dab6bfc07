"""Hashtags are read as words, and are the words that they are made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.kit.hashtags import hashtags
from tests.support.shared_articles import TEXTS

MADE = {
    "wheels": "#wheels",
    "web standards": "#WebStandards",
    "Web-Standards": "#WebStandards",
    "CSS grid layout": "#CSSGridLayout",
    "iPhone": "#iPhone",
    "#spring": "#spring",
    "node.js": "#NodeJs",
    "Don't panic": "#DontPanic",
    "food & drink": "#FoodDrink",
    "year 2026": "#Year2026",
    "Rückblick 2026": "#Rückblick2026",
    "straße": "#straße",
    "ßharp test": "#ßharpTest",
    "邻居": "#邻居",
    "雨の 日": "#雨の_日",
    "هوش مصنوعی": "#هوش_مصنوعی",
    "هوش\u200cمصنوعی": "#هوش_مصنوعی",
    "नमस्ते": "#नमस्ते",
}


@pytest.mark.parametrize("phrase", MADE)
def test_a_phrase_becomes_a_hashtag(phrase: str) -> None:
    assert hashtags([phrase]) == (MADE[phrase],)


@pytest.mark.parametrize(
    "phrase",
    ["C++", "C#", ".NET", "AT&T", "2026", "50%", "", "#", "🎉", "a 🎉", "x" * 70, "¡hola!", "ന്‍റെ"],
)
def test_what_would_be_another_word_becomes_none(phrase: str) -> None:
    assert hashtags([phrase]) == ()


def test_each_stands_once_as_it_was_written_first() -> None:
    phrases = ["Web standards", "css", "WebStandards", "web-standards", "CSS", "html"]
    assert hashtags(phrases) == ("#WebStandards", "#css", "#html")


@given(st.lists(TEXTS, max_size=8))
def test_any_hashtag_is_one_for_all_networks(phrases: list[str]) -> None:
    for tag in hashtags(phrases):
        assert tag[0] == "#"
        assert 2 <= len(tag) <= 64
        assert any(map(str.isalpha, tag))
        assert not any(
            character.isspace() or character in "#.,!/-'\u200c\u200d" for character in tag[1:]
        )
