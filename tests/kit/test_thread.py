"""A thread holds all of a text, in posts that end where people would end them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from smoopt.kit.text_length import Limit
from smoopt.kit.thread import Thread
from smoopt.kit.whole_words import is_whole
from tests.support.shared_articles import LINK, TEXTS

_NUMBER = re.compile(r"(?:\A|\n\n)(\d+)/(\d+)\Z")
SENTENCES = "The rain came at four. Ewan took the bus! Who would not? I had a cape."


def posts(text: str, most: int, at: str = "last", ending: str = "") -> tuple[str, ...]:
    limit = Limit(most, "graphemes")
    return Thread(limit.fits, ending, at).posts(text)  # type: ignore[arg-type]


def chunks(parts: tuple[str, ...], ending: str = "") -> list[str]:
    """Take numbers and the ending away."""
    bare = [_NUMBER.sub("", part) for part in parts]
    return [part.removesuffix(ending).strip() if ending else part for part in bare]


def test_posts_end_with_sentences_and_are_numbered() -> None:
    assert posts(SENTENCES, 50) == (
        "The rain came at four. Ewan took the bus!\n\n1/2",
        "Who would not? I had a cape.\n\n2/2",
    )


def test_a_sentence_that_is_too_long_ends_with_a_word() -> None:
    assert chunks(posts("One two three four five six.", 20)) == ["One two three", "four five six."]


def test_the_link_is_in_the_first_post_or_the_last() -> None:
    first, *others = posts(SENTENCES, 80, "first", LINK)
    assert first.endswith(f"{LINK}\n\n1/{len(others) + 1}")
    *others, last = posts(SENTENCES, 80, "last", LINK)
    assert last.endswith(f"{LINK}\n\n{len(others) + 1}/{len(others) + 1}")
    assert not [post for post in others if LINK in post]


def test_a_link_that_finds_no_room_in_the_last_has_a_post_of_its_own() -> None:
    assert posts("A" * 44, 49, "last", LINK)[-1] == f"{LINK}\n\n2/2"


def test_no_hashtag_and_no_address_is_broken() -> None:
    assert posts(f"See https://example.org/{'a' * 60} now.", 40) == ()
    assert posts(f"#{'a' * 60}", 40) == ()
    assert len(posts("a" * 60, 40)) == 2


def test_a_title_stands_in_a_paragraph_of_its_own() -> None:
    assert posts(f"A title\n\n{SENTENCES}", 60)[0].startswith("A title\n\nThe rain")


def test_who_has_more_to_say_gets_no_thread() -> None:
    assert posts("Words and words. " * 200, 40) == ()


@given(TEXTS, st.integers(20, 300), st.sampled_from(("first", "last")), st.booleans())
def test_all_of_a_text_is_in_its_thread_and_each_post_fits(
    text: str, most: int, at: str, with_link: bool
) -> None:
    ending = f"{LINK}\n\n#Mill" if with_link else ""
    parts = posts(text, most, at, ending)
    if not parts:
        return
    limit = Limit(most, "graphemes")
    assert all(map(limit.fits, parts))
    numbers = [_NUMBER.search(part) for part in parts]
    assert [found and found.groups() for found in numbers] == [
        (str(number), str(len(parts))) for number in range(1, len(parts) + 1)
    ]
    assert "".join("".join(chunks(parts, ending)).split()) == "".join(text.split())
    whole = [word for word in text.split() if is_whole(word)]
    assert not [word for word in whole if not any(word in part for part in parts)]
