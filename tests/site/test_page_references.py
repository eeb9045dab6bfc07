"""How a page refers to itself and to files of its site."""

from urllib.parse import urljoin

import pytest

from smoopt.html.page import Page
from tests.support.sites import MakeSite

URL = "https://example.org/docs/"


def page(path: str, base: str = "") -> Page:
    head = f'<base href="{base}">' if base else ""
    return Page(path, f"<!doctype html><head>{head}</head>".encode())


@pytest.mark.parametrize(
    ("path", "base", "href"),
    [
        ("a.html", "", "i/p%20%23.png"),
        ("b/c/a.html", "", "../../i/p%20%23.png"),
        ("i/a.html", "", "p%20%23.png"),
        ("404.html", "", "/docs/i/p%20%23.png"),
        ("a.html", "/docs/b/", "/docs/i/p%20%23.png"),
        ("a.html", "https://cdn.example/", f"{URL}i/p%20%23.png"),
        ("b/a.html", "http://[", "../i/p%20%23.png"),
    ],
)
def test_a_file_is_referred_to_so_that_it_is_found(
    path: str, base: str, href: str, make_site: MakeSite
) -> None:
    site = make_site({"i/p #.png": ""}, url=URL)
    found = site.href(page(path, base), "i/p #.png")
    assert found == href
    if base != "http://[":
        assert site.file(page(path, base), found) == "i/p #.png"
    assert urljoin(urljoin(URL + path, base if "[" not in base else ""), found) == (
        f"{URL}i/p%20%23.png"
    )


def test_where_folders_have_no_slash_references_begin_at_the_root(make_site: MakeSite) -> None:
    site = make_site({"b/index.html": ""}, url=URL, index="bare")
    assert site.href(page("b/index.html"), "p.png") == "/docs/p.png"


def test_a_name_that_is_no_utf_8_is_referred_to_by_its_bytes(make_site: MakeSite) -> None:
    site = make_site({"a.html": ""}, url=URL)
    assert site.href(page("a.html"), "caf\udce9.png") == "caf%E9.png"


@pytest.mark.parametrize(
    ("base", "here"),
    [
        ("", ""),
        (f"{URL}a.html", ""),
        ("a.html", ""),
        ("b/", "/docs/a.html"),
        ("https://cdn.example/", f"{URL}a.html"),
        ("http://[", ""),
    ],
)
def test_a_page_refers_to_itself_past_its_base(base: str, here: str, make_site: MakeSite) -> None:
    assert make_site({"a.html": ""}, url=URL).here(page("a.html", base)) == here


def test_past_a_base_a_page_of_no_known_address_cannot_refer_to_itself(
    make_site: MakeSite,
) -> None:
    assert make_site({"a.html": ""}).here(page("a.html", "b/")) is None
