"""Colours of cards: whatever the brand's is, texts can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.builtin.cards.palette import CONTRAST, Color, color, contrast, palette

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
# What is rounded to eight bits a channel may miss by this much.
ROUNDING = 0.15


def known(written: str) -> Color:
    found = color(written)
    assert found is not None
    return found


@given(COLORS, st.one_of(st.sampled_from(["light", "dark"]), COLORS))
def test_every_text_can_be_read_on_what_lies_below_it(brand: str, ground: str) -> None:
    made = {name: known(written) for name, written in palette(brand, ground).items()}
    for text, below in (
        ("ink", "background"),
        ("muted", "background"),
        ("accent-text", "background"),
        ("on-accent", "accent"),
        ("on-gradient", "from"),
        ("on-gradient", "to"),
    ):
        assert contrast(made[text], made[below]) >= CONTRAST - ROUNDING, (text, below)
    # White, on the darkest that lies over a white photo.
    assert contrast(Color(1, 1, 1), Color(1, 1, 1).mixed(made["shade"], 0.74)) >= CONTRAST


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(known("#000000"), known("#ffffff")) == pytest.approx(21)
    assert contrast(known("#777777"), known("#fff")) == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("written", ["", "red", "#12", "#12345g", "rgb(0,0,0)"])
def test_other_words_are_no_colour(written: str) -> None:
    assert color(written) is None
