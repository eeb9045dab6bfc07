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
        ("http://[bad/x.png", ""),
    ],
)
def test_a_picture_must_be_absolute_there_and_reachable(url: str, fault: str, lab: Site) -> None:
    page = Page("a.html", b"<!doctype html>")
    found = picture_fault(page, lab, url, OG_IMAGE)
    assert (found.message if found else "") == fault
    other = picture_fault(page, lab, url, X_IMAGE)
    assert (other.rule if other else None) == (X_IMAGE_WRONG if fault else None)
