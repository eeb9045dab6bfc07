"""Text as a person reads it, whichever way it is read."""

import turbohtml
from hypothesis import given
from hypothesis import strategies as st
from turbohtml import Element, Node

from smoopt.html.content import is_aside, outermost, own_text, wording
from smoopt.html.page import Page
from smoopt.model.plain_text import tidy

TAGS = (
    *("a", "p", "b", "em", "div", "nav", "aside", "span", "svg", "math", "mi", "template", "br"),
    *("script", "style", "form", "li", "td", "table", "h1", "pre", "title", "select", "noscript"),
)
ATTRIBUTES = ("", "", "", " hidden", " HIDDEN=''", " data-smoopt-ignore", " title='<nav>'")
TEXTS = (
    "one",
    " two  three ",
    "&nbsp;",
    "\0",
    "&#0;",
    "<!-- c -->",
    "<![CDATA[x]]>",
    "漢字",
    "\r\n",
)
HTML = st.lists(
    st.one_of(
        st.tuples(st.just("<"), st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES), st.just(">")),
        st.tuples(st.just("</"), st.sampled_from(TAGS), st.just(">")),
        st.tuples(st.sampled_from(TEXTS)),
    ).map("".join),
    max_size=25,
).map("".join)
BREAKING = {"br", "p", "li", "td", "th", "div", "dd", "dt", "h1", "h2", "h3", "pre"}


def said(node: Node) -> str:
    """Read an element's own text node by node."""
    if isinstance(node, turbohtml.Text):
        return node.data
    if not isinstance(node, Element) or is_aside(node):
        return ""
    before = " " if node.tag in BREAKING else ""
    return before + "".join(map(said, node.children))


@given(HTML)
def test_own_text_is_what_the_nodes_say_one_by_one(html: str) -> None:
    for element in turbohtml.parse(html).iter_elements():
        # What a template holds are no children of it, but nobody asks for the text of one.
        if element.tag != "template":
            assert own_text(element) == tidy("".join(map(said, element.children)))


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
