"""Addresses lead to every path, whatever bytes its name has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.preview.urls import ExportUrls, ServerUrls, base_path, quoted, unquoted
from tests.support.previews import ODD


@given(name=st.binary())
def test_what_is_quoted_is_read_back(name: bytes) -> None:
    path = name.decode("utf-8", "surrogateescape")
    assert unquoted(quoted(path).encode("ascii")) == path


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("", "/"),
        ("https://example.org", "/"),
        ("https://example.org/docs/", "/docs/"),
        ("https://example.org/my%20d%C3%B6cs/", "/my döcs/"),
    ],
)
def test_the_folder_of_a_site_is_read_from_its_address(url: str, path: str) -> None:
    assert base_path(url) == path


def test_on_the_server_the_site_has_an_origin_of_its_own() -> None:
    urls = ServerUrls("http://localhost:8001", "/my docs/")
    assert urls.companion("a b.html") == "/page/a%20b.html"
    assert urls.page("a b.html") == "http://localhost:8001/my%20docs/a%20b.html"
    assert urls.asset("preview.css") == "/static/preview.css"
    assert urls.picture("a b.png") == "/picture/a%20b.png"


def test_in_an_export_all_addresses_are_relative_and_name_what_they_need() -> None:
    needed: set[str] = set()
    urls = ExportUrls({ODD: "1.html"}, needed, "../")
    assert urls.home == "../index.html"
    assert (urls.companion(ODD), urls.companion("other.html")) == ("../pages/1.html", "")
    assert urls.page(ODD) == f"../site/{quoted(ODD)}"
    assert urls.picture("a.png") == "../site/a.png"
    assert needed == {"a.png"}
