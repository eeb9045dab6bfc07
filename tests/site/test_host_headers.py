"""Headers that the host sends, as far as they are policies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.html.page import Page
from smoopt.site.host_headers import FILE_NAME, read_rules, sent
from tests.support.sites import URL, MakeSite

TEXT = """# for all
/*
  X-Frame-Options: DENY
  content-security-policy: img-src 'self' https://a.example; font-src *

/blog/:slug
  Content-Security-Policy: img-src https://a.example, style-src 'self'
  Content-Security-Policy: script-src 'none'
/free/*
  ! Content-Security-Policy
https://example.org/here
  Content-Security-Policy: connect-src 'none'
https://other.example/*
  Content-Security-Policy: media-src 'none'
/caf%C3%A9.html
  Content-Security-Policy-Report-Only: default-src 'none'
"""
ALL = "img-src 'self' https://a.example; font-src *"
BLOG = ("img-src https://a.example, style-src 'self'", "script-src 'none'")
NAME = "content-security-policy"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("", (ALL,)),
        ("a/b.html", (ALL,)),
        ("blog/one", (ALL, *BLOG)),
        ("blog/one/", (ALL, *BLOG)),
        ("blog/one/two", (ALL,)),
        ("blog", (ALL,)),
        ("free/a", ()),
        ("here", (ALL, "connect-src 'none'")),
        ("café.html", (ALL,)),
    ],
)
def test_all_rules_for_a_path_count(place: str, expected: tuple[str, ...]) -> None:
    assert sent(read_rules(TEXT), NAME, "example.org", place) == expected


def test_paths_are_compared_unescaped() -> None:
    report = "content-security-policy-report-only"
    assert sent(read_rules(TEXT), report, "", "café.html") == ("default-src 'none'",)


def test_a_page_has_the_policies_of_its_public_address(make_site: MakeSite) -> None:
    pages = {"index.html": "", "blog/one/index.html": "", "free/a.html": ""}
    site = make_site({**pages, FILE_NAME: TEXT}, url=URL)
    blog = site.policy(Page("blog/one/index.html", b"<p>"))
    assert not blog.allows("img-src", "p.png")
    assert blog.allows("img-src", "https://a.example/p.png")
    assert not blog.allows("script-src", "s.js")
    home = site.policy(Page("index.html", b"<p>"))
    assert home.allows("img-src", "p.png")
    assert home.allows("script-src", "s.js")


def test_what_was_asked_is_remembered_and_asked_again(make_site: MakeSite) -> None:
    site = make_site({"a.html": "", FILE_NAME: TEXT}, url=URL)
    site.dependencies()
    site.policy(Page("a.html", b"<p>"))
    asked = site.dependencies()
    (site.root / FILE_NAME).write_text(TEXT.replace("/blog/:slug", "/blog/:name"))
    site.refresh({FILE_NAME})
    assert site.still_answers(asked)
    (site.root / FILE_NAME).write_text(TEXT.replace("font-src *", "font-src 'none'"))
    site.refresh({FILE_NAME})
    assert not site.still_answers(asked)
    (site.root / FILE_NAME).unlink()
    site.refresh({FILE_NAME})
    assert site.policy(Page("a.html", b"<p>")).policies == ()


@given(st.text(), st.text())
def test_no_text_makes_it_raise(text: str, place: str) -> None:
    assert isinstance(sent(read_rules(f"/*\n{text}"), NAME, "", place), tuple)
