"""Scripts: fonts, direction, and what stands for a face."""

import pytest

from smoopt.builtin.cards.scripts import extra_for, initials, setting


@pytest.mark.parametrize(
    ("title", "language", "family", "direction", "spaced"),
    [
        ("Mill", "en", "Noto Sans", "ltr", True),
        ("如何构建", "zh", "Noto Sans CJK SC", "ltr", False),
        ("如何建置", "zh-Hant", "Noto Sans CJK TC", "ltr", False),
        ("如何建置", "zh-TW", "Noto Sans CJK TC", "ltr", False),
        ("如何建置", "zh-HK", "Noto Sans CJK HK", "ltr", False),
        ("共有画像", "ja", "Noto Sans CJK JP", "ltr", False),
        ("共有画像の作り方", "", "Noto Sans CJK JP", "ltr", False),
        ("공유 이미지", "ko", "Noto Sans CJK KR", "ltr", True),
        ("كيف", "ar", "Noto Sans Arabic", "rtl", True),
        ("איך", "he", "Noto Sans Hebrew", "rtl", True),
        ("วิธี", "th", "Noto Sans Thai", "ltr", False),
        ("2026", "ar", "Noto Sans", "rtl", True),
        ("HTML في صفحة", "ar", "Noto Sans Arabic", "ltr", True),
        ("Tokyo 東京 in one word", "en", "Noto Sans CJK SC", "ltr", True),
    ],
)
def test_a_text_is_set_as_its_script_asks(
    title: str, language: str, family: str, direction: str, spaced: bool
) -> None:
    found = setting(title, "", language)
    assert found.families[0] == family
    assert (found.direction, found.spaced) == (direction, spaced)


def test_scripts_of_the_other_texts_have_their_fonts_too() -> None:
    assert "Noto Sans Devanagari" in setting("Mill", "आशा", "en").families


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ada Lovelace", "AL"),
        ("Ada B. Lovelace", "AL"),
        ("Ada", "A"),
        ("山田 太郎", "山"),
        ("Sam 🐙", "S"),
        ("🐙", ""),
        ("", ""),
        ("किरण शर्मा", "किश"),
    ],
)
def test_a_face_is_two_letters_at_most(name: str, said: str) -> None:
    assert initials(name) == said


def test_the_extra_is_named_that_has_the_fonts() -> None:
    assert extra_for("東") == "cards-cjk"
    assert extra_for("\ue000") == ""
