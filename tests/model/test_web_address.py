"""Addresses taken apart: what is none is said to be none, and nothing raises."""

from unicodedata import category
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smoopt.model.web_address import (
    are_equal,
    host_of,
    is_encoded,
    is_of_the_web,
    joined,
    normal,
    parts_of,
    path_of,
    with_letters,
)
from tests.support.hostile_values import ADDRESSES, VALUES

PIECES = ("https:", "http:", "//", "/", "[", "]", "::1", ":", "99999999", "80", "@", " ", "a", "\\")
ANY = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.sampled_from(VALUES)


@given(ANY | st.text(st.characters(codec=None)), ANY)
@example("http://[::1", "https://x:99999999/")
def test_nothing_raises_and_all_parts_may_be_read(url: str, reference: str) -> None:
    whole = joined(url, reference)
    for each in filter(None, (parts_of(url), parts_of(whole or ""))):
        assert each.port is None or 0 <= each.port <= 65535
        assert each.hostname is None or " " not in each.hostname
    assert whole is None or parts_of(whole) is not None
    assert is_of_the_web(url) <= (parts_of(url) is not None)
    assert path_of(url) == getattr(parts_of(url), "path", "")


@pytest.mark.parametrize(
    "url",
    [
        *("https://{{ site.url }}/", "https://x:99999999/", "https://x:port/", "http://[::1"),
        *("http://a\u2100b/", "https://a b/", "https://a<b>/"),
    ],
)
def test_what_a_browser_could_not_read_is_no_address(url: str) -> None:
    assert parts_of(url) is None
    assert not is_of_the_web(url)


@pytest.mark.parametrize("url", ["https://e.org:8080/a?b#c", "http://[::1]:80/", "../a b", ""])
def test_an_address_has_the_parts_that_the_library_gives(url: str) -> None:
    assert parts_of(url) == urlsplit(url)
    assert url not in ADDRESSES


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("https://e.org/a/b.html", "https://e.org/a/b.html"),
        ("HTTPS://E.org", "https://e.org/"),
        (" https://e.org:443/a\n", "https://e.org/a"),
        ("http://e.org:80/", "http://e.org/"),
        ("http://e.org:443/", "http://e.org:443/"),
        ("https://e.org./", "https://e.org/"),
        ("https://[::1]:443/", "https://[::1]/"),
        ("https://me@e.org/", "https://me@e.org/"),
        ("https://m\u00fchle.example/\u00fc/", "https://xn--mhle-0ra.example/%C3%BC/"),
        ("https://fa\u00df.example/", "https://xn--fa-hia.example/"),
        ("https://e.org/%7ea/%2d/%c3%bc/%2f/a%zz", "https://e.org/~a/-/%C3%BC/%2F/a%25zz"),
        ("https://e.org/a b|c", "https://e.org/a%20b%7Cc"),
        ("https://e.org/x/../a/./b/..", "https://e.org/a/"),
        ("https://e.org/../..", "https://e.org/"),
        ("https://e.org/a?utm_source=x&b=1&fbclid=y#c", "https://e.org/a?b=1"),
        ("https://e.org/a?utm_source=x", "https://e.org/a"),
        ("https://e.org/#!/route", "https://e.org/#!/route"),
        # A path of another host may hold an address.
        ("https://e.org/web/https://f.org/", "https://e.org/web/https://f.org/"),
        ("/a/../b", "/a/../b"),
        ("mailto:Me@E.org", "mailto:Me@E.org"),
        ("http://[bad", "http://[bad"),
    ],
)
def test_an_address_has_one_form(url: str, form: str) -> None:
    assert normal(url) == form


@given(ANY | st.text(st.characters(codec=None)))
def test_the_one_form_is_written_once_and_for_all(url: str) -> None:
    form = normal(url)
    assert normal(form) == form
    if is_of_the_web(url):
        assert is_of_the_web(form)
        assert "://" in form
        assert host_of(form) == host_of(url)
        assert is_encoded(form.partition(host_of(url))[2])


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("https://e.org/%c3%bc", "https://e.org/\u00fc", True),
        ("https://e.org/a%2db?%2f", "https://E.org/a-b?/", True),
        ("https://e.org/a%20b", "https://e.org/a b", False),
        ("https://e.org", "https://e.org/", True),
        ("https://e.org/a", "https://e.org/a/", False),
        ("https://e.org/a", "http://e.org/a", False),
        ("https://e.org/A", "https://e.org/a", False),
        ("https://e.org/a#b", "https://e.org/a", False),
        ("http://[bad", "http://[bad", True),
        ("http://[bad", "https://e.org/", False),
    ],
)
def test_equal_addresses_differ_in_what_no_reader_heeds(one: str, other: str, equal: bool) -> None:
    assert are_equal(one, other) is equal
    assert are_equal(other, one) is equal


@given(st.text(st.characters(codec="utf-8")))
@example("ماء أولًا, 100%")
def test_what_keeps_its_letters_is_read_back(value: str) -> None:
    written = with_letters(value, "/:")
    assert unquote(written) == value
    assert all(
        sign.isalnum() or category(sign).startswith("M") or sign in "_.~-/:%" for sign in written
    )


def test_vowels_stay_with_their_letters() -> None:
    assert with_letters("أولًا हिन्दी") == "أولًا%20हिन्दी"


STEPS = st.lists(st.sampled_from(["..", "a", "b.html", "~c", "-d", "e..f", ".", ".g"]), max_size=5)


@given(
    st.lists(st.sampled_from(["a", "b.html", "c..d"]), max_size=4).map("/".join),
    st.tuples(STEPS.map("/".join), st.sampled_from(["", "/", "#", "#x", "/#x", "#x#y", "?q"])),
)
def test_plain_references_are_read_as_the_library_reads_them(
    path: str, reference: tuple[str, str]
) -> None:
    base = f"https://e.example/{path}"
    assert joined(base, "".join(reference)) == urljoin(base, "".join(reference))
