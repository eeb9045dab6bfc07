"""Words that name no site."""

import pytest

from smoopt.site.generic_names import is_generic, is_name, is_placeholder, name_of_feed


@pytest.mark.parametrize(
    "text",
    [
        *("Home", "HOME", "Welcome!", "Index", "Startseite", "Module List", "Documentation"),
        *("«Accueil»", "Support", "首页", "Your awesome title", "undefined", "—", ""),
        *("My New Hugo Project", "My Awesome Project", "My Site Blog"),
    ],
)
def test_what_any_site_may_be_called_is_generic(text: str) -> None:
    assert is_generic(text)
    assert not is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Millwright 2.1 documentation",
        "Home & Garden",
        "Indexers Ltd",
        "The Guide Company",
        "New Delhi",
        "Say hello",
        "工房",
    ],
)
def test_a_name_may_hold_such_a_word(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Welcome to Loom’s documentation!",
        "Hello from Loom",
        "pdoc 14.4",
        "We bake bread.",
        "{{ title }}",
        "Index of /",
        "Just another WordPress site",
        "x" * 61,
    ],
)
def test_greetings_sentences_and_mottos_are_no_names(text: str) -> None:
    assert not is_name(text)


def test_a_site_that_says_so_may_be_called_as_a_part_of_others() -> None:
    assert is_generic("Notes")
    assert not is_placeholder("Notes")
    assert is_placeholder("Home")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Recent content on Loom", "Loom"),
        ("Posts on Loom", "Loom"),
        ("Loom RSS feed", "Loom"),
        ("Loom - Atom", "Loom"),
        ("Loom", "Loom"),
        ("Feeding the cat", "Feeding the cat"),
    ],
)
def test_a_feed_is_named_by_its_site(title: str, name: str) -> None:
    assert name_of_feed(title) == name
