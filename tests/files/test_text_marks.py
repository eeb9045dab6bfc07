"""Additions to text files can be taken out again, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from smoopt.files.text_marks import decoded, is_markable, marked, original, pristine
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
