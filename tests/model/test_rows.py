"""Rows keep their words, fit into the screen, and go on below themselves."""

from hypothesis import given
from hypothesis import strategies as st

from smoopt.model.plain_text import columns
from smoopt.model.rows import Row, laid_out

WORDS = st.lists(st.text("abc-ß語", min_size=1, max_size=8), max_size=30).map(" ".join)
LABELS = st.sampled_from(["", "    ", "  title  ", "  語  "])


@given(LABELS, WORDS, st.integers(40, 96))
def test_a_row_is_laid_out_without_loss_and_below_itself(label: str, text: str, width: int) -> None:
    first, *others = laid_out(Row(label, text), width)
    assert " ".join([first, *map(str.strip, others)]) == f"{label}{text}"
    indent = " " * (columns(label) or 4)
    assert all(line.startswith(indent) and line[len(indent)] != " " for line in others)


@given(LABELS, WORDS, st.integers(40, 96))
def test_no_line_is_wider_than_the_screen(label: str, text: str, width: int) -> None:
    assert all(columns(line) <= width for line in laid_out(Row(label, text), width))


def test_a_word_that_is_too_long_stays_whole() -> None:
    address = "https://example.org/" + "a" * 90
    assert laid_out(Row("  url  ", f"see {address} there"), 60) == [
        "  url  see",
        f"       {address}",
        "       there",
    ]


def test_a_line_without_text_is_left_as_it_is() -> None:
    label = "  7 warning  a  smoopt build a-long-folder --list a-rule-that-has-a-long-name"
    assert laid_out(Row(label), 40) == [label]


def test_below_a_label_that_leaves_no_room_the_text_begins_further_out() -> None:
    label = "Facebook        97     +36  ▄▅▇█          "
    assert laid_out(Row(label, "costs most: og-image-broken, description-long"), 40) == [
        label.rstrip(),
        "    costs most: og-image-broken,",
        "    description-long",
    ]
