"""Plates under logos: where they could hardly be seen, and nowhere else."""

from base64 import b64encode
from io import BytesIO

import pytest
from PIL import Image

from smoopt.builtin.cards.logo_plate import plates
from smoopt.builtin.cards.palette import NIGHT, palette

BLUE, YELLOW, DARK = "#2f5bea", "#ffd54a", "#111111"
WHITE = "#ffffff"


def mark(color: str) -> str:
    """Draw a triangle on nothing."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<path d="M4 60 32 4 60 60Z" fill="{color}"/></svg>'
    )


@pytest.mark.parametrize(
    ("color", "brand", "ground", "expected"),
    [
        (BLUE, BLUE, "light", {"background": "", "from": WHITE, "shade": WHITE}),
        (BLUE, BLUE, "dark", {"background": "", "from": WHITE, "shade": WHITE}),
        (DARK, BLUE, "dark", {"background": WHITE, "from": "", "shade": WHITE}),
        (WHITE, BLUE, "light", {"background": str(NIGHT), "from": "", "shade": ""}),
        (YELLOW, YELLOW, "light", {"background": str(NIGHT), "from": str(NIGHT)}),
    ],
)
def test_a_logo_has_a_plate_where_it_is_hardly_seen(
    color: str, brand: str, ground: str, expected: dict[str, str]
) -> None:
    found = plates(mark(color), palette(brand, ground))
    assert {name: found[name] for name in expected} == expected


def test_a_picture_that_fills_its_corners_has_its_own_ground() -> None:
    file = BytesIO()
    Image.new("RGB", (64, 64), BLUE).save(file, "PNG")
    data = b64encode(file.getvalue()).decode()
    logo = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<image width="64" height="64" href="data:image/png;base64,{data}"/></svg>'
    )
    assert set(plates(logo, palette(BLUE, "light")).values()) == {""}


@pytest.mark.parametrize("shapes", ["", '<rect width="1" height="1"/>', '<path d="M0 0h64v64"/>'])
def test_whatever_a_logo_shows_is_looked_at(shapes: str) -> None:
    logo = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">{shapes}</svg>'
    assert plates(logo, palette(BLUE, "light")).keys() == {"background", "from", "shade"}
