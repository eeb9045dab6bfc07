"""Addresses taken apart: what is none is said to be none, and nothing raises."""

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smoopt.model.web_address import is_of_the_web, joined, parts_of, path_of
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
