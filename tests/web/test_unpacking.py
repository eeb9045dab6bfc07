"""Bodies are unpacked up to a limit, and what cannot be is said."""

import gzip
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.web.unpacking import UNPACKED, Unpacked, unpacked

TEXT = b"<!doctype html>" * 500
PACKED = {
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT),
    "deflate": zlib.compress(TEXT),
    " Deflate": zlib.compress(TEXT, wbits=-15),  # as many servers have it
    "br": brotli.compress(TEXT),
    "identity": TEXT,
    "": TEXT,
}


@pytest.mark.parametrize("coding", PACKED)
def test_what_was_packed_comes_out(coding: str) -> None:
    assert unpacked(PACKED[coding], coding, 10_000, is_whole=True) == Unpacked(TEXT)
    some = unpacked(PACKED[coding], coding, 100, is_whole=True)
    assert some == Unpacked(TEXT[:100], is_cut=True)


@pytest.mark.parametrize("coding", UNPACKED)
def test_what_breaks_off_is_said_to(coding: str) -> None:
    half = PACKED[coding][:-6]
    assert unpacked(half, coding, 10_000, is_whole=True).fault == f"its {coding} breaks off"
    assert unpacked(half, coding, 10_000, is_whole=False).fault == ""


@pytest.mark.parametrize("coding", ["zstd", "gzip, br", "x"])
def test_what_nobody_asked_for_is_named(coding: str) -> None:
    assert unpacked(TEXT, coding, 100, is_whole=True).fault == f"Content-Encoding: {coding}"


@pytest.mark.parametrize("coding", UNPACKED)
def test_a_bomb_does_not_go_off(coding: str) -> None:
    zeros = bytes(20_000_000)
    bombs = {
        "gzip": lambda: gzip.compress(zeros, 1),
        "deflate": lambda: zlib.compress(zeros, 1),
        "br": lambda: brotli.compress(zeros, quality=1),
    }
    found = unpacked(bombs[coding](), coding, 1000, is_whole=True)
    assert len(found.body) == 1000
    assert found.is_cut


@given(st.binary(max_size=300), st.sampled_from([*PACKED, "zstd"]), st.booleans())
def test_no_bytes_are_too_odd(data: bytes, coding: str, is_whole: bool) -> None:
    assert len(unpacked(data, coding, 50, is_whole=is_whole).body) <= 50
