"""One place knows what networks take; the audit and the plugins that mend go by it."""

import pytest

from smoopt.builtin.tags.rules.picture_tags import OF_FILES
from smoopt.model.facts import Image
from smoopt.site.picture_fitness import shortcomings, shown_by


def kinds(**said: object) -> list[str]:
    right = {"width": 1200, "height": 630, "type": "image/jpeg", "size": 9000, "file": "a.jpg"}
    image = Image("https://example.org/a.jpg", **{**right, **said})  # type: ignore[arg-type]
    return [found.kind for found in shortcomings(image)]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, []),
        ({"type": "image/png", "width": 600, "height": 315}, []),
        ({"type": "image/webp"}, ["webp"]),
        ({"type": "image/avif"}, ["type"]),
        ({"type": "image/svg+xml", "width": 9, "height": 9}, ["type"]),
        ({"type": "text/html"}, ["type"]),
        ({"width": 0, "height": 0}, ["type"]),
        ({"size": 600_001}, ["heavy"]),
        ({"width": 199, "height": 800}, ["tiny"]),
        ({"width": 599, "height": 400}, ["small"]),
        ({"width": 800, "height": 800}, ["ratio"]),
        ({"type": "image/webp", "size": 9_000_000, "height": 200}, ["webp", "heavy", "small"]),
    ],
)
def test_what_networks_have_against_a_picture(said: dict[str, object], found: list[str]) -> None:
    assert kinds(**said) == found
    assert OF_FILES.keys() >= {*found}


@pytest.mark.parametrize(
    ("size", "networks"),
    [
        ((100, 100), ()),
        ((150, 150), ("X",)),
        ((200, 200), ("X", "Facebook")),
        ((300, 100), ("WhatsApp",)),
        ((400, 300), ("X", "Facebook", "WhatsApp")),
    ],
)
def test_small_pictures_are_shown_by_some(size: tuple[int, int], networks: tuple[str, ...]) -> None:
    assert shown_by(*size) == networks
