"""Selectors that may take very long are refused before any page is read."""

import pytest

from smoopt.html.selector import refuse_selector


@pytest.mark.parametrize(
    "selector",
    [
        *("main > p", "p:has(img)", "p:has(a):has(b)", 'p:has([title=":has("]) a:has(b)'),
        *("a[title='(:has(']", "div:has(> img):not(:has(b))", r".a\(:has(b)", ":is(p:has(b)) b"),
    ],
)
def test_a_selector_that_takes_no_time_is_taken(selector: str) -> None:
    refuse_selector(selector)


@pytest.mark.parametrize(
    ("selector", "said"),
    [
        (":has(" * 30 + "b" + ")" * 30, "CSS forbids"),
        ("a:has(b:HAS(c))", "CSS forbids"),
        ("a:has(:is(b, :not(:has(c))))", "CSS forbids"),
        ("p " * 600, "found 1,200 characters; expected at most 1,000"),
        ("p[", "expected an identifier"),
    ],
)
def test_others_are_refused(selector: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        refuse_selector(selector)
