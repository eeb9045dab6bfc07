"""What guests can do who write HTML into boxes of a page: nothing outside their boxes.

A guest's HTML is whole: each element that he begins he ends in the same box, as sanitizers see to,
and there are no scripts or templates in it. He may write any comment, any attribute that runs
nothing, smoopt's sign among them, and knows how checksums are made.
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoopt.html.marks import pristine
from smoopt.html.source_text import Source
from smoopt.model.errors import MarkDamaged
from tests.support import second_reader
from tests.support.forging import mark

# Where boxes stand: {} is what the guest writes; everything else is the author's.
BOXES = (
    "<div class=guest>{}</div>",
    "<ul><li class=guest>{}</li></ul>",
    "<table><tr><td class=guest>{}</td></tr></table>",
    "<section data-smoopt=author><blockquote class=guest>{}</blockquote></section>",
    "<article><p>before</p><div class=guest>{}</div><p>after</p></article>",
    "<div><div><div class=guest>{}</div></div></div>",
    "<details><summary>s</summary><div class=guest>{}</div></details>",
)
# Between boxes.
AUTHORS = (
    "",
    "<p>author</p>",
    "<p data-smoopt=share>author</p>",
    "<nav data-smoopt=share><a href=a>author</a></nav>",
    '<a rel="bookmark" href=b>author</a>',
    "<div><p>author</div>",
    '<script type="application/ld+json">{"a": 1}</script>',
    "<template><p>inert</p></template>",
    '<img src=a alt="author" loading=lazy data-smoopt=lazy>',
    "<!-- author -->",
    "\n",
)
WHOLE = (
    *("guest", "<p>guest</p>", "<br>", "<img src=x alt=a>", "<hr data-smoopt=x>"),
    *("<p data-smoopt=x>guest</p>", "<p data-smoopt=x data-smoopt-title=t>guest</p>"),
    "<div data-smoopt=x><b>guest</b></div>",
    "<table data-smoopt=x><tbody><tr><td>guest</td></tr></tbody></table>",
    "<a href=g data-smoopt=x>guest</a>",
    "<svg data-smoopt=x><path d='M0 0'/></svg>",
    "<p title='<!--/smoopt-->'>guest</p>",
    "<p title='<!--smoopt 0123abcd-->' data-smoopt=x>guest</p>",
    "<ul data-smoopt=x><li>guest</li></ul>",
)
AROUND = (
    *(("<div>", "</div>"), ("<div data-smoopt=x>", "</div>"), ("<span data-smoopt=x>", "</span>")),
    *(("<b>", "</b>"), ("<table><tbody><tr><td data-smoopt=x>", "</td></tr></tbody></table>")),
    *(("<ul data-smoopt=x><li>", "</li></ul>"), ("<blockquote>", "</blockquote>")),
    ("<table data-smoopt=x><tbody><tr><td>", "</td></tr></tbody></table>"),
)
OPEN, CLOSE = "\x01{}\x02", "<!--/smoopt-->"
KINDS = ("plain", "plain", "plain", "kept", "was")
WAS = (
    *("<p>", "<p data-smoopt-x=y>", "<div>", "<a href=g>", "<img src=x>", "<hr>", "<table>"),
    *("<meta name=robots content=no>", "<div data-smoopt=x>", "</div>", "<p>guest</p>"),
    "<script>evil()</script>",
)


@st.composite
def guests(draw: st.DrawFn, depth: int = 2) -> str:
    """Draw whole HTML with marks at any place between its tags."""
    parts = []
    for _ in range(draw(st.integers(0, 4))):
        match draw(
            st.sampled_from(
                ("whole", "open", "close", "around") if depth else ("whole", "open", "close")
            )
        ):
            case "whole":
                parts.append(draw(st.sampled_from(WHOLE)))
            case "open":
                kind = draw(st.sampled_from(KINDS))
                parts.append(OPEN.format(draw(st.sampled_from(WAS)) if kind == "was" else kind))
            case "close":
                parts.append(CLOSE)
            case _:
                begin, end = draw(st.sampled_from(AROUND))
                inner = draw(guests(depth - 1))
                begun, ended = (
                    draw(st.sampled_from(("{}", "{}", OPEN.format("plain") + "{}" + CLOSE)))
                    for _ in "ab"
                )
                parts += [begun.format(begin), inner, ended.format(end)]
    return "".join(parts)


def forged(text: str) -> str:
    """Give every opening mark the checksum of what stands before the next closing one."""

    def opening(found: re.Match[str]) -> str:
        what, new = found[1], found[2]
        if what in {"plain", "kept"}:
            return mark(new, says=" kept" if what == "kept" else "") + new
        return mark(new, what) + new

    return re.sub(
        r"\x01([^\x02]*)\x02((?:(?!<!--/smoopt-->|\x01).)*)", opening, text, flags=re.DOTALL
    )


def outside(text: str) -> second_reader.Tree:
    """Read a page without what stands in guests' boxes."""

    def fate(node: second_reader.Node) -> str | None:
        return "drop" if "guest" in node.attrib.get("class", "").split() else None

    return second_reader.tree(text, fate)


# Wrappers of which one half or the other is marked.
_MARKED = OPEN.format("plain") + "{}" + CLOSE
TORN = tuple(
    begin.format(f"<{tag} data-smoopt=x>") + "guest" + end.format(f"</{tag}>")
    for tag in ("div", "span", "p")
    for begin in ("{}", _MARKED)
    for end in ("{}", _MARKED)
)


def assert_nothing_changes_outside(boxes: list[str]) -> None:
    """Undo a page, and look at what the guests have not written."""
    body = forged("".join(boxes))
    page = (
        "<!doctype html><head><title>T</title></head><body>"
        f"<div id=all>{body}</div><footer>f</footer></body>"
    )
    try:
        left = pristine(Source(page.encode())).decode()
    except MarkDamaged:
        return
    assert outside(left) == outside(page)


BOX = st.sampled_from(BOXES)
AUTHOR = st.sampled_from(AUTHORS)


@settings(max_examples=600)
@given(st.lists(st.tuples(AUTHOR, BOX, guests(), AUTHOR), min_size=1, max_size=3))
def test_a_guest_changes_nothing_outside_his_box(
    drawn: list[tuple[str, str, str, str]],
) -> None:
    assert_nothing_changes_outside(
        [before + box.replace("{}", inner) + after for before, box, inner, after in drawn]
    )


@settings(max_examples=300)
@given(
    st.lists(st.tuples(BOX, st.lists(st.sampled_from(TORN), max_size=2).map("".join)), max_size=3)
)
def test_halves_of_a_guest_s_elements_are_no_wrapper(drawn: list[tuple[str, str]]) -> None:
    assert_nothing_changes_outside([box.replace("{}", inner) for box, inner in drawn])


def test_an_element_s_end_closes_nothing_of_others() -> None:
    begun = forged(_MARKED.format("<div data-smoopt=x>") + "a</div>")
    ended = "<div>b" + forged(_MARKED.format("</div>"))
    page = f"<!doctype html><body><main>{begun}<p>another's</p>{ended}</main>"
    with pytest.raises(MarkDamaged, match="no part of an element between marks"):
        pristine(Source(page.encode()))
