"""Marks: put in, found again, taken out, and never believed."""

import re
import zlib
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from smoopt.html import markup
from smoopt.html.marks import marked, pristine
from smoopt.html.pattern import Pattern
from smoopt.html.source_text import Source
from smoopt.model.edits import Change, Span
from smoopt.model.errors import DeclarationMoved, MarkDamaged, PageError
from tests.support import strategies
from tests.support.building import with_places

PAGE = "<!doctype html><head><title>T</title></head><body><p>text</p></body>"


def insertion(text: str, *added: str, before: str = "</head>") -> bytes:
    at = text.index(before)
    return marked(Source(text.encode()), [Change(Span(at, at), added)])


def forged(was: str, new: str, page: str = PAGE, before: str = "</body>") -> bytes:
    """Write a mark with a right checksum, as a stranger could."""
    check = zlib.crc32(was.encode() + b"\0" + new.encode())
    quoted = quote_from_bytes(was.encode()).replace("-", "%2D")
    mark = f"<!--smoopt {check:08x}{f' was {quoted}' if was else ''}-->{new}<!--/smoopt-->"
    return page.replace(before, mark + before).encode()


def test_one_insertion_stands_between_its_marks() -> None:
    found = insertion(PAGE, "<meta name=a>")
    assert re.search(rb"<!--smoopt [0-9a-f]{8}--><meta name=a><!--/smoopt--></head>", found)


def test_several_insertions_stand_on_lines_of_their_own_where_the_page_has_lines() -> None:
    found = insertion(PAGE.replace("<body>", "\r\n<body>"), "<meta name=a>", "<meta name=b>")
    assert b"-->\r\n<meta name=a>\r\n<meta name=b>\r\n<!--/" in found


def test_what_was_replaced_is_kept_readable_in_the_mark() -> None:
    text = PAGE.replace("</head>", '<meta name="a" content="x-y">\n</head>')
    start = text.index("<meta")
    end = text.index("\n</head>")
    found = marked(Source(text.encode()), [Change(Span(start, end), ("<meta name=b>",))])
    assert b'was %3Cmeta name="a" content="x%2Dy"%3E-->' in found
    assert pristine(Source(found)) == text.encode()


def replaced_title(head: str, title: bytes) -> bytes:
    """Put another title in the place of one, and prove that it can be taken back."""
    before = f"<!doctype html><head>{head}".encode()
    data = before + b"<title>" + title + b"</title></head><body>"
    start, end = len(before), len(Source(data).text) - len("</head><body>")
    found = marked(Source(data), [Change(Span(start, end), ("<title>x</title>",))])
    assert pristine(Source(found)) == data
    return found


def test_letters_stay_as_they_are_in_a_mark_where_the_page_may_have_any() -> None:
    title = "Müller — 水 👩‍💻".encode()
    assert b"was %3Ctitle%3EM\xc3\xbcller " in replaced_title("<meta charset=utf-8>", title)
    assert "— 水 👩‍💻%3C/title%3E-->".encode() in replaced_title("<meta charset=utf-8>", title)
    assert b"M%C3%BCller" in replaced_title("", title), "its readers may guess another encoding"
    broken = "\x85\ufffe\ufdd0-ü".encode() + b"\xff"
    assert b"%C2%85%EF%BF%BE%EF%B7%90%2D\xc3\xbc%FF" in replaced_title(
        "<meta charset=utf-8>", broken
    )


@pytest.mark.parametrize(
    "was",
    [
        "<script src=//evil.example>",
        "<p>text</p>",
        "<img src=x onerror=alert(1)>",
        "text",
        "<meta name=a>",
        "<link rel=stylesheet href=//evil.example>",
        "<p onclick=x data-smoopt-a>",
        "<!--x--><p data-smoopt-a>",
        "</p>",
    ],
)
def test_a_forged_mark_puts_nothing_into_the_body(was: str) -> None:
    with pytest.raises(MarkDamaged, match="it would put back what smoopt never replaces"):
        pristine(Source(forged(was, "<p>")))


