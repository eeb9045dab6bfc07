"""Bytes to text and back: encodings, positions, additions."""

import codecs
from encodings.aliases import aliases

import pytest
import webencodings
from hypothesis import given
from hypothesis import strategies as st

from smoopt.html.page import Page
from smoopt.html.source_text import Source, splice
from smoopt.model.errors import PageError
from tests.support import strategies


@pytest.mark.parametrize(
    ("data", "codec", "declared"),
    [
        (b"<meta charset=utf-8>", "utf-8", True),
        (b"<meta charset='Windows-1252'>", "cp1252", True),
        (b"<meta charset=iso-8859-1>", "cp1252", True),
        (b"<meta charset=us-ascii>", "cp1252", True),
        (b"<meta charset=gbk>", "gb18030", True),
        (b"<meta charset=gb2312>", "gb18030", True),
        (b"<meta charset=sjis>", "cp932", True),
        (b"<meta charset=big5>", "big5hkscs", True),
        (b"<meta charset=euc-kr>", "cp949", True),
        (b"<meta charset=utf-16>", "utf-8", True),
        (b'<meta http-equiv=content-type content="text/html; charset=koi8-r">', "koi8-r", True),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><html/>', "cp1252", True),
        (b"<p>plain", "utf-8", False),
        ("<p>ü".encode(), "utf-8", False),
        (b"<p>\xfc", "cp1252", False),
        (b" " * 1100 + b"<meta charset=koi8-r>\xfc", "cp1252", False),
        (codecs.BOM_UTF8 + b"<meta charset=koi8-r>", "utf-8", True),
        (codecs.BOM_UTF16_LE + "<p>ü".encode("utf-16-le"), "utf-16-le", True),
        (codecs.BOM_UTF16_BE + "<p>ü".encode("utf-16-be"), "utf-16-be", True),
    ],
)
def test_the_encoding_is_found_as_browsers_find_it(data: bytes, codec: str, declared: bool) -> None:
    source = Source(data)
    assert (source.codec, source.declared) == (codec, declared)


@pytest.mark.parametrize("label", [*aliases, "idna", "undefined", "punycode", "unicode_escape"])
def test_only_labels_of_the_standard_declare_an_encoding(label: str) -> None:
    """As webencodings knows them; Python's codecs have more names, and `zlib` is one."""
    standard = webencodings.lookup(label)
    is_label = standard is not None and standard.name != "replacement"
    for written in (f"<meta charset={label}>", f"<?xml version='1.0' encoding='{label}'?>"):
        source = Source(written.encode() + b"<p>\xfc\x80\xff")
        assert source.declared == is_label
        assert is_label or source.codec == "cp1252"
        assert source.byte_offsets([0, len(source.text)]) == [0, len(source.data)]


def test_a_byte_order_mark_is_no_text() -> None:
    assert Source(codecs.BOM_UTF8 + b"<p>").text == "<p>"


def test_text_that_no_codec_can_read_is_a_page_error() -> None:
    with pytest.raises(PageError, match="cannot be read as utf-16-le"):
        Source(codecs.BOM_UTF16_LE + b"a\0\0\xd8")


@given(data=strategies.pages())
def test_every_byte_has_a_place(data: bytes) -> None:
    try:
        source = Source(data)
    except PageError:
        return
    everything = list(range(len(source.text) + 1))
    offsets = source.byte_offsets(everything)
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(data)
    assert splice(data, ((at, at, b"") for at in source.byte_offsets(everything))) == data


@given(data=strategies.pages())
def test_the_byte_of_an_ascii_character_is_that_character(data: bytes) -> None:
    try:
        source = Source(data)
    except PageError:
        return
    if source.codec.startswith(("utf-16", "iso2022")):
        return
    marks = [at for at, sign in enumerate(source.text) if sign in "<>"]
    offsets = source.byte_offsets(marks)
    assert [data[at : at + 1] for at in offsets] == [source.text[at].encode() for at in marks]


@given(data=strategies.pages())
def test_every_tag_the_parser_reports_begins_and_ends_where_it_says(data: bytes) -> None:
    try:
        page = Page("a.html", data)
    except PageError:
        return
    for element in page.document.iter_elements():
        for span, begin in ((page.start_tag(element), "<"), (page.end_tag(element), "</")):
            if span is not None:
                tag = page.text[slice(*span)]
                assert tag.startswith(begin)
                assert tag.endswith(">")


def test_positions_after_crlf_are_those_of_the_text() -> None:
    page = Page("a.html", b"<!doctype html>\r\n\r\r\n<p\r\n>\r\n<b>x</b>")
    bold = page.document.find("b")
    assert bold is not None
    span = page.start_tag(bold)
    assert span is not None
    assert page.text[slice(*span)] == "<b>"


@pytest.mark.parametrize(
    ("page", "added", "written"),
    [
        (b"<meta charset=utf-8>", "ü日", "ü日".encode()),
        (b"<meta charset=iso-8859-1>", "ü日", b"\xfc&#26085;"),
        (b"<meta charset=shift_jis>", "ü日", "&#252;日".encode("cp932")),
        (b"undeclared", "ü日", b"&#252;&#26085;"),
        (codecs.BOM_UTF16_LE + b"a\0", "ü", b"\xfc\0"),
    ],
)
def test_an_addition_is_written_in_the_encoding_of_the_page(
    page: bytes, added: str, written: bytes
) -> None:
    assert Source(page).encode(added) == written


@pytest.mark.parametrize("raw", [b"\xff", b"\x81", b"\xc2\x80", "é".encode()])
@pytest.mark.parametrize("declared", [b"<meta charset=utf-8>", b"", b"<meta charset=koi8-r>"])
def test_what_the_author_wrote_goes_back_as_the_bytes_it_was(declared: bytes, raw: bytes) -> None:
    source = Source(declared + b"<p title='" + raw + b"' data-smoopt-x>")
    kept = source.text[len(declared) :]
    assert source.encode(kept, kept) == source.data[len(declared) :]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_page_s_own_line_ending_is_found(newline: str) -> None:
    assert Source(f"<!doctype html>{newline}<p>\n".encode()).newline == newline


def test_a_page_of_one_line_has_no_line_ending() -> None:
    assert Source(b"<!doctype html><p>").newline == ""


@given(st.lists(st.sampled_from(["a", "é", "\r", "\n", "\r\n", "🎉"])))
def test_line_and_column_count_every_kind_of_line_ending(parts: list[str]) -> None:
    text = "".join([*parts, "x"])
    before = text[:-1].replace("\r\n", "\n").replace("\r", "\n")
    expected = (before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    source = Source(text.encode())
    assert source.line_column(len(source.text) - 1) == expected
