"""The main content, and how much it says."""

import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from smoopt.html.content import main_content, outermost, wording
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


PROSE = "The mill stands where two brooks meet, and it has ground rye since the first map. " * 3


@pytest.mark.parametrize(
    "sections",
    [
        # R Markdown and pandoc, Org mode, DocBook
        f"<div id=a class='section level2'><h2>A</h2><p>{PROSE}</p></div>"
        f"<div id=b class='section level2'><h2>B</h2><p>{PROSE * 9}</p></div>",
        f"<section id=a><h1>A</h1><p>{PROSE}</p></section><section><h1>B</h1><p>{PROSE * 9}"
        f"<section><h2>C</h2><p>{PROSE}</section></section>",
        f"<div id=a class=sect1><div class=titlepage><h2>A</h2></div><p>{PROSE}</p></div>"
        f"<div class=sect1><div class=titlepage><h2>B</h2></div><p>{PROSE * 9}</p></div>",
        f"<div id=a class=s><h2>A</h2><p>{PROSE}</p></div><div class=s><h2>B</h2><p>{PROSE}</p>"
        f"<div class=sourceCode><pre>{PROSE * 9}</pre></div></div>",
        f"<div id=a><h3>A</h3><p>{PROSE}</p></div><div><h3>B</h3><p>{PROSE}</p>"
        f"<div><h4>C</h4><p>{PROSE}</p></div><div><h4>D</h4><p>{PROSE * 9}</p></div></div>",
    ],
)
def test_of_a_text_in_sections_all_are_the_content(sections: str) -> None:
    content = main_content(turbohtml.parse(f"<body><h1>Mills</h1><h4>Ada</h4>{sections}"))
    assert content is not None
    assert content.select_one("#a") is not None


@pytest.mark.parametrize(
    "beside",
    [
        "<div id=beside><ul><li><a href=/>Home</a></ul></div>",
        f"<div id=beside class=side><h2>About me</h2><p>{PROSE}</p></div>",
        "<div id=beside><h3>Links</h3><p>of a widget</p></div>",
        "<div id=beside><p>Words</p><h2>and a heading</h2></div>",
        "<ul id=beside><li><h2>A</h2></ul>",
    ],
)
def test_what_stands_beside_the_text_is_no_section_of_it(beside: str) -> None:
    text = f"<div id=text><h2>Mills</h2><p>{PROSE * 9}</p></div>"
    content = main_content(turbohtml.parse(f"<body>{beside}{text}"))
    assert content is not None
    assert content.attr("id") == "text"


def test_a_wording_counts_words_and_leaves_the_blanks_out() -> None:
    page = Page("a.html", b"<!doctype html><p>two\n words<script>and code</script>")
    assert page.body is not None
    assert wording(page.body) == ("twowordsandcode", 3)


@pytest.mark.parametrize("name", ["entry-content", "post-body", "article-body", "articleBody"])
def test_what_is_called_the_body_of_an_article_is_the_content(name: str) -> None:
    beside = f"<div class=comments><p>{PROSE * 9}</p></div>"
    body = f"<div class=page><div class={name}>{PROSE}</div>{beside}</div>"
    content = main_content(turbohtml.parse(body))
    assert content is not None
    assert content.has_class(name)
    several = main_content(turbohtml.parse(body + f"<div class={name}>{PROSE}</div>"))
    assert several is None or not several.has_class(name)
