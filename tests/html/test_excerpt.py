"""The first paragraph of prose: past what labels the page, warns, sells or points elsewhere."""

import pytest
import turbohtml

from smoopt.html.excerpt import first_paragraph

PROSE = "The mill stands where two brooks meet, and it has ground rye since before the first map."
OTHER = "This page is for version 2 only; see the other page for what version 1 did in its time."


def first(html: str) -> str:
    content = turbohtml.parse(f"<article>{html}<p>{PROSE}</p></article>").find("article")
    assert content is not None
    found = first_paragraph(content, outside_articles=False)
    return "" if found is None else found.text


@pytest.mark.parametrize(
    "start",
    [
        '<div class="admonition note">',  # Sphinx, Python-Markdown
        '<div class="theme-admonition admonition_xJq3 alert alert--success"><div>',  # Docusaurus
        '<aside class="starlight-aside">',
        '<div class="markdown-alert markdown-alert-note">',  # GitHub
        '<div class="notices info">',  # Hugo's Learn
        '<blockquote class="book-hint warning">',  # Hugo Book
        '<div class="pageinfo pageinfo-primary">',  # Docsy
        '<div class="custom-block tip">',  # VitePress
        '<div class="message-box important">',
        '<div id="cookie-banner">',
        '<dl class="field-list"><dd>',  # reStructuredText
        '<ul class="toc"><li>',
    ],
)
def test_what_stands_beside_the_prose_is_passed_over(start: str) -> None:
    ends = "</div></div></aside></blockquote></dl></ul>"
    assert first(f"{start}<p>{OTHER}</p>{ends}") == PROSE


def test_a_paragraph_itself_may_be_such() -> None:
    assert first(f'<p class="post-meta">{OTHER}</p>') == PROSE


@pytest.mark.parametrize(
    "word", ["stock-photo-captioned", "TOC_TITLE_1", "wrapper_meta_field", "notebook", "altar"]
)
def test_a_word_that_merely_contains_a_notice_is_none(word: str) -> None:
    assert first(f'<div class="{word}"><p>{OTHER}</p></div>') == OTHER


def test_what_holds_most_of_a_page_is_no_notice() -> None:
    assert first(f'<div class="note"><p>{OTHER}</p>{"<p>More words.</p>" * 50}</div>') == OTHER


@pytest.mark.parametrize(
    "text",
    [
        "Reading time: 4 minutes · 812 words · Updated on 3 May 2019 by the editors of the paper",
        "Download: PDF | EPUB | the sources of the book | printed copies in the shop",
        "[Updated on 2021-03-04: the second part is new, and so is what it says of barley]",
        "By Ann Miller and Tom Carter, with photographs by the people of the three villages",
        "Disclosure: some of these links earn us a small commission from the shop by the brook",
        '{{< figure src="x.png" title="A mill in winter with snow on the roof" >}} [[TOC]]',
        "{% include figure.html src='x.png' title='A mill in winter with snow on the roof' %}",
    ],
)
def test_what_labels_the_page_is_no_sentence_of_it(text: str) -> None:
    assert first(f"<p>{text.replace('<', '&lt;')}</p>") == PROSE


@pytest.mark.parametrize(
    "text",
    [
        "Published in 1984, the book was read by all who lived between the two brooks.",
        "By the time the mill was built, the old bridge had been gone for a hundred years.",
        "Grain goes in | flour comes out, which is all that anybody has to know of a mill.",
    ],
)
def test_a_sentence_is_one_however_it_begins(text: str) -> None:
    assert first(f"<p>{text}</p>") == text
