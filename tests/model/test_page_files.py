"""Pages that smoopt adds are known by their first bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.model.edits import File
from smoopt.model.page_files import has_page_suffix, is_signed, signed


@given(content=st.binary(max_size=60), more=st.binary(min_size=1, max_size=5))
def test_a_signed_page_is_known_until_anything_changes(content: bytes, more: bytes) -> None:
    data = signed(content)
    assert is_signed(data)
    assert data.endswith(content)
    assert not is_signed(data + more)
    assert not is_signed(more + data)


def test_the_signature_counts_as_the_first_bytes_only() -> None:
    assert not is_signed(b"<p>" + signed(b"x"))
    assert not is_signed(b"")
    assert not is_signed(b"<!--smoopt 00000000 added-->x")


@pytest.mark.parametrize("path", ["a.html", "a/B.HTM", "c.xhtml"])
def test_a_page_at_a_fixed_address_is_signed(path: str) -> None:
    assert has_page_suffix(path)
    assert File.at(path, b"x") == File(path, signed(b"x"), fixed=True)


def test_any_other_file_is_as_given() -> None:
    assert File.at("feed.json", b"{}") == File("feed.json", b"{}", fixed=True)


@pytest.mark.parametrize("begins", [b"\xef\xbb\xbf", b"\xff\xfe", b"<?xml version='1.0'?>"])
def test_a_page_before_which_no_comment_can_stand_is_refused(begins: bytes) -> None:
    with pytest.raises(ValueError, match="must begin with its doctype"):
        File.at("a.html", begins + b"<!doctype html>")
    assert File.at("a.xml", begins).content == begins
