"""The first paragraph of prose: past what labels the page, warns, sells or points elsewhere."""

import pytest
import turbohtml

from smoopt.html.excerpt import first_paragraph, paragraph_before

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


def test_what_is_folded_is_passed_over_until_it_is_open() -> None:
    assert first(f"<details><summary>More</summary><p>{OTHER}</p></details>") == PROSE
    assert first(f"<details open><summary>More</summary><p>{OTHER}</p></details>") == OTHER


def test_a_paragraph_itself_may_be_such() -> None:
    assert first(f'<p class="post-meta">{OTHER}</p>') == PROSE


def test_a_short_sentence_before_the_first_heading_is_about_all_of_the_page() -> None:
    short = "It tells the time by a shadow."
    assert first(f"<h1>T</h1><p>{short}</p><h2>Part</h2><p>{OTHER}</p>") == short
    assert first(f"<h1>T</h1><p>{short}</p><p>{OTHER}</p><h2>Part</h2>") == OTHER
    assert first(f"<h1>T</h1><h2>One</h2><p>{short}</p><h2>Two</h2><p>{OTHER}</p>") == OTHER
    assert (
        first(f"<h1>T</h1><p>No sentence, these few words</p><h2>Part</h2><p>{OTHER}</p>") == OTHER
    )


@pytest.mark.parametrize("icon", ["<svg></svg>", " <svg><path d=M0/></svg> "])
def test_a_notice_begins_with_an_icon(icon: str) -> None:
    assert first(f"<p>{icon}<span>{OTHER}</span></p>") == PROSE


@pytest.mark.parametrize("start", ["", "<em>See</em> ", "<img src=initial.png alt=T>"])
def test_a_sentence_may_have_an_icon_in_it(start: str) -> None:
    assert first(f"<p>{start}{OTHER} <svg></svg></p>").endswith(OTHER)


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


@pytest.mark.parametrize(
    "text",
    [
        "Subscribe to my newsletter to get one letter a month on mills, brooks and bread.",
        "If you like what you read here, sign up for our free newsletter at the end of the page.",
        "This post contains affiliate links, from which we may earn a little if you buy.",
        "As an Amazon Associate I earn from what you buy over the links on this very page.",
        "Updated 3 May 2019: the second part is new, and so is what it says of barley.",
        "Update (May 2019): the mill has been sold since, and its wheel stands still.",
        "This article was first published in the Mill Gazette and is given here with its leave.",
        "Originally published at mills.example.org, where the other parts can be found.",
        "Note: what follows holds for version 2 of the mill only, and for no other.",
        "© 2019 The people of the three villages. All rights reserved, also of translation.",
        "Zuletzt aktualisiert am 3. Mai 2019 von den Leuten aus den drei Orten",
    ],
)
def test_what_is_said_of_the_page_or_sells_is_no_description_in_a_sentence_either(
    text: str,
) -> None:
    assert first(f"<p>{text}</p>") == PROSE


def test_a_remark_before_the_first_sentence_is_left_out() -> None:
    assert first(f"<p>[Updated on 2021-03-04] {OTHER}</p>") == OTHER
    assert first(f"<p>(Edited in May) {OTHER}</p>") == OTHER


def test_a_sentence_that_leads_on_to_an_example_is_left_out() -> None:
    assert first(f"<p>{OTHER} To try it, write:</p>") == OTHER
    assert first("<p>To install the mill from the sources in your own valley, write:</p>") == PROSE


@pytest.mark.parametrize(
    "html",
    [
        f'<div class="para">{OTHER}</div>',  # DocBook
        f"<div>{OTHER}<br><br>And more.</div>",
        f"<div><b>1 May</b><br><br>{OTHER}</div>",
        f"{OTHER}<br>",
        f'<div><img src="a.png"><br><br>{OTHER.replace("page", "<a href=x>page</a>")}',
        f'<div class="figure"><p class="caption">{PROSE}</p></div><div>{OTHER}</div>',
    ],
)
def test_prose_is_found_where_no_paragraph_is_marked(html: str) -> None:
    content = turbohtml.parse(f"<article>{html}</article>").find("article")
    assert content is not None
    found = first_paragraph(content, outside_articles=False)
    assert found is not None
    assert found.text == OTHER


@pytest.mark.parametrize(
    "html",
    [
        "<div>Home</div><div>News</div><div>Contact and how to find us in the valley</div>",
        f"<div class=cookie-banner>{OTHER}</div>",
        f"<table><tr><td><div>{OTHER}</div></table>",
        f'<div><a href="x">{OTHER}</a></div>',
        "<div>© 2019 The people of the three villages who live between the two brooks.</div>",
    ],
)
def test_what_is_loose_is_not_always_prose(html: str) -> None:
    content = turbohtml.parse(f"<article>{html}</article>").find("article")
    assert content is not None
    assert first_paragraph(content, outside_articles=False) is None


@pytest.mark.parametrize(
    "line",
    [
        "Jean-Pierre Charras, Fabrizio Tappero, Wayne Stambaugh, Graham Keeth",
        "Ada Lovelace, Charles Babbage and Grace Brewster Murray Hopper.",
        "Plugin: rst Author: Ada Byron Included: yes Enabled by default: no Currently: no",
        "Mill.Element ↳ Mill.Wheel ↳ Mill.Waterwheel ↳ Overshot, the largest of them",
    ],
)
def test_names_fields_and_ancestors_are_no_prose(line: str) -> None:
    assert first(f"<p>{line}</p>") == PROSE


@pytest.mark.parametrize(
    "line",
    [
        "Bread, Butter and Jam are on the table by six, and nobody waits for the miller.",
        "섬으로 가는 배는 겨울에 쉬고, 봄이 오면 다시 다니며, 따로 돈을 받지 않습니다.",
        "Three things count here: speed, care: for both stones, and rest: it stops at night.",
    ],
)
def test_sentences_with_commas_and_colons_are_prose(line: str) -> None:
    assert first(f"<p>{line}</p>") == line


@pytest.mark.parametrize(
    "more",
    [
        '<a href="#details">More...</a>',
        "<a href=/x>Read more…</a>",
        "Continue reading →",
        "Mehr »",
    ],
)
def test_the_link_to_the_rest_is_no_part_of_a_sentence(more: str) -> None:
    assert first(f"<p>{OTHER} {more}</p>") == OTHER


def test_a_sentence_may_end_in_dots() -> None:
    said = f"{PROSE} There may be more..."
    assert first(f"<p>{said}</p>") == said


@pytest.mark.parametrize(
    ("title", "before", "found"),
    [
        ("Mills: Rye", f"<p>{OTHER}</p>", OTHER),
        # The heading is the page's own.
        ("Sowing - Mills", f"<p>{OTHER}</p>", ""),
        ("Mills: Rye", "", ""),
        # Nothing else is.
        ("Mills: Wheat", f"<p>{OTHER}</p>", ""),
        ("Mills: Rye", "<p>By Ann, in May</p>", ""),
        ("Mills: Rye", f"<div class=notice><p>{OTHER}</p></div>", ""),
    ],
)
def test_a_text_whose_title_is_no_heading_begins_before_its_first_section(
    title: str, before: str, found: str
) -> None:
    html = f"<div class=title>Rye</div><div id=c>{before}<h1>Sowing</h1><p>{PROSE}</p></div>"
    document = turbohtml.parse(html)
    content, body = document.select_one("#c"), document.find("body")
    assert content is not None
    assert body is not None
    heading = content.find("h1")
    assert heading is not None
    opens = paragraph_before(heading, content, body, title, outside_articles=False)
    assert (opens.text if opens else "") == found
