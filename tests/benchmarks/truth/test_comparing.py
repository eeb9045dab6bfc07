"""When a value counts as right."""

from types import ModuleType

import pytest

LONG = "A wheel that rubs once a turn is a wheel with one loose spoke, and easily mended at home."


@pytest.mark.parametrize(
    ("field", "said", "right"),
    [
        ("title", "Ferry times", "ferry  times"),
        ("title", "The “old” ferry", 'The "old" ferry'),
        ("title", "Ferry times", "Ferry times - Travel - Harbour Post"),
        ("title", "Harbour Post | Ferry times", "Ferry times"),
        ("description", LONG, "A wheel that rubs once a turn is a wheel with…"),
        (
            "description",
            LONG,
            "A wheel that rubs is a wheel with a loose spoke, to mend at home.",
        ),
        ("description", "車輪のすり減りを直す方法です。", "車輪のすり減りを直す"),
        ("published", "2021-03-04T22:12:00+01:00", "2021-03-04"),
        ("published", "2015-09-22", "22.09.2015"),
        ("modified", "2021-03-04", "2021/3/4"),
        ("published", "2021-03-04", "20210304T055000+0900"),
        ("published", "2021-03-04", "Thursday, Mar. 4, 2021"),
        ("published", "2021-03-04", "Thu Mar 04 15:28:56 CET 2021"),
        ("published", "2021-03-05T01:00:00+00:00", "2021-03-04T20:00:00-05:00"),
        ("authors", "Ada O'Neill", "Ada O&#039;Neill"),
        ("authors", "Ada Lovelace", "By Ada Lovelace, CNN"),
        ("authors", "Ada Lovelace", "Ada Lovelace <ada@example.org>"),
        ("site_name", "Harbour Post", "harbour post"),
        ("image", "https://example.org/a/b%20c.png", "../a/b c.png"),
        ("language", "en", "en-GB"),
        ("language", "pt-BR", "pt_br"),
        ("address", "https://example.org/a/", "https://EXAMPLE.org/a/index.html"),
        ("address", "https://example.org/%C3%A9", "https://example.org/é"),
        ("kind", "page", "page"),
    ],
)
def test_what_reads_the_same_is_right(
    field: str, said: str, right: str, comparing: ModuleType
) -> None:
    assert comparing.is_right(field, [said], [right])


@pytest.mark.parametrize(
    ("field", "said", "right"),
    [
        ("title", "Ferry", "Ferry times"),
        ("title", "Home", "Ferry times - Harbour Post"),
        ("description", "Subscribe to our newsletter and never miss a post.", LONG),
        ("description", "A wheel.", LONG),
        ("published", "2021-03-05", "2021-03-04"),
        ("published", "2015-09-22", "09.22.2015"),
        ("authors", "Ada", "Ada Lovelace"),
        ("site_name", "Home", "Harbour Post"),
        ("image", "https://example.org/logo.png", "/wheel.png"),
        ("language", "en-US", "en-GB"),
        ("language", "de", "nl"),
        ("address", "http://example.org/a/", "https://example.org/a/"),
        ("address", "https://example.org/a", "https://example.org/a/"),
        ("kind", "list", "page"),
    ],
)
def test_what_reads_otherwise_is_wrong(
    field: str, said: str, right: str, comparing: ModuleType
) -> None:
    assert not comparing.is_right(field, [said], [right])


def test_of_several_statements_each_is_right(comparing: ModuleType) -> None:
    assert comparing.is_right("title", ["B"], ["A", "B"])


def test_one_name_too_many_is_wrong_and_one_too_few_is_not(comparing: ModuleType) -> None:
    assert comparing.is_right("authors", ["Ada"], ["Ada", "Bo"])
    assert not comparing.is_right("authors", ["Ada", "Cy"], ["Ada", "Bo"])


def test_where_nothing_is_right_anything_said_is_wrong(comparing: ModuleType) -> None:
    assert not comparing.is_right("published", ["2021-03-04"], [])


def test_likeness_is_the_share_of_common_words(comparing: ModuleType) -> None:
    assert comparing.likeness("one two three", "one two four") == pytest.approx(2 / 3)
    assert comparing.likeness("one", "two") == comparing.likeness("", "") == 0
