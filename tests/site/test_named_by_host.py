"""A part of a title that is the name of the site's host."""

import pytest

from smoopt.site.named_by_host import names_host


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Mill Post", "https://www.millpost.example/"),
        ("millpost.example", "https://millpost.example/"),
        ("Rye & Sons", "https://rye-and-sons.example.org/"),
        ("Mühlenblatt", "https://muehlenblatt.example/blog/"),
        ("GitLoom", "https://docs.gitloom.example:8080/"),
    ],
)
def test_a_host_is_called_like_its_site(text: str, url: str) -> None:
    assert names_host(text, url)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Org", "https://mill.org/"),
        ("Mill", "https://millpost.example/"),
        ("The Mill Post", "https://millpost.example/"),
        ("???", "https://millpost.example/"),
        ("Mill Post", ""),
        ("Mill Post", "https:///"),
    ],
)
def test_what_is_no_name_of_the_host(text: str, url: str) -> None:
    assert not names_host(text, url)
