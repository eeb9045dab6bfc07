"""What a template gave is one whole element, and each page's values are escaped where they land."""

import re

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from smoopt.html import markup
from smoopt.html.pattern import Pattern
from smoopt.html.per_page import PerPage
from smoopt.model.facts import Fact

URL, TITLE = PerPage("url").__html__(), PerPage("title").__html__()
BOTH = (
    f'<p data-smoopt="x" title="100% {TITLE}: {TITLE}" data-one=\'{TITLE}\'>{TITLE} &amp; {TITLE}'
    f'<a href="{URL}">{URL}</a><svg viewBox="0 0 1 1"><path d="m" /></svg><br /></p>'
)
# What XML can hold, but for carriage returns, which every parser reads as line feeds.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))


def test_values_are_escaped_where_they_land() -> None:
    filled = Pattern(BOTH, "x").fill(url="/?a=1&b", title="<\"'&%s>")
    attribute, text = "&lt;&quot;&#x27;&amp;%s&gt;", "&lt;\"'&amp;%s&gt;"
    assert f"title=\"100% {attribute}: {attribute}\" data-one='{attribute}'>" in filled
    assert f">{text} &amp; {text}<" in filled
    assert '<a href="/?a=1&amp;b">/?a=1&amp;b</a>' in filled


@given(title=TEXTS)
def test_other_parsers_read_the_values_that_were_given(title: str) -> None:
    filled = Pattern(BOTH, "x").fill(url="/", title=title)
    as_html = html5lib.parseFragment(filled, namespaceHTMLElements=False)[0]
    for element in (as_html, etree.fromstring(filled)):
        assert element.get("title") == f"100% {title}: {title}"
        assert element.get("data-one") == title
        assert element.text == f"{title} & {title}"


