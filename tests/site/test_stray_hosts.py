"""Hosts by mistake, and hosts of others."""

import pytest

from smoopt.site.stray_hosts import are_sisters, is_nobodys, is_stray

OWN = "mill.example.org"


@pytest.mark.parametrize(
    "host",
    [
        *("undefined", "null", "mill.example.orgundefined", "mill.example.none"),
        *("deploy-preview-7--mill.netlify.app", "main--mill.netlify.app"),
        *("mill-git-main-me.vercel.app", "1a2b3c4d.mill.pages.dev", "ab12.ngrok-free.app"),
    ],
)
def test_a_host_of_one_build_or_of_none_is_nobodys(host: str) -> None:
    assert is_nobodys(host)
    assert is_stray(host, OWN)


@pytest.mark.parametrize(
    "host",
    [
        *("www.mill.example.org", "mill.example.org:4000", "www.mill.example.org:80"),
        *("mill.netlify.app", "mill.vercel.app", "mill.pages.dev", "me.github.io"),
        *("example.com", "www.example.org", "yourdomain.com", "your-docusaurus-site.example.com"),
        *("staging.mill.example.org", "mill-preview.example.net", "dev.example.org", "builder"),
    ],
)
def test_a_host_may_have_pages_of_a_site_by_mistake_only(host: str) -> None:
    assert not is_nobodys(host)
    assert is_stray(host, OWN)


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("other.example.net", OWN),
        ("docs.example.org", "v1.docs.example.org"),
        ("medium.com", OWN),
        (OWN, OWN),
        (f"{OWN}:8080", f"{OWN}:8080"),
        ("intranet", "wiki"),
        # What is on trial names the real site, and one project another.
        ("mill.example.org", "deploy-preview-7--mill.netlify.app"),
        ("mill.netlify.app", "staging.mill.example.org"),
        ("other.github.io", "me.github.io"),
    ],
)
def test_another_host_is_another_site_s(host: str, own: str) -> None:
    assert not is_stray(host, own)


def test_sisters_are_below_one_name() -> None:
    assert are_sisters("v1.docs.example.org", "docs.example.org")
    assert not are_sisters("docs.example.net", "docs.example.org")
    assert not are_sisters(OWN, OWN)
