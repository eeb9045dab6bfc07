"""Whatever strangers write becomes text in a few elements, and links of the web."""

from collections.abc import Iterator

import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from smoopt.builtin.conversation.responses import Response, Talk
from smoopt.builtin.conversation.shown_talk import Shown
from smoopt.builtin.conversation.strangers_text import (
    from_html,
    from_text,
    plain_words,
    web_link,
)
from smoopt.builtin.conversation.talk_section import shown
from smoopt.model.plain_text import graphemes
from smoopt.plugin.widget_templates import Templates
from tests.support.payloads import PAYLOADS

KNOWN = frozenset(
    {
        *("section", "p", "strong", "ol", "ul", "li", "a", "span", "bdi", "time", "div"),
        *("em", "code", "del", "blockquote", "pre", "br"),
    }
)
ATTRIBUTES = frozenset(
    {
        *("class", "data-smoopt", "data-pagefind-ignore", "aria-label", "lang", "href", "rel"),
        *("datetime", "dir"),
    }
)
PARTS = (
    *("<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<pre>", "</pre>", "<blockquote>", "<li>"),
    *("<a href='https://a.example/'>", "<a href='javascript:x'>", "</a>", "<br>", "<ul>", "text"),
    *("<script>", "</script>", "<svg>", "<math>", "<style>", "<template>", "<table><td>", "<!--"),
    *("<textarea>", "<p class=smoopt-bar data-smoopt=share>", "<!--smoopt 0123abcd-->", "\u202e"),
    *("<title>", "<select><option>", "<noscript>", "&lt;b&gt;", "]]>", "\0", "\ud800", "{{ a }}"),
)
TEMPLATES = Templates(("smoopt.builtin.conversation",), {})
HOSTILE = st.lists(st.sampled_from(PARTS) | st.text(max_size=9), max_size=20).map("".join)


def as_shown(response: Response, *, xhtml: bool = False) -> str:
    talk = Talk((response,), {response.kind: 1})
    return shown(talk, (), Shown("en", 4, xhtml, lambda _: None), TEMPLATES)


def faults(html: str) -> Iterator[str]:
    for each in turbohtml.parse(f"<!doctype html><body>{html}").select("body *"):
        if each.tag not in KNOWN or not set(each.attrs) <= ATTRIBUTES:
            yield str(each)
        if (each.attr("href") or "https://").partition("://")[0] not in {"http", "https"}:
            yield str(each)


@given(HOSTILE, st.integers(1, 200))
def test_nothing_but_known_elements_and_links_of_the_web_is_left(html: str, most: int) -> None:
    said = from_html(html, most)
    written = as_shown(Response("reply", "https://a.example/", "A", said=said))
    assert not [*faults(written)]
    assert sum(graphemes(piece.text) for block in said for piece in block.pieces) <= most + 1
    # Each block is what it says: none of its own ends it.
    body = turbohtml.parse(written).select(".e-content > *")
    assert [each.tag for each in body] == [block.kind for block in said]


@given(HOSTILE)
def test_xhtml_is_well_formed(html: str) -> None:
    said = from_html(html, 200)
    turbohtml.parse_xml(
        as_shown(Response("reply", "https://a.example/", "A", said=said), xhtml=True)
    )


@given(HOSTILE, HOSTILE)
def test_names_titles_and_addresses_are_text(name: str, url: str) -> None:
    link = web_link(url) or "https://a.example/"
    for kind in ("reply", "like", "mention", "bookmark", "repost"):
        who, title = plain_words(name) or "A", plain_words(name)
        written = as_shown(Response(kind, link, who, link, title=title))
        assert not [*faults(written)]


@pytest.mark.parametrize("text", PAYLOADS[::40])
def test_published_payloads_are_harmless(text: str) -> None:
    said = from_html(text, 1000) + from_text(text, 1000)
    link = web_link(text) or "https://a.example/"
    assert not [
        *faults(as_shown(Response("reply", link, plain_words(text) or "A", link, said=said)))
    ]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One<p>Two", ["One", "Two"]),
        ("One<br>two", ["One\ntwo"]),
        ("<h2>Head</h2>Text", ["Head", "Text"]),
        ("<ul><li>A<li>B</ul>", ["• A", "• B"]),
        ("a <script>b</script> c", ["a  c"]),
        ("<p>abc def ghi jkl", ["abc def…"]),
        ("\u202eabc\u202c", ["abc"]),
        ("<p> <p>\n</p>", []),
        ("Zal" + "\u0335" * 400 + "go", ["Zal" + "\u0335" * 8 + "go"]),
        ("नमस्ते שָׁלוֹם", ["नमस्ते שָׁלוֹם"]),
    ],
)
def test_html_is_read_as_paragraphs(html: str, text: list[str]) -> None:
    said = from_html(html, 11)
    assert ["".join(piece.text for piece in block.pieces) for block in said] == text


@pytest.mark.parametrize(
    ("said", "link"),
    [
        ("https://a.example/b c", "https://a.example/b%20c"),
        ("HTTP://a.example/?q=1#c", "HTTP://a.example/?q=1#c"),
        ("https://bank.example@evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("//a.example/", ""),
        ("/a", ""),
        (None, ""),
        (f"https://a.example/{'a' * 3000}", ""),
    ],
)
def test_only_addresses_of_the_web_are_links(said: object, link: str) -> None:
    assert web_link(said) == link


def test_depth_takes_no_time() -> None:
    deep = from_html("<b><blockquote>" * 2_000 + "x", 100)
    assert "".join(piece.text for block in deep for piece in block.pieces) == "x"


NESTED = (
    *("p", "div", "ul", "ol", "li", "blockquote", "table", "tr", "td", "th", "section", "article"),
    *("h2", "dl", "dt", "dd", "b", "em", "code", "span", "button", "form", "details", "figure"),
)


@given(st.lists(st.sampled_from([f"<{end}{tag}>" for tag in NESTED for end in ("", "/")] + ["x"])))
def test_elements_that_stand_in_others_leave_no_tags_in_the_text(parts: list[str]) -> None:
    said = from_html("".join(parts), 1000)
    assert "".join(piece.text for block in said for piece in block.pieces).strip("x• ") == ""


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<ul><li>1<li>2<ul><li>3</ul></ul>", ["• 1", "• 2", "• 3"]),
        ("<section><p>a</p></section>", ["a"]),
        ("<table><tr><td>a<td>b<tr><td>c</table>", ["a", "b", "c"]),
    ],
)
def test_each_item_and_cell_is_a_paragraph(html: str, texts: list[str]) -> None:
    said = from_html(html, 1000)
    assert ["".join(piece.text for piece in block.pieces) for block in said] == texts
