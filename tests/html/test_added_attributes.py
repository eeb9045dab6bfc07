"""Which attributes may be added, and be taken away again."""

import pytest

from smoopt.html.added_attributes import has_gained, is_addable

SIGNED = {"data-smoopt": "x"}


@pytest.mark.parametrize(
    "name", ["class", "rel", "loading", "id", "aria-label", "data-a", "hidden", "itemprop"]
)
def test_what_describes_an_element_may_be_added(name: str) -> None:
    assert is_addable(name)
    assert has_gained({"src": "a"}, {"src": "a", name: "v", **SIGNED})


@pytest.mark.parametrize(
    "name",
    [
        *("onclick", "style", "href", "src", "srcdoc", "srcset", "action", "formaction", "type"),
        *("http-equiv", "sandbox", "allow", "target", "data-smoopt", "data-smoopt-a", "ARIA-X"),
        *("aria-", "data-A", "name", "is", "slot", "nonce", "ping", "download"),
    ],
)
def test_what_leads_somewhere_or_runs_something_may_not(name: str) -> None:
    assert not is_addable(name)


@pytest.mark.parametrize(
    ("had", "has"),
    [
        ({}, {"class": "a"}),
        ({"class": "a"}, {"class": "b", **SIGNED}),
        ({"id": "a"}, {"id": "b", **SIGNED}),
        ({"id": "a"}, SIGNED),
        ({"onclick": "a"}, SIGNED),
        ({}, {"onclick": "a", **SIGNED}),
        (SIGNED, SIGNED),
        ({}, {"data-smoopt": ""}),
    ],
)
def test_nothing_may_be_lost_or_changed_or_stand_without_the_sign(
    had: dict[str, str | None], has: dict[str, str | None]
) -> None:
    assert not has_gained(had, has)


def test_a_list_gains_words() -> None:
    assert has_gained({"class": "b a"}, {"class": "a c b", **SIGNED})
