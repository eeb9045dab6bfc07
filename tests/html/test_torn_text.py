"""What a theme took from the page by its letters has the page's blanks and whole words again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.html.page import Page
from smoopt.html.torn_text import mended

SAID = "The mill stands where two brooks meet, and it has ground rye since the first map."
MORE = "Its wheel was made of oak."


def mend(text: str, content: str) -> str:
    page = Page("a.html", f"<!doctype html><body><main>{content}</main></body>".encode())
    return mended(page, text)


def test_words_around_a_break_are_parted() -> None:
    content = f"<p>{SAID.replace('two ', 'two<br>').replace('it ', 'it<br>')}</p>"
    assert mend(SAID.replace("two ", "two").replace("it ", "it"), content) == SAID


def test_a_text_that_ends_inside_a_word_ends_with_a_sentence() -> None:
    whole = f"{SAID} {MORE}"
    assert mend(f"{SAID} Its whe", f"<p>{whole}</p>") == whole
    long = f"{whole} {'And so on, until the evening. ' * 9}"
    assert mend(long[:196], f"<p>{long}</p>").endswith("until the evening.")


@pytest.mark.parametrize(
    "content",
    [
        f"<p>{SAID}</p><p>{MORE}</p>",
        f"<p>{SAID}<br>{MORE}</p>",
        f"<p>{MORE}<br>Nothing of the kind.</p>",
        "",
    ],
)
def test_a_whole_text_stays(content: str) -> None:
    assert mend(SAID, content) == SAID
    words = SAID.removesuffix(" map.")
    assert mend(words, content) == words


@pytest.mark.parametrize("said", ["Fix-up", "The mill stands where two brooks m"])
def test_a_short_text_stays(said: str) -> None:
    assert mend(said, f"<p>{SAID}<br>{MORE}</p>") == said


def test_a_script_without_blanks_is_cut_and_broken_anywhere() -> None:
    said = "水車小屋は二つの小川が合うところに立ち、最初の地図より前からライ麦をひいてきた。" * 2
    content = f"<p>{said[:30]}<br>{said[30:]}</p>"
    assert mend(said, content) == said
    assert mend(said[:70], content) == said[:70]


@given(st.lists(st.sampled_from(["rye", "oak,", "mill.", "水車", "é"]), min_size=30), st.data())
def test_no_letter_but_blanks_and_an_end_is_another(words: list[str], data: st.DataObject) -> None:
    breaks = data.draw(st.lists(st.sampled_from([" ", "<br>"]), min_size=30))
    ends = [*breaks, *[" "] * len(words)]
    content = "".join(f"{word}{end}" for word, end in zip(words, ends, strict=False))
    said = content.replace("<br>", "").strip()[:150]
    found = "".join(mend(said, f"<p>{content}</p>").split()).rstrip("…")
    letters = "".join(content.replace("<br>", "").split())
    assert letters.startswith(found)
