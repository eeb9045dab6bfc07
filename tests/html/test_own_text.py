"""Text as a person reads it, whichever way it is read."""

import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st
from turbohtml import Element

from smoopt.html.own_text import own_text

TAGS = (
    *("a", "p", "b", "em", "div", "nav", "aside", "span", "svg", "math", "mi", "template", "br"),
    *("script", "style", "form", "li", "td", "table", "h1", "pre", "title", "select", "noscript"),
    *("sup", "button", "ruby", "rt", "rp"),
)
ATTRIBUTES = (
    "",
    "",
    "",
    " hidden",
    " HIDDEN=''",
    " data-smoopt-ignore",
    " title='<nav>'",
    " href='a#b'",
    " class='x sr-only'",
    " aria-hidden=true",
)
TEXTS = (
    "one",
    " two  three ",
    "&nbsp;",
    "\0",
    "&#0;",
    "<!-- c -->",
    "<![CDATA[x]]>",
    "漢字",
    "summer",
    "[1]",
    "¶",
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


@given(HTML)
def test_the_short_way_reads_what_the_long_way_does(html: str) -> None:
    document = turbohtml.parse(html)
    for element in document.select("p, div, span, h1, b, a, td"):
        text = own_text(element)
        element.append(Element("sup"))  # says nothing, but has all nodes looked at
        assert own_text(element) == text


def read(html: str) -> str:
    element = turbohtml.parse(f"<p id=it>{html}").select_one("#it")
    assert element is not None
    return own_text(element)


@pytest.mark.parametrize(
    "note",
    [
        "<sup id=r><a href='#fn:1' role=doc-noteref>1</a></sup>",  # Jekyll, Hugo
        "<sup class=footnote-ref><a href='#fn1'>[1]</a></sup>",  # markdown-it
        "<a href='#fn1' class=footnote-ref role=doc-noteref><sup>1</sup></a>",  # Pandoc
        " <a class='footnote-reference brackets' href='#id2'>[1]</a>",  # Sphinx
        "<a href='#user-content-fn-1' class=footnote-ref>1</a>",  # GitHub
        "<sup>1</sup>",
        "<sup>†</sup>",
        "<label for=s class='margin-toggle sidenote-number'></label><input id=s>"
        "<span class=sidenote>It rained on two days.</span>",  # Tufte
        "<span class=marginnote>It rained on two days.</span>",
    ],
)
def test_a_footnote_is_no_part_of_the_sentence(note: str) -> None:
    assert read(f"It was built in one dry summer{note} by hand.") == (
        "It was built in one dry summer by hand."
    )
    assert read(f"It was built in one dry summer{note}.") == "It was built in one dry summer."


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("10 km<sup>2</sup> of x<sup>2</sup>", "10 km2 of x2"),
        ("the 1<sup>st</sup> of May", "the 1st of May"),
        ("10<sup>6</sup> grains", "106 grains"),
        ("C<sub>2</sub>H<sub>5</sub>OH", "C2H5OH"),
    ],
)
def test_what_is_raised_as_a_part_of_a_word_stays(html: str, text: str) -> None:
    assert read(html) == text


@pytest.mark.parametrize(
    "sign",
    [
        "<a class=headerlink href='#q' title='Permalink'>¶</a>",
        "<a href='#q'>#</a>",
        "<a class=hash-link href='#q'>\u200b</a>",
        "<a href='./i.html#q' aria-label='Anchor for: q'>🔗</a>",
        "<button class=copy>Copy link</button>",
        "<span class=sr-only>Link to this heading</span>",
        "<span aria-hidden=true>§</span>",
        "<i class=material-icons>link</i>",
        "<span style='display: none'>section</span>",
        "<span style='color:red;visibility:hidden'>section</span>",
    ],
)
def test_a_sign_beside_a_heading_is_not_read(sign: str) -> None:
    assert read(f"Queues {sign}") == "Queues"
    assert read(f"{sign}Queues") == "Queues"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ruby>堤<rp>(</rp><rt>つつみ</rt><rp>)</rp></ruby>の水", "堤の水"),
        (
            "It holds <span class=katex><span class=katex-mathml><math><semantics><mrow><mi>E</mi>"
            "<mo>=</mo><mi>m</mi></mrow><annotation encoding='application/x-tex'>E=m</annotation>"
            "</semantics></math></span><span class=katex-html aria-hidden=true>E=m</span></span>.",
            "It holds E=m.",
        ),
        ("See <a href='#part-3'>part 3</a> and <a href='a.html#x'>x</a>.", "See part 3 and x."),
        ("Que\u00adues\u200b \ufeffnow", "Queues now"),
        ("Queues<span class=sl-badge>New</span>", "Queues New"),
        ("a<span class='hljs-tag'>b</span>", "ab"),
    ],
)
def test_all_is_read_once_and_as_it_is_shown(html: str, text: str) -> None:
    assert read(html) == text
