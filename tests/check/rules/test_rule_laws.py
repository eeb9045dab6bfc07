"""Laws of the rules over hostile HTML."""

import re

import msgspec
from hypothesis import given

from smoopt.check.rules import RULES, PageSummary, of_page, of_site, said
from smoopt.html.page import Page
from smoopt.model.errors import PageError
from smoopt.site.site import Site
from tests.support.strategies import pages


def _read(data: bytes) -> Page | None:
    try:
        return Page("a.html", data, built=True)
    except PageError:
        return None


@given(pages(marks=True))
def test_every_finding_stands_in_the_page(lab: Site, data: bytes) -> None:
    page = _read(data)
    if page is None:
        return
    lines = re.split("\r\n|\r|\n", page.text)
    for finding in of_page(page, lab):
        assert finding.code in RULES
        assert finding.message
        assert 1 <= finding.place.line <= len(lines)
        assert 1 <= finding.place.column <= len(lines[finding.place.line - 1]) + 1


@given(pages(), pages())
def test_what_pages_say_can_be_sent_and_compared(lab: Site, one: bytes, other: bytes) -> None:
    words = {}
    for path, data in {"index.html": one, "a.html": other}.items():
        page = _read(data)
        if page is not None:
            words[path] = said(page, lab)
            sent = msgspec.msgpack.encode(words[path])
            assert msgspec.msgpack.decode(sent, type=PageSummary) == words[path]
    for finding in of_site(words, lab):
        assert finding.place.path in words


@given(pages())
def test_the_same_page_has_the_same_findings(lab: Site, data: bytes) -> None:
    first, again = _read(data), _read(data)
    if first is not None and again is not None:
        assert list(of_page(first, lab)) == list(of_page(again, lab))
