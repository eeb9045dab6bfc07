"""A text over a photo: it is drawn alone, and laid where it would stand."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.support.configured import Configured
from tests.support.runs import page

BLACK = 'design = "photo"\nphoto = "black.png"\nlogo = false\ncolor = "#000000"\nsquare = true\n'
# Of a pixel, so much is ink.
BRIGHT = 60
# Points around all text, and how far letters may stand away from where their line begins.
SIDE, ABOVE, BELOW, LOOSE = 76, 68, 62, 24


def margins(path: Path) -> tuple[float, ...]:
    """Give the points between a card's sides and its ink: left, top, right, bottom."""
    with Image.open(path) as card:
        shown, wide, high = card.convert("L"), card.width, card.height
    box = shown.point(lambda value: 255 * (value > BRIGHT)).getbbox()
    assert box is not None
    scale = 0.75 if wide == high else 1
    return tuple(scale * side for side in (box[0], box[1], wide - box[2], high - box[3]))


def drawn(folder: Path, title: str) -> list[tuple[float, ...]]:
    """Draw a page's cards over black; give their margins."""
    black = BytesIO()
    Image.new("RGB", (1200, 1200)).save(black, "PNG")
    made = Configured(folder, {"index.html": page(title)}, "cards", BLACK)
    (made.root / "black.png").write_bytes(black.getvalue())
    assert made.build().code == 0
    cards = [*made.root.glob("smoopt/card-*.jpg")]
    assert len(cards) == len(("wide", "square"))
    return [margins(card) for card in cards]


def test_a_text_over_a_photo_keeps_to_the_margins(tmp_path: Path) -> None:
    for left, top, right, bottom in drawn(tmp_path, "Of mills, gates and the water between them"):
        assert abs(left - SIDE) < LOOSE < right
        assert 0 <= top - ABOVE < LOOSE
        assert abs(bottom - BELOW) < LOOSE


def test_a_text_from_right_to_left_begins_at_the_right(tmp_path: Path) -> None:
    for left, top, right, bottom in drawn(tmp_path, "عن الطواحين والبوابات والمياه بينها"):
        assert abs(right - SIDE) < LOOSE < left
        assert 0 <= top - ABOVE < LOOSE
        assert abs(bottom - BELOW) < LOOSE