def test_what_is_whole_and_ordinary_needs_no_trial() -> None:
    assert isinstance(Pattern('<ul data-smoopt="x"><li>a</li></ul>', "x").fill(), markup.Markup)
    details = '<details data-smoopt="x"><summary>a</summary><textarea>b</textarea><br /></details>'
    assert isinstance(Pattern(details, "x").fill(), markup.Markup)
    table = '<table data-smoopt="x"><tbody><tr><td>a</td></tr></tbody></table>'
    assert not isinstance(Pattern(table, "x").fill(), markup.Markup)


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ("<b>", 'an end tag of another element near `<p data-smoopt="x"><b></p>`'),
        ("<br>", "an end tag of another element"),
        ("</b>", "an end tag of another element"),
        ("<span/>more", "is `more` to a browser"),
        ("<div>a</div>", "`<div>` is `</p>` to a browser"),
        ("<a href='#'><a href='#'></a></a>", "to a browser"),
        ("<B>a</B>", "`<B>` is `<b>` to a browser"),
        ("<i hidden>a</i>", "not well-formed"),
        ("R&D", "not well-formed"),
        ("a&nbsp;b", "a name that only HTML knows (write the character itself)"),
        ("<!-- a -->", "a comment or declaration is not for pages"),
        ("<![CDATA[a]]>", "a comment or declaration is not for pages"),
        ("<?php ?>", "a comment or declaration is not for pages"),
    ],
)
def test_what_is_not_whole_is_refused(inner: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        Pattern(f'<p data-smoopt="x">{inner}</p>', "x")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "an element that is not closed"),
        ("words", "not well-formed|syntax error"),
        ('<p data-smoopt="x">', "an element that is not closed"),
        ('<p data-smoopt="x"></p><p></p>', "more than one element"),
        ('<p data-smoopt="x"></p> words', "more than one element"),
        ("<p>a</p>", 'the outermost element must bear data-smoopt="x"'),
        ('<p data-smoopt="y">a</p>', 'the outermost element must bear data-smoopt="x"'),
        (f'<p data-smoopt="{TITLE}">a</p>', 'the outermost element must bear data-smoopt="x"'),
        ('<body data-smoopt="x">a</body>', "to a browser"),
    ],
)
def test_it_is_one_element_that_says_whose_it_is(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Pattern(text, "x")


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (f"<a href={URL}>a</a>", 'the value of href has no quotes: write href="{{ url }}"'),
        ("<a\nid = b>a</a>", 'the value of id has no quotes: write id="b"'),
        (
            f"{TITLE * 9}<i hidden>{TITLE * 9}</i>",
            "{{ title }}<i hidden>{{ title }}{{ title }}{{ titl`",
        ),
        (f'<a {TITLE}="a">a</a>', "not well-formed"),
        (f"<{TITLE}>a</{TITLE}>", "not well-formed"),
        (f'<a onclick="f({TITLE})">a</a>', "`title` is printed in the attribute onclick"),
        (f'<a style="color: {TITLE}">a</a>', "`title` is printed in the attribute style"),
        (f"<script>f({TITLE})</script>", "`title` is printed in <script>"),
        (f"<style>{TITLE}</style>", "`title` is printed in <style>"),
        (f'<a href="{TITLE}{URL}">a</a>', "may make any scheme of it"),
        (f'<a href="{TITLE}:1">a</a>', "may make any scheme of it"),
        (f'<img src="data:image/svg+xml;base64,{TITLE}" />', "'data', which is not a link to"),
        (f'<a href="data:image/png;base64,{TITLE}">a</a>', "'data', which is not a link to"),
        (f'<a href="java{TITLE}">a</a>', "may make any scheme of it"),
        (f'<a href="javascript:{TITLE}">a</a>', "'javascript', which is not a link to follow"),
        ('<a href=" JavaScript:alert(1)">a</a>', "'javascript', which is not a link to follow"),
    ],
)
def test_a_value_in_a_place_where_escaping_is_not_enough_is_refused(inner: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        Pattern(f'<p data-smoopt="x">{inner}</p>', "x")


@pytest.mark.parametrize("rest", ["", "/a", "?a=1", "#a", f"?a={TITLE}"])
def test_a_page_s_address_must_be_safe_to_follow(rest: str) -> None:
    pattern = Pattern(f'<p data-smoopt="x"><a href=" {URL}{rest} ">a</a></p>', "x", ["title"])
    assert 'href=" https://e.example' in pattern.fill(url="https://e.example", title="t")
    for unsafe in ("javascript:alert(1)", "\tjava\nscript:alert(1)", "data:text/html,a"):
        with pytest.raises(ValueError, match="is not a link to follow"):
            pattern.fill(url=unsafe, title="t")


def test_a_picture_may_be_part_of_the_page() -> None:
    pattern = Pattern(f'<img data-smoopt="x" src="data:image/png;base64,{TITLE}" />', "x")
    assert pattern.fill(title='AA=="') == (
        '<img data-smoopt="x" src="data:image/png;base64,AA==&quot;" />'
    )


def test_a_value_that_is_missing_is_named() -> None:
    with pytest.raises(ValueError, match=r"needs 'url'; fill\(\) was given 'title'"):
        Pattern(BOTH, "x").fill(title="t")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"url": Fact("/", "a"), "title": "t"}, "fill(): url is a Fact; give its .value"),
        ({"url": "/", "title": Fact("t", "a")}, "fill(): title is a Fact; give its .value"),
        ({"url": "/", "title": 3}, "fill(): title is 3; expected str"),
        ({"url": "/", "titel": "t"}, "has no value of each page 'titel' (did you mean `title`?)"),
        ({"url": "/", "title": "t", "x": ""}, "has no value of each page 'x' (known: more, title,"),
    ],
)
def test_a_value_that_is_no_text_or_nobody_s_is_named(values: dict, said: str) -> None:
    with pytest.raises(TypeError, match=re.escape(said)):
        Pattern(BOTH, "x", ["more"]).fill(**values)


def test_a_value_that_was_given_need_not_be_printed() -> None:
    pattern = Pattern(BOTH, "x", ["more"])
    assert pattern.names == ("title", "url")
    values = {"url": "/", "title": "t"}
    assert pattern.fill(**values, more="m") == pattern.fill(**values)
