"""Addresses of whichever page of the site, as tags and data name it."""

import pytest

from smoopt.site.own_forms import form_fault
from tests.support.asking import page
from tests.support.sites import MakeSite

URL = "https://mill.example.org/"
OWN = "its address is https://mill.example.org/a/"


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        (f"{URL}a/", ""),
        (f"{URL}a/#x", ""),
        (f"{URL}%61/", ""),
        (f"{URL}gone/", ""),
        ("https://other.example.net/a/", ""),
        ("https://docs.example.org/a/", ""),
        (f"{URL}a", OWN),
        (f"{URL}a/index.html", OWN),
        ("http://mill.example.org/a/", OWN),
        ("https://www.mill.example.org/a/", OWN),
        ("https://mill.pages.dev/a/", OWN),
        (
            "https://pr--mill.netlify.app/gone/",
            "pr--mill.netlify.app is not a host of a published site",
        ),
        ("https://undefined/a/", "undefined is not a host of a published site"),
        ("http://localhost:1313/a/", "nobody else can reach this computer"),
    ],
)
def test_a_page_is_named_by_its_address(url: str, fault: str, make_site: MakeSite) -> None:
    head = f"<link rel=canonical href={URL}a/>"
    site = make_site({"index.html": page(), "a/index.html": page(head)}, url=URL)
    assert form_fault(site, url) == fault


@pytest.mark.parametrize("url", [f"{URL}a", f"{URL}a/", f"{URL}a/index.html"])
def test_a_site_that_does_not_say_how_it_writes_addresses_is_left(
    url: str, make_site: MakeSite
) -> None:
    site = make_site({"index.html": page(), "a/index.html": page()}, url=URL)
    assert form_fault(site, url) == ""
