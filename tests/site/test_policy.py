"""What a page may load and run by its Content-Security-Policy."""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256, sha512

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.html.page import Page
from smoopt.site.policy import Policy, parsed
from tests.support.sites import MakeSite

URL = "https://example.org/docs/"
OTHER = "https://a.example/x"
SCRIPT = "alert('é?>')"
SHA256 = f"'sha256-{b64encode(sha256(SCRIPT.encode()).digest()).decode()}'"
SHA512 = f"'SHA512-{urlsafe_b64encode(sha512(SCRIPT.encode()).digest()).decode()}'"

Ask = Callable[..., Policy]


def page(*policies: str, path: str = "a.html", base: str = "") -> Page:
    metas = "".join(f'<meta http-equiv="Content-Security-Policy" content="{p}">' for p in policies)
    based = f'<base href="{base}">' if base else ""
    return Page(path, f"<!doctype html><head>{based}{metas}</head>".encode())


@pytest.fixture
def policy(make_site: MakeSite) -> Ask:
    """Give the policy of a page of a site with an address, from the content of its metas."""
    site = make_site({"a.html": ""}, url=URL)

    def ask(*policies: str, base: str = "") -> Policy:
        return site.policy(page(*policies, base=base))

    return ask


def test_a_page_without_a_policy_may_do_all(policy: Ask) -> None:
    assert policy().allows("img-src", OTHER)
    assert policy().allows("form-action", OTHER)
    assert policy().allows_inline("script-src", SCRIPT)


@pytest.mark.parametrize(
    ("text", "directive", "reference", "expected"),
    [
        ("img-src 'self'", "img-src", "p.png", True),
        ("img-src 'self'", "img-src", " /p.png ", True),
        ("img-src 'self'", "img-src", OTHER, False),
        ("img-src", "img-src", "p.png", False),
        ("img-src 'none'", "img-src", "p.png", False),
        ("img-src 'none' a.example", "img-src", OTHER, True),
        ("IMG-SRC a.example; img-src b.example", "img-src", OTHER, True),
        ("default-src 'self'", "img-src", OTHER, False),
        ("default-src 'self'; img-src *", "img-src", OTHER, True),
        ("default-src 'self'; img-src *", "font-src", OTHER, False),
        ("default-src 'none'", "form-action", OTHER, True),
        ("form-action 'self'", "form-action", OTHER, False),
        ("default-src 'none'", "base-uri", OTHER, True),
        ("child-src 'self'", "frame-src", OTHER, False),
        ("script-src 'self'", "worker-src", OTHER, False),
        ("script-src 'self'; child-src *", "worker-src", OTHER, True),
        ("script-src 'self'; script-src-elem a.example", "script-src", OTHER, True),
        ("script-src a.example; script-src-elem 'self'", "script-src", OTHER, False),
        ("style-src-elem 'self'", "style-src", OTHER, False),
        ("script-src a.example 'strict-dynamic'", "script-src", OTHER, False),
        ("img-src https:", "img-src", "http://a.example/x", False),
        ("img-src https:; upgrade-insecure-requests", "img-src", "http://a.example/x", True),
        ("img-src *", "img-src", "http://[bad", False),
        ("img-src 'self', a.example", "img-src", OTHER, True),
        (" ;; ", "img-src", OTHER, True),
    ],
)
def test_an_address_is_allowed_by_the_directive_that_holds_for_it(
    text: str, directive: str, reference: str, expected: bool, policy: Ask
) -> None:
    assert policy(text).allows(directive, reference) is expected


@pytest.mark.parametrize(
    ("text", "directive", "expected"),
    [
        ("script-src 'self'", "script-src", False),
        ("script-src 'self' 'unsafe-inline'", "script-src", True),
        ("script-src 'self' 'UNSAFE-inline'", "script-src-attr", True),
        ("default-src 'self' 'unsafe-inline'", "style-src", True),
        ("default-src 'unsafe-inline'; style-src 'self'", "style-src", False),
        ("img-src 'none'", "style-src", True),
        ("script-src 'unsafe-inline' 'nonce-abc'", "script-src", False),
        ("script-src 'unsafe-inline' 'strict-dynamic'", "script-src", False),
        ("style-src 'unsafe-inline' 'strict-dynamic'", "style-src", True),
        ("script-src 'unsafe-inline' 'sha256-abcd'", "script-src", False),
        (f"script-src {SHA256}", "script-src", True),
        (f"script-src {SHA512}", "script-src", True),
        (f"style-src {SHA512}", "style-src-attr", False),
        (f"style-src {SHA512} 'unsafe-hashes'", "style-src-attr", True),
        ("style-src 'self'; style-src-attr 'unsafe-inline'", "style-src-attr", True),
        ("style-src 'self'; style-src-attr 'unsafe-inline'", "style-src", False),
    ],
)
def test_what_stands_in_the_page_needs_leave_or_its_digest(
    text: str, directive: str, expected: bool, policy: Ask
) -> None:
    assert policy(text).allows_inline(directive, SCRIPT) is expected


def test_every_policy_must_allow_it(policy: Ask) -> None:
    both = policy("img-src 'self' a.example", "img-src a.example")
    assert both.allows("img-src", OTHER)
    assert not both.allows("img-src", "p.png")


def test_references_are_read_against_the_base_and_self_is_the_site(policy: Ask) -> None:
    based = policy("img-src 'self'", base="https://cdn.example/")
    assert not based.allows("img-src", "p.png")
    assert based.allows("img-src", f"{URL}p.png")
    assert policy("img-src 'self'", base="http://[").allows("img-src", "p.png")


def test_without_a_known_address_what_is_relative_is_the_site_s_own(make_site: MakeSite) -> None:
    found = make_site({"a.html": ""}).policy(page("img-src 'self'"))
    assert found.allows("img-src", "p.png")
    assert not found.allows("img-src", f"{URL}p.png")


def test_only_a_meta_that_is_one_by_http_equiv_counts(make_site: MakeSite) -> None:
    html = b"<head><meta name=Content-Security-Policy content=\"default-src 'none'\"></head>"
    assert make_site({"a.html": ""}).policy(Page("a.html", html)).allows("img-src", OTHER)


def test_a_directive_that_does_not_exist_is_the_caller_s_mistake(policy: Ask) -> None:
    with pytest.raises(ValueError, match=r"'image-src' is no such directive; expected one of"):
        policy().allows("image-src", OTHER)
    with pytest.raises(ValueError, match="'img-src' is no such directive"):
        policy().allows_inline("img-src", "x")


@given(st.text(), st.text(), st.text())
def test_nothing_that_is_written_makes_it_raise(text: str, reference: str, content: str) -> None:
    found = Policy((parsed(text), parsed(f"default-src {text}")), URL, URL)
    assert found.allows("img-src", reference) in {True, False}
    assert found.allows_inline("style-src", content) in {True, False}
