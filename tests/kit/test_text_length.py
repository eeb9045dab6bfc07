"""How networks count; X's own library and the segmenter of browsers are the judges."""

from random import Random

import pytest

from smoopt.kit.text_length import Limit
from tests.support.measures import measured
from tests.support.shared_articles import LINK, PIECES

X = Limit(280, "x", link=23)
MASTODON = Limit(500, "graphemes", link=23)

EXACT = [
    "A wheel is a negotiation between thirty-six spokes.",
    "Eine Straße, über die niemand spricht – “na und”…",
    "第一场春雨",
    "🎉 Launch",
    "Cafe\u0301 au lait",
    "مرحبا بالعالم",
    "See https://en.wikipedia.org/wiki/A_very_long_name_of_a_page_with_more_than_23_letters",
]


@pytest.mark.node
def test_x_counts_as_its_own_library_does() -> None:
    lengths = [X.length(text, text.partition("See ")[2]) for text in EXACT]
    assert lengths == measured(EXACT).x


@pytest.mark.node
def test_nothing_is_longer_for_x_than_it_is_here() -> None:
    chance = Random(280)
    texts = ["".join(chance.choices(PIECES, k=chance.randint(1, 20))) for _ in range(1500)]
    judged = zip(texts, map(X.length, texts), measured(texts).x, strict=True)
    assert [each for each in judged if each[1] < each[2]] == []


@pytest.mark.node
def test_graphemes_are_those_of_browsers() -> None:
    chance = Random(300)
    texts = ["".join(chance.choices(PIECES, k=chance.randint(1, 20))) for _ in range(600)]
    limit = Limit(300, "graphemes")
    judged = zip(texts, map(limit.length, texts), measured(texts).graphemes, strict=True)
    assert [each for each in judged if each[1] != each[2]] == []


def test_an_address_counts_as_23_however_long_it_is() -> None:
    for limit in (X, MASTODON):
        long = f"{LINK}?utm_source=x&utm_medium=social&utm_campaign=spring"
        assert limit.length(f"Spring\n\n{long}\n\n#Mill", long) == len("Spring\n\n\n\n#Mill") + 23
        assert limit.length("At https://a.co now") == len("At  now") + 23
    # Where it does not stand by itself, it is no link.
    assert X.length(f"x{LINK}", LINK) > 23


@pytest.mark.parametrize(
    ("text", "length"), [("Café 雨 สวัสดี", 13), ("🎉", 4), ("❤️", 6), ("1️⃣", 7), ("5 €", 3)]
)
def test_threads_counts_emoji_by_their_bytes(text: str, length: int) -> None:
    assert Limit(500, "threads").length(text) == length


def test_what_fits_fits_in_bytes_as_well() -> None:
    family = "👩‍👩‍👧‍👦"
    limit = Limit(300, "graphemes", bytes=3000)
    assert limit.fits(family * 120)
    assert limit.length(family * 121) == 121
    assert not limit.fits(family * 121)


def test_telegram_counts_what_is_beyond_16_bits_twice() -> None:
    assert Limit(1024, "utf-16").length("a雨🎉") == 4
