"""Paths that the host passes on elsewhere: what is there for readers, though no file is."""

import pytest

from smoopt.html.page import Page
from smoopt.site.host_redirects import FILE_NAME, read_redirects
from smoopt.site.stated_address import address_fault
from tests.support.sites import URL, MakeSite

TEXT = """# old addresses
/old /new
/blog/:slug  /posts/:slug 301
/wiki/* https://wiki.example/:splat
/* /index.html 200
"""


@pytest.mark.parametrize(
    ("place", "covered"),
    [
        ("old", True),
        ("old/", True),
        ("older", False),
        ("blog/one", True),
        ("wiki/a/b.html", True),
        ("wiki", False),
        ("anything.html", False),
    ],
)
def test_single_paths_and_whole_folders_are_passed_on(
    place: str, covered: bool, make_site: MakeSite
) -> None:
    site = make_site({"index.html": "", FILE_NAME: TEXT}, url=URL)
    assert site.passes_on(place) is covered
    assert (site.redirects == read_redirects(TEXT)) is True


def test_without_a_file_nothing_is(make_site: MakeSite) -> None:
    assert not make_site({"index.html": ""}, url=URL).passes_on("old")


def test_a_page_may_name_what_the_host_passes_on(make_site: MakeSite) -> None:
    page = Page("index.html", b"<!doctype html>")
    there = make_site({"index.html": "", FILE_NAME: TEXT}, url=URL)
    assert address_fault(there, page, f"{URL}old") is None
    (there.root / FILE_NAME).write_text("/other /new")
    there.refresh({FILE_NAME})
    found = address_fault(there, page, f"{URL}old")
    assert found is not None
    assert found.kind == "broken"
