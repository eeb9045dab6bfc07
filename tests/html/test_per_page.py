"""Values of each page can be printed and joined in a template, and no more."""

import operator
from collections.abc import Callable

import pytest

from smoopt.html.per_page import PerPage, names, readable

TITLE = PerPage("title")


def test_what_is_printed_tells_the_names_again() -> None:
    joined = 'To "' + PerPage("url") + '": ' + TITLE
    printed = joined.__html__()
    assert names(printed) == ["url", "title"]
    assert readable(printed) == "To &quot;{{ url }}&quot;: {{ title }}"
    assert joined.filled({"url": "/a", "title": "<A>"}) == 'To "/a": <A>'


@pytest.mark.parametrize(
    "use",
    [
        *(str, bool, len, iter, int, float, list),
        *(
            lambda value: value == "A",
            lambda value: value != PerPage("url"),
            lambda value: value < 1,
        ),
        *(lambda value: "a" in value, lambda value: value[0], lambda value: value()),
        *(lambda value: value * 2, lambda value: value % 2, "{}".format),
        *(lambda value: f"{value:>9}", lambda value: operator.sub(1, value)),
    ],
)
def test_every_other_use_is_an_error_that_says_why(use: Callable[[object], object]) -> None:
    with pytest.raises(TypeError, match=r"^\{\{ title \}\} differs from page to page"):
        use(TITLE)


def test_the_same_value_is_known_again() -> None:
    assert PerPage("title") == TITLE
    assert len({TITLE, PerPage("title"), "" + PerPage("title")}) == 1


@pytest.mark.parametrize(
    "change",
    [
        *(str.upper, str.lower, str.swapcase, str.title),
        *(lambda text: text[:-1], lambda text: text[1:], lambda text: text[::-1]),
        lambda text: text.encode().hex(" ").replace(" ", "%") + "smooptvalue",
    ],
)
def test_a_change_of_what_was_printed_is_found(change: Callable[[str], str]) -> None:
    with pytest.raises(ValueError, match="what was printed is changed"):
        names(f"<p>{change(TITLE.__html__())}</p>")