@pytest.mark.parametrize("was", ["<script>", "<base href=//evil.example>", "<style>", "<title>"])
def test_a_forged_mark_puts_nothing_but_meta_and_link_into_the_head(was: str) -> None:
    with pytest.raises(MarkDamaged, match="it would put back"):
        pristine(Source(forged(was, "", before="</head>")))


def test_a_forged_mark_puts_no_refresh_into_the_head() -> None:
    was = '<meta http-equiv=refresh content="0;url=//evil.example">'
    with pytest.raises(MarkDamaged):
        pristine(Source(forged(was, "", before="</head>")))


def test_a_start_tag_gets_its_own_attributes_back() -> None:
    data = forged('<p class=a data-smoopt-x="1">', "<p class=a>")
    assert b'<p class=a data-smoopt-x="1">' in pristine(Source(data))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"text</p>", b"other</p>"),
        (b"<title>T", b"<title>Longer"),
        (b"</body>", b"</body><!-- more -->"),
        (b"<!doctype html>", b"<!doctype html>\n\n"),
    ],
)
def test_changes_outside_the_marks_do_not_disturb_them(old: bytes, new: bytes) -> None:
    built = insertion(PAGE, "<meta name=a>").replace(old, new)
    assert pristine(Source(built)) == PAGE.encode().replace(old, new)


def test_a_mark_whose_inside_was_changed_is_damaged_and_says_where() -> None:
    built = insertion(f"\n{PAGE}", "<meta name=a>").replace(b"name=a", b"name=b")
    with pytest.raises(MarkDamaged, match=r"line 2, column \d+.*not what smoopt wrote"):
        pristine(Source(built))


@pytest.mark.parametrize(
    "body",
    ["<!--smoopt 0123abcd-->", "<!--smoopt 0123abcd--><!--smoopt 0123abcd--><!--/smoopt-->"],
)
def test_an_opening_mark_without_its_closing_one_is_damaged(body: str) -> None:
    with pytest.raises(MarkDamaged, match="no closing mark"):
        pristine(Source(PAGE.replace("text", body).encode()))


def test_a_lone_closing_mark_is_the_author_s_comment() -> None:
    data = PAGE.replace("text", "<!--/smoopt-->").encode()
    assert pristine(Source(data)) == data


def test_marks_stripped_by_a_minifier_leave_a_page_without_marks() -> None:
    built = insertion(PAGE, "<meta name=a>")
    stripped = re.sub(rb"<!--.*?-->", b"", built)
    assert pristine(Source(stripped)) == stripped


@pytest.mark.parametrize(
    ("where", "because"),
    [("tle>T", "in a tag"), ("T</title>", "in raw text"), ("l><head>", "in the doctype")],
)
def test_what_could_not_be_taken_out_again_is_never_put_in(where: str, because: str) -> None:
    with pytest.raises(PageError, match="could not be taken out again"):
        insertion(PAGE, "<meta name=a>", before=where)


@pytest.mark.parametrize("span", [Span(40, 20), Span(-7, -3), Span(20, 10_000)])
def test_a_span_that_is_none_is_refused(span: Span) -> None:
    with pytest.raises(PageError):
        marked(Source(PAGE.encode()), [Change(span, ("<meta name=a>",))])


def test_a_page_that_already_says_smoopt_mark_keeps_its_comments() -> None:
    text = PAGE.replace("text", "<!--smoopt-mark 0--><!--smoopt-mark- 1-->")
    assert pristine(Source(insertion(text, "<meta name=a>"))) == text.encode()


