"""What a Content-Security-Policy says of addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.site.source_expressions import matches

HERE = "https://example.org/docs/"


@pytest.mark.parametrize(
    ("source", "url", "expected"),
    [
        ("*", "https://a.example/x", True),
        ("*", "data:,x", False),
        ("data:", "data:,x", True),
        ("DATA:", "data:,x", True),
        ("https:", "https://a.example:8443/x", True),
        ("https:", "http://a.example/x", False),
        ("http:", "https://a.example/x", True),
        ("wss:", "https://a.example/x", True),
        ("'self'", "https://example.org/x", True),
        ("'SELF'", "https://EXAMPLE.org:443/x", True),
        ("'self'", "wss://example.org/x", True),
        ("'self'", "http://example.org/x", False),
        ("'self'", "https://example.org:8443/x", False),
        ("'self'", "https://www.example.org/x", False),
        ("'self'", "data:,x", False),
        ("'none'", "https://example.org/x", False),
        ("'unsafe-inline'", "https://example.org/x", False),
        ("a.example", "https://A.example/x", True),
        ("a.example", "http://a.example/x", False),
        ("http://a.example", "https://a.example/x", True),
        ("https://a.example", "http://a.example/x", False),
        ("a.example", "https://b.a.example/x", False),
        ("*.a.example", "https://c.b.a.example/x", True),
        ("*.a.example", "https://a.example/x", False),
        ("https://*", "https://a.example/x", True),
        ("a.example", "https://a.example:8443/x", False),
        ("a.example:8443", "https://a.example:8443/x", True),
        ("a.example:443", "https://a.example/x", True),
        ("a.example:*", "https://a.example:8443/x", True),
        ("a.example/p/", "https://a.example/p/q/r.png", True),
        ("a.example/p/", "https://a.example/p", False),
        ("a.example/p", "https://a.example/p?q#f", True),
        ("a.example/p", "https://a.example/p/q", False),
        ("a.example/", "https://a.example", True),
        ("a.example/p%2Fq", "https://a.example/p/q", False),
        ("a.example/caf%C3%A9", "https://a.example/café", True),
        ("xn--caf-dma.example", "https://café.example/x", True),
        ("192.0.2.1", "https://192.0.2.1/x", False),
        ("127.0.0.1", "https://127.0.0.1/x", True),
        ("a.example", "mailto:a@a.example", False),
        ("https://", "https://a.example/x", False),
    ],
)
def test_an_address_is_among_those_listed_or_not(source: str, url: str, expected: bool) -> None:
    assert matches(url, [source], HERE) is expected


@pytest.mark.parametrize(
    "url", ["http://example.org/x", "https://example.org/", "ws://example.org/"]
)
def test_a_site_without_encryption_takes_its_own_with_it(url: str) -> None:
    assert matches(url, ["'self'"], "http://example.org/")


def test_one_of_several_is_enough_and_none_is_not() -> None:
    assert matches("https://b.example/", ["a.example", "b.example"], HERE)
    assert not matches("https://b.example/", [], HERE)


@given(st.text(), st.sampled_from(["https://a.example/é", "data:,", "x", "//a", ""]))
def test_no_expression_makes_it_raise(source: str, url: str) -> None:
    assert matches(url, [source], HERE) in {True, False}
