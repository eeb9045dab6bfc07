"""The main content, and how much it says."""

import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from smoopt.html.content import outermost, wording
from smoopt.html.page import Page

HTML = st.lists(
    st.sampled_from(["<div>", "</div>", "<p>", "<span>", "</span>", "one", " two  three "]),
    max_size=25,
).map("".join)


@given(HTML)
def test_the_outermost_elements_lie_in_none_of_the_others(html: str) -> None:
    found = turbohtml.parse(html).select("div, p, span")
    outer = outermost(found)
    assert all(any(kept in (one, *one.ancestors) for kept in outer) for one in found)
    assert not any(other in one.ancestors for one in outer for other in outer)


def test_a_wording_counts_words_and_leaves_the_blanks_out() -> None:
    page = Page("a.html", b"<!doctype html><p>two\n words<script>and code</script>")
    assert page.body is not None
    assert wording(page.body) == ("twowordsandcode", 3)
