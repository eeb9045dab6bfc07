"""Texts made fit to be shown, and how wide they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.model.plain_text import columns, cut, excerpt, plain, sentences, valid


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


FAMILY = "👨‍👩‍👧‍👦"
LETTERS = st.lists(st.sampled_from([*"ab .!?,。日、é“”", "e\u0301", FAMILY, "และ"])).map("".join)


@given(LETTERS, st.integers(2, 60))
def test_a_text_is_cut_within_its_width_and_never_inside_a_character(text: str, most: int) -> None:
    whole = " ".join(text.split())
    found = excerpt(whole, most // 2, most)
    assert columns(found) <= most
    assert found == whole or whole.startswith(found.removesuffix("…"))
    assert columns(whole) > most or found == whole
    assert found.count("👨") == found.count("👦")
    assert len(cut(whole, most)) <= len(whole)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Short.", "Short."),
        ("Only words without an end that go on and on", "Only words without an end…"),
        ("日" * 50, "日" * 14 + "…"),
        ("5GC " + "的自动化脚本把核心网的配置" * 3, "5GC 的自动化脚本把核心网的配…"),
        ("朝の仕事の前に、小さな下書きを頼み夜に読む", "朝の仕事の前に、小さな下書き…"),
        ("網元の数と場所を書き出し、残りの手順は順に動く", "網元の数と場所を書き出し…"),
        ("これは段落です。とても短いですが、それでも段落です。", "これは段落です。"),
        (f"家族{FAMILY}" * 9, f"家族{FAMILY}" * 4 + "家族…"),
        ("The mill is old. Rye is ground there.", "The mill is old."),
        ("It was built by A. Smith. And others", "It was built by A. Smith."),
        ("Ask Dr. Lind about the old mill there", "Ask Dr. Lind about the old…"),
        ("He said “all is well.” Then he left us", "He said “all is well.”"),
        ("The flow, e.g. Water, is fast and cold", "The flow, e.g. Water, is…"),
        ("Version 3.12 of it, and vs. others of it", "Version 3.12 of it, and vs…"),
        ("Ein Text z. B. Über Mühlen und Wasser", "Ein Text z. B. Über Mühlen…"),
    ],
)
def test_a_text_is_cut_at_a_sentence_else_at_a_word(text: str, expected: str) -> None:
    assert excerpt(text, 14, 29) == expected


def test_a_text_is_measured_as_the_audit_does() -> None:
    assert excerpt("日" * 300) == "日" * 99 + "…"
    assert excerpt("ü" * 300) == "ü" * 199 + "…"
    assert excerpt("e\u0301" * 200) == "e\u0301" * 200


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two!  Three", ["One. ", "Two!  ", "Three"]),
        ("Dr. No came on the 4. Mai. He left.", ["Dr. No came on the 4. Mai. ", "He left."]),
        ("雨。第一场！好", ["雨。", "第一场！", "好"]),
        ("  ", ["  "]),
        ("", []),
    ],
)
def test_a_text_is_parted_into_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts
