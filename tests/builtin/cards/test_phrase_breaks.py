"""Phrases of Japanese and Thai are parted by what nobody sees, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.builtin.cards import phrase_breaks
from smoopt.builtin.cards.phrase_breaks import BREAK, phrased

LANGUAGES = ("ja", "th", "zh", "en", "und")


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_only_breaks_are_added(text: str, language: str) -> None:
    assert phrased(text, language).replace(BREAK, "") == text.replace(BREAK, "")


@pytest.mark.parametrize(
    ("language", "phrase"), [("ja", "共有画像を、"), ("ja", "オフラインで"), ("th", "เว็บไซต์")]
)
def test_phrases_are_whole(language: str, phrase: str) -> None:
    text = {
        "ja": "静的サイトの共有画像を、オフラインで美しく作る方法",
        "th": "วิธีลดเวลาสร้างเว็บไซต์จากสี่สิบนาทีเหลือสามนาที",
    }[language]
    assert phrase in phrased(text, language).split(BREAK)
    assert phrased(text, "en") == text


def test_without_what_finds_them_texts_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrase_breaks, "find_spec", lambda _: None)
    phrase_breaks._parser.cache_clear()
    assert phrased("静的サイトの共有画像", "ja") == "静的サイトの共有画像"
    phrase_breaks._parser.cache_clear()