_SIGN = {"data-smoopt": "test"}
_WHOLE = (
    markup.meta("a", name="b"),
    markup.link("canonical", "https://example.org/"),
    markup.json_ld({"a": "</script><!--"}),
    markup.anchor("#a", {"title": "<!--", **_SIGN}, markup.text("<b>")),
    markup.element("li", _SIGN, markup.element("ul", {}, markup.element("li", {}))),
    markup.element(
        "nav", _SIGN, markup.element("svg", {}, markup.element("path", {})), markup.element("p", {})
    ),
    markup.element(
        "details",
        _SIGN,
        markup.element("summary", {}, markup.element("strong", {}, markup.element("bdi", {}))),
        markup.element("data", {"value": "<!--"}),
    ),
    Pattern(
        '<details data-smoopt="test"><summary>a</summary><p><textarea readonly="">&lt;/textarea>'
        '&lt;!--smoopt</textarea><br /><img src="a.png" alt="&lt;!--" /></p></details>',
        "test",
    ).fill(),
    Pattern('<textarea data-smoopt="test"></textarea>', "test").fill(),
    Pattern('<img data-smoopt="test" alt="" />', "test").fill(),
    Pattern('<br data-smoopt="test" />', "test").fill(),
)


def test_all_of_them_are_taken_for_whole() -> None:
    assert all(isinstance(each, markup.Markup) for each in _WHOLE)


# What older readers close or pass over where a text field is put.
_FORMS = (
    b"<!doctype html><select><style><!-- </style><button>b<option>c<textarea><!-- </select>",
    b"<!doctype html><table><select><tr><td><option>a<style>b</style></select></table><frameset>",
)


@settings(max_examples=2 * settings().max_examples)
@given(data=st.data(), source=strategies.pages() | st.sampled_from(_FORMS))
def test_whole_elements_between_tags_can_be_taken_out_wherever_they_are_put(
    data: st.DataObject, source: bytes
) -> None:
    page = with_places(source)
    assume(page.between)
    places = data.draw(st.lists(st.sampled_from(sorted(page.between)), min_size=1, max_size=6))
    chosen = st.sampled_from(_WHOLE)
    changes = [Change(Span(at, at), (data.draw(chosen),)) for at in sorted(set(places))]
    try:
        tried = marked(page.source, changes)  # says so where marks would be no comments
    except DeclarationMoved:
        with pytest.raises(DeclarationMoved):
            marked(page.source, changes, page.between, page.head_end)
    except PageError:
        # Only what bears no sign, and may stand in the body, cannot be taken out.
        assert any("data-smoopt" not in change.texts[0] for change in changes)
        with pytest.raises(PageError):
            marked(page.source, changes, page.between, page.head_end)
    else:
        assert marked(page.source, changes, page.between, page.head_end) == tried


@settings(max_examples=2 * settings().max_examples)
@given(data=st.data(), source=strategies.pages())
def test_what_is_put_in_place_of_tags_can_be_taken_out_wherever_they_are(
    data: st.DataObject, source: bytes
) -> None:
    page = with_places(source)
    found = page.document.select("meta, link, base, script, title, img, a")
    tags = sorted(span for each in found if (span := page.start_tag(each)) is not None)
    assume(tags)
    places = data.draw(st.lists(st.sampled_from(tags), min_size=1, max_size=4, unique=True))
    chosen = st.sampled_from(["", *_WHOLE])
    changes = [Change(span, (data.draw(chosen),)) for span in sorted(places)]
    try:
        tried = marked(page.source, changes)
    except PageError:
        with pytest.raises(PageError):
            marked(page.source, changes, page.between, page.head_end)
    else:
        assert marked(page.source, changes, page.between, page.head_end) == tried


@pytest.mark.parametrize(
    "text",
    [
        markup.element("textarea", {}),
        markup.element("a", {}, "<b>"),
        markup.start_tag("a", {}),
        f"{markup.meta('a', name='b')}<!--",
    ],
)
def test_only_what_is_whole_is_taken_for_it(text: str) -> None:
    assert not isinstance(text, markup.Markup)
