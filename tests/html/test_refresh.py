"""Where a refresh leads, also where that is not an address."""

import pytest
import turbohtml

from smoopt.html.page import Page
from smoopt.html.refresh import Refresh, refresh_of
from smoopt.html.skip import Skip


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("0; url=/a/", Refresh("/a/")),
        ("5", Refresh("")),
        ("0; url=https://{{ site.url }}/", Refresh("https://{{ site.url }}/", is_address=False)),
        ("0;URL='https:///'", Refresh("https:///'", is_address=False)),
        ("0, https://x:99999999/", Refresh("https://x:99999999/", is_address=False)),
        ("http://[::1", None),
    ],
)
def test_a_refresh_is_read(content: str, expected: Refresh | None) -> None:
    head = f'<!doctype html><html><head><meta http-equiv=Refresh content="{content}">'
    assert refresh_of(turbohtml.parse(head)) == expected
    leads_on = expected is not None and expected.url != ""
    assert (Page("a.html", head.encode()).skip is Skip.REDIRECT) == leads_on
