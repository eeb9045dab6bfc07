"""One judgement of a tag's value, for those who mend and for the audit."""

import pytest

from smoopt.builtin.tags.rules.picture_tags import (
    OG_IMAGE,
    X_IMAGE,
    X_IMAGE_WRONG,
    picture_fault,
)
from smoopt.html.page import Page
from smoopt.site.site import Site


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://example.org/docs/wide.png", ""),
        ("https://elsewhere.example/x.png", ""),
        ("wide.png", "it is not an absolute address"),
        ("/docs/wide.png", "it is not an absolute address"),
        ("missing.png", "it is not an absolute address"),
        ("https://example.org/docs/gone.png", "the site has no file gone.png"),
        ("http://localhost:4000/wide.png", "nobody else can reach this computer"),
        ("http://127.0.0.1/wide.png", "nobody else can reach this computer"),
        ("http://[bad/x.png", "it is no address of http or https with a host"),
        ("ftp://elsewhere.example/x.png", "it is no address of http or https with a host"),
        ("https://example.org/docs/wide.png?v=2", ""),
        ("https://EXAMPLE.org/docs/wide.png", ""),
        ("http://example.org/docs/wide.png", "the site is reached by https"),
        ("https://www.example.org/docs/wide.png", "www.example.org is not a host of a published"),
        ("https://pr-7--lab.netlify.app/docs/wide.png", "pr-7--lab.netlify.app is not a host of a"),
        ("https://lab.pages.dev/wide.png", "lab.pages.dev is not a host of a published site"),
        ("https://lab.pages.dev/other.png", ""),
        ("https://undefined/other.png", "undefined is not a host of a published site"),
        ("https://elsewhere.example/ü.png", "it has blanks or letters that need an escape"),
        ("https://example.org/docs//wide.png", "its address is https://example.org/docs/wide.png"),
        (
            "https://example.org/docs/./x/../wide.png",
            "its address is https://example.org/docs/wide",
        ),
        ("https://example.org/wide.png", "its address is https://example.org/docs/wide.png"),
        ("https://example.org/other.png", ""),
        ("https://example.orgdocs/wide.png", "example.orgdocs is not a host of a published site"),
        ("https://elsewhere.example/a b.png", "it has blanks or letters that need an escape"),
    ],
)
def test_a_picture_must_be_absolute_there_and_reachable(url: str, fault: str, lab: Site) -> None:
    page = Page("a.html", b"<!doctype html>")
    found = picture_fault(page, lab, url, OG_IMAGE)
    assert (found.message if found else "").startswith(fault)
    assert bool(found) == bool(fault)
    other = picture_fault(page, lab, url, X_IMAGE)
    assert (other.rule if other else None) == (X_IMAGE_WRONG if fault else None)
