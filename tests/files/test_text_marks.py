"""Additions to text files can be taken out again, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from smoopt.files.text_marks import decoded, is_markable, marked, original, pristine
from smoopt.html.mark_pairs import checksum
from smoopt.model.errors import MarkDamaged, PageError

URLSET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
SITEMAP = f"{URLSET}\n<url><loc>https://e.org/é</loc></url>\n</urlset>\n".encode()
NEW = "<url><loc>https://e.org/new–</loc></url>"
PIECES = (
    *("User-agent: *", "\n", "\r\n", "# smoopt 0123abcd", "# /smoopt", "é", "\udcff", "\r", ""),
    *("# a comment", "Disallow: /x", "smoopt", "\n\n"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
XML_PIECES = (
    *("<a>", "</a>", "<a/>", "text", "<!-- c -->", "<![CDATA[ <b> ]]>", "<?pi <x> ?>", " \n", "é"),
    *("<!--smoopt 0123abcd-->", "<!--/smoopt-->", "&amp;", "<!--smoopt-markx 0-->"),
)
XML = st.lists(st.sampled_from(XML_PIECES), max_size=8).map(
    lambda parts: f"<r>{''.join(parts)}</r>"
)


def test_lines_are_added_between_marks() -> None:
    was = b"User-agent: *\nDisallow:\n"
    new = marked("robots.txt", was, [(len(was), "Sitemap: https://e.org/a.xml")])
    lines = new.decode().splitlines()
    assert lines[2].startswith("# smoopt ")
    assert lines[3:] == ["Sitemap: https://e.org/a.xml", "# /smoopt"]
    assert pristine("robots.txt", new) == was


def test_elements_are_added_between_marks() -> None:
    at = decoded(SITEMAP).index("</urlset>")
    new = marked("sitemap.xml", SITEMAP, [(at, NEW)])
    assert "https://e.org/new–" in etree.fromstring(new).itertext()
    assert pristine("sitemap.xml", new) == SITEMAP


@given(text=TEXTS, additions=st.lists(st.tuples(st.integers(0, 40), TEXTS), max_size=3))
def test_what_is_added_to_lines_comes_out_again(
    text: str, additions: list[tuple[int, str]]
) -> None:
    data = text.encode("utf-8", "surrogateescape")
    try:
        new = marked("robots.txt", data, additions)
    except PageError:
        return
    assert original("robots.txt", new) == data
    for _, addition in additions:
        lines = new.decode("utf-8", "surrogateescape").splitlines()
        assert {*addition.splitlines()} <= {*lines}


@given(text=XML, additions=st.lists(st.tuples(st.integers(0, 80), XML), max_size=3))
def test_what_is_added_to_xml_comes_out_again(text: str, additions: list[tuple[int, str]]) -> None:
    data = text.encode()
    try:
        new = marked("a/feed.XML", data, additions)
    except PageError:
        return
    assert original("a/feed.XML", new) == data
    etree.fromstring(new)


@pytest.mark.parametrize("ending", [b"", b"\n", b"\r\n"])
@pytest.mark.parametrize("lines", [[], [b"a"], [b"a", b"b"], [b"a", b"", b""]])
def test_any_end_of_a_file_comes_back(lines: list[bytes], ending: bytes) -> None:
    was = (ending or b"\n").join(lines) + (ending if lines else b"")
    new = marked("x/_headers", was, [(len(was), "/*\n  X-A: b\n"), (0, "# first")])
    assert b"\n  X-A: b" in new
    assert pristine("x/_headers", new) == was


@pytest.mark.parametrize(
    ("path", "data", "position", "text"),
    [
        ("robots.txt", b"one line\ntwo", 3, "x"),
        ("robots.txt", b"a\n", 2, "# /smoopt"),
        ("robots.txt", b"a\n", 9, "x"),
        ("robots.txt", b"a\n", -1, "x"),
        ("robots.txt", "a\n".encode("utf-16"), 0, "x"),
        ("notes.txt", b"a\n", 0, "x"),
        ("a.xml", b"<r>text</r>", 5, "<x/>"),
        ("a.xml", b"<r></r>", 3, "<x>"),
        ("a.xml", b"<r></r>", 3, "a & b"),
        ("a.xml", b"<r></r>", 7, "<x/>"),
        ("a.xml", b"<r></r>", 0, "<x/>"),
        ("a.xml", b"<r><![CDATA[<a><b>]]></r>", 15, "<x/>"),
        ("a.xml", b"<r><?pi <a><b>?></r>", 11, "<x/>"),
        ("a.xml", b"<r><a></r>", 3, "<x/>"),
        ("a.xml", "<r></r>".encode("utf-16"), 0, "<x/>"),
        ("a.xml", b"<r></r>", 3, "<!--/smoopt--><x/>"),
    ],
)
def test_what_could_not_be_taken_out_or_would_spoil_the_file_is_refused(
    path: str, data: bytes, position: int, text: str
) -> None:
    with pytest.raises(PageError):
        marked(path, data, [(position, text)])


@pytest.mark.parametrize(
    ("path", "was", "at", "text"),
    [
        ("robots.txt", b"a\nb", 3, "added\nmore"),
        ("a.xml", b"<r><a/></r>", 3, "<added>more</added>"),
    ],
)
def test_damage_is_noticed_and_nothing_is_taken_out(
    path: str, was: bytes, at: int, text: str
) -> None:
    new = marked(path, was, [(at, text)])
    closing = new[new.rindex(b"# /" if path == "robots.txt" else b"<!--/") :]
    for damaged in (
        new.replace(b"more", b"mine"),
        new.replace(closing, b""),
        new.replace(b"smoopt ", b"smoopt 00000000-->x<!--smoopt ")
        if path == "a.xml"
        else new.replace(b"# smoopt", b"# smoopt 00000000\n# smoopt"),
    ):
        with pytest.raises(MarkDamaged):
            pristine(path, damaged)
        assert original(path, damaged) is None


def test_what_only_looks_like_a_mark_is_the_authors() -> None:
    was = b"<r><![CDATA[<!--smoopt 0123abcd-->x<!--/smoopt-->]]><a/></r>"
    assert pristine("a.xml", was) == was
    new = marked("a.xml", was, [(len(was) - 4, "<b/>")])
    assert pristine("a.xml", new) == was


@pytest.mark.parametrize("path", ["a/page.html", "style.css", "feed.json", "a.xml.gz"])
def test_other_files_have_no_marks(path: str) -> None:
    assert not is_markable(path)
    assert pristine(path, b"# smoopt 00000000\n") == b"# smoopt 00000000\n"


def forged(text: str) -> str:
    """Put a text between marks, as somebody could who writes comments."""
    return f"<!--smoopt {checksum(b'', text.encode())}-->{text}<!--/smoopt-->"


ENTRY = '<entry><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{}</div></content></entry>'


@pytest.mark.parametrize(
    "between",
    ["what another guest wrote", "</div></content></entry><entry><content><div>another's"],
)
def test_comments_in_a_feed_take_nothing_out(between: str) -> None:
    feed = '<feed xmlns="http://www.w3.org/2005/Atom">' + ENTRY + "</feed>"
    data = feed.format(f"one {forged(between)} two").encode()
    assert pristine("feed.xml", data) == data
    added = marked("feed.xml", data, [(feed.index("<entry>"), "<id>x</id>")])
    assert pristine("feed.xml", added) == data
    with pytest.raises(PageError, match="could not be taken out again"):
        marked("feed.xml", data, [(data.index(b"<content"), "<b/>")])


def test_what_stands_beside_the_items_of_a_channel_is_taken_out() -> None:
    data = b"<rss><channel><title>T</title></channel></rss>"
    new = marked("feed.xml", data, [(data.index(b"</channel>"), "<item/>")])
    assert b"<item/>" in new
    assert pristine("feed.xml", new) == data


def test_an_addition_has_the_encoding_of_its_file() -> None:
    cdata = "<item><![CDATA[Caf\u00e9]]></item>"
    assert "Caf\u00e9".encode() in marked("a.xml", b"<rss></rss>", [(5, cdata)])
    latin = '<?xml version="1.0" encoding="iso-8859-1"?><rss></rss>'
    at = latin.index("</rss>")
    assert b"Caf\xe9" in marked("a.xml", latin.encode(), [(at, cdata)])
    assert b"&#8211;" in marked("a.xml", latin.encode(), [(at, "<i>\u2013</i>")])
    with pytest.raises(PageError, match="lacks a character"):
        marked("a.xml", latin.encode(), [(at, "<i><![CDATA[\u2013]]></i>")])


def test_a_line_ends_where_readers_of_the_file_end_it() -> None:
    title = "# Feed of Good\u2028Disallow: /\x0b\x85"
    new = marked("robots.txt", b"User-agent: *\n", [(0, title)])
    assert f"\n{title}\n".encode() in new


def test_half_a_character_is_refused() -> None:
    with pytest.raises(PageError, match="half of a character"):
        marked("robots.txt", b"", [(0, "Disallow: /\ud800")])


def test_a_byte_order_mark_stays_the_first_bytes() -> None:
    data = b"\xef\xbb\xbfUser-agent: *\n"
    new = marked("robots.txt", data, [(0, "# added")])
    assert new.startswith(b"\xef\xbb\xbf# smoopt ")
    assert pristine("robots.txt", new) == data
