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
        '<div style="display: none">',
        "<div style='color:red;visibility:hidden'><div>",
        '<div class="bs-pulldown">',
        '<div class="util-bar-flyout"><div>',
        '<div id="login-modal">',
        '<div class="video-asset"><div>',
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
    assert first(f"<h1>T</h1><p>{short}</p><p>{OTHER}</p><h2>Part</h2>") == f"{short} {OTHER}"
    assert first(f"<h1>T</h1><h2>One</h2><p>{short}</p><h2>Two</h2><p>{OTHER}</p>") == short
    assert (
        first(f"<h1>T</h1><p>No sentence, these few words</p><h2>Part</h2><p>{OTHER}</p>") == OTHER
    )


@pytest.mark.parametrize("icon", ["<svg></svg>", " <svg><path d=M0/></svg> "])
def test_a_notice_begins_with_an_icon(icon: str) -> None:
    assert first(f"<p>{icon}<span>{OTHER}</span></p>") == PROSE


@pytest.mark.parametrize("start", ["", "<em>Now</em> ", "<img src=initial.png alt=T>"])
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
    "text",
    [
        "Home > Mills > Water mills > The mill between the two brooks of the valley",
        "Home / Mills / Water mills / The mill between the two brooks of the valley",
        "The miller at work beside the wheel in the winter of the great flood. Photo: Ann Lee",
        "The miller at work beside the wheel in the winter of the flood. (Tom Carter/Getty Images)",
        "See also the list of all mills in the valley that still grind rye for their villages.",
        "For more details about the mills of the valley, see the guide that the villages wrote.",
        "of the mills in the valley, which have ground rye for the villages since the first map.",
        "New in version 2.4: the mill grinds barley as well, if the villages have brought any.",
        "Jan van den Berg, Ann Miller, Tom Carter, and Maria de la Cruz.",
        '<mill id="one"> <wheel kind="overshot"/> <stone kind="rye" size="large"/> </mill>',
    ],
)
def test_what_is_no_text_of_its_own_is_passed_over(text: str) -> None:
    assert first(f"<p>{text.replace('<', '&lt;')}</p>") == PROSE


@pytest.mark.parametrize(
    "text",
    [
        "See how the mill grinds rye. It stands where two brooks meet, and has a wheel of oak.",
        "iron is what the axle is made of, and oak what the wheel is made of in this old mill.",
        "The miller asked for a photo: it shows the wheel in the winter of the great flood now.",
    ],
)
def test_what_merely_resembles_such_a_text_is_one(text: str) -> None:
    assert first(f"<p>{text}</p>") == text


TOPIC = "The mill between two brooks"


def about(html: str) -> str:
    content = turbohtml.parse(f"<article>{html}</article>").find("article")
    assert content is not None
    found = first_paragraph(content, outside_articles=False, topic=TOPIC)
    return "" if found is None else found.text


@pytest.mark.parametrize(
    "after",
    [
        "<p>However, it grinds no barley, whatever the people of the villages may say of it.</p>",
        "<p>Barley is another matter, and the people of the villages take it somewhere else.</p>",
    ],
)
@pytest.mark.parametrize(
    "begin",
    [
        "<p>To grind rye with it, pull the lever as follows:</p>",
        "<p>To grind rye with it, pull a lever, for example</p><pre>pull --rye</pre>",
        "<p>You can choose one of several stones that lie ready, such as</p><ul><li>A</ul>",
    ],
)
def test_after_what_leads_on_to_something_else_only_a_sentence_about_the_topic_counts(
    begin: str, after: str
) -> None:
    assert about(begin + after) == ""
    assert about(f"{begin}<p>{PROSE}</p>") == PROSE


@pytest.mark.parametrize(
    "heading",
    ["Copyright", "1. License", "Feedback", "Contributors", "Trademarks", "Remerciements"],
)
def test_what_is_under_a_heading_for_rights_and_thanks_is_passed_over(heading: str) -> None:
    said = f"<p>{OTHER}</p>"
    assert first(f"<h2>{heading}</h2>{said}<h2>What it is</h2>") == PROSE
    assert first(f"<p><strong>{heading}</strong></p>{said}<h2>What it is</h2>") == PROSE
    assert first(f"<h1>{heading}</h1>{said}") == OTHER


@pytest.mark.parametrize(
    "before",
    [
        "<h2>Constructor Details</h2>",
        "<h3>Public Member Functions</h3>",
        "<div><h2>Instance methods</h2></div>",
        "<h2><code>Mill.grind(rye)</code></h2>",
        "<h2>mill::grind_all</h2>",
        "<dl><dt>grind()<dd>",
    ],
)
def test_a_member_s_description_is_not_the_whole_s(before: str) -> None:
    said = "Returns how much rye there is, as a number of sacks that can be ground in a day."
    assert about(f"{before}<p>{said}</p></dl>") == ""
    assert about(f"<p>{PROSE}</p>{before}<p>{said}</p></dl>") == PROSE


def test_a_short_first_sentence_is_told_with_what_follows_it() -> None:
    short = "A mill for rye and oats."
    assert first(f"<p>{short}</p>") == f"{short} {PROSE}"
    assert first(f"<p>{short}</p><h2>More</h2>") == short
    assert first("<p>Photo by Ann Lee.</p>") == PROSE


def test_of_formulas_only_what_reads_as_words_is_left() -> None:
    simple = (
        r"The wheel turns \(n\) times a minute, and the stone \(3n + 1\) times in the same span."
    )
    read = "The wheel turns n times a minute, and the stone 3n + 1 times in the same span."
    assert first(f"<p>{simple}</p>") == read
    source = r"How fast the wheel turns depends on the brook. It is \(\frac{a}{b}\) at most."
    assert first(f"<p>{source}</p>") == "How fast the wheel turns depends on the brook."
    assert (
        first(r"<p>\[ \sum_{i=0}^{n} \alpha_i x^i = \frac{n(n+1)}{2} \text{ where } n > 0 \]</p>")
        == PROSE
    )


def test_what_a_generator_writes_behind_a_description_is_left_out() -> None:
    said = "A wheel that turns when water falls on it from above."
    assert first(f"<p>{said}<br>Defined in: wheel.js.<br>Extends Part.</p>") == said


@pytest.mark.parametrize("name", ["description", "member-desc", "summary"])
def test_what_is_said_of_members_is_none_of_the_page_s(name: str) -> None:
    for said in (f"{OTHER}", f"{OTHER}<p>{OTHER}</p>", f"<p>{OTHER}</p>"):
        members = "".join(f"<div class={name}>{said}</div>" for _ in range(3))
        content = turbohtml.parse(f"<article><h1>Mill</h1>{members}</article>").find("article")
        assert content is not None
        assert first_paragraph(content, outside_articles=False) is None
    parts = "<div class=class-summary>A</div><div class=summary-table>B</div>"
    html = f"<article><div class={name}>{OTHER}</div>{parts}</article>"
    content = turbohtml.parse(html).find("article")
    assert content is not None
    found = first_paragraph(content, outside_articles=False)
    assert found is not None
    assert found.text == OTHER


def test_what_a_script_shows_may_be_the_text() -> None:
    assert first(f"<div style=display:none><p>{OTHER}</p><p>{OTHER} {PROSE}</p></div>") == OTHER
