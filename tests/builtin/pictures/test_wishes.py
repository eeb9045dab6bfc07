"""An author says in the options, or by `object-position` in the page, what matters in a picture."""

from pathlib import Path

import pytest

from smoopt.builtin.pictures import making
from smoopt.builtin.pictures.wishes import focus_of
from tests.support.picture_pages import naming, site
from tests.support.taken import opened, photo, saved

TALL = photo(900, 1200)
TALL.paste((255, 0, 0), (0, 1160, 900, 1200))
RED_BELOW = saved(TALL, "WEBP", quality=95)


@pytest.mark.parametrize(
    ("written", "point"),
    [
        ("50% 20%", (0.5, 0.2)),
        ("30%", (0.3, 0.5)),
        ("left", (0.0, 0.5)),
        ("top", (0.5, 0.0)),
        ("right top", (1.0, 0.0)),
        ("Bottom  LEFT", (0.0, 1.0)),
        ("center", (0.5, 0.5)),
        ("center bottom", (0.5, 1.0)),
        ("12.5% bottom", (0.125, 1.0)),
        ("300% 0%", (1.0, 0.0)),
        ("10px 2em", None),
        ("left right", None),
        ("calc(1%) 2%", None),
        ("", None),
        ("1% 2% 3%", None),
        ("-5% 2%", None),
        ("٣% 2%", None),
    ],
)
def test_a_point_is_read_as_css_has_it(written: str, point: tuple[float, float] | None) -> None:
    assert focus_of(written) == point


def is_red_below(folder: Path, page: str, options: str = "") -> bool:
    """Build a site with a picture that is red at its lower end; tell whether that end is shown."""
    making._last.clear()
    mill = site(folder, {"a.html": page, "covers/a.webp": RED_BELOW}, options)
    assert mill.build().code == 0
    (made,) = mill.added()
    picture = opened((mill.root / made).read_bytes())
    assert picture.width == 900
    assert picture.height in {472, 473}
    red, green, blue = picture.getpixel((450, 465))  # type: ignore[misc]
    return bool(red > 200 and green + blue < 60)


@pytest.mark.parametrize(
    ("options", "is_shown"),
    [
        ('focus = {"covers/*" = "bottom"}', True),
        ('focus = {"covers/*" = "top"}', False),
        ('focus = {"*.webp" = "top", "covers/" = "50% 100%"}', True),  # the last one counts
        ('crop = ["covers/"]', False),
    ],
)
def test_options_say_what_is_kept(tmp_path: Path, options: str, is_shown: bool) -> None:
    assert is_red_below(tmp_path, naming("covers/a.webp"), options) is is_shown


@pytest.mark.parametrize(
    ("img", "options", "is_shown"),
    [
        ('<img src="covers/a.webp" style="object-position: 50% 100%">', "", True),
        ('<img src="/covers/a.webp" style="width:9px;object-position:BOTTOM!important">', "", True),
        ('<img src="covers/a.webp" style="object-position:top">', "", False),
        # What is said to smoopt goes before.
        ('<img src="covers/a.webp" style="object-position:top">', 'focus = {"*" = "bottom"}', True),
    ],
)
def test_the_page_says_what_is_kept(tmp_path: Path, img: str, options: str, is_shown: bool) -> None:
    page = naming("covers/a.webp").replace("<p>", f"{img}<p>")
    assert is_red_below(tmp_path, page, options) is is_shown


def test_another_picture_s_style_says_nothing(tmp_path: Path) -> None:
    other = '<img src="b.webp" style="object-position:bottom">'
    page = naming("covers/a.webp").replace("<p>", f"{other}<p>")
    mill = site(tmp_path, {"a.html": page, "covers/a.webp": RED_BELOW})
    mill.build()
    (made,) = mill.added()
    assert opened((mill.root / made).read_bytes()).size == (1200, 630)  # whole, on a ground
