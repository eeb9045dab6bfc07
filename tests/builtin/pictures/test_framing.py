"""A photo is cut where little is lost, what is drawn stays whole, and nothing is blown up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageStat

from smoopt.builtin.pictures.encoding import encoded
from smoopt.builtin.pictures.framing import DARK, WHITE, Fit, Wish, framed
from smoopt.builtin.pictures.salience import Box
from smoopt.site.picture_fitness import BEST, LARGE, NARROWEST, WIDEST
from tests.support.taken import graphic, photo, saved

RED = (255, 0, 0)


def frame(picture: Image.Image, wish: Wish | None = None, *faces: Box) -> Image.Image:
    found = framed(picture, wish or Wish(), (lambda _: faces) if faces else None)
    assert found is not None
    return found.picture


def marked(picture: Image.Image, *at: tuple[int, int]) -> Image.Image:
    """Put red squares of 40×40 into a picture."""
    for x, y in at:
        picture.paste(RED, (x, y, x + 40, y + 40))
    return picture


def reds(picture: Image.Image) -> int:
    """Count the pixels that are as red as those squares."""
    return sum(
        1 for r, g, b in zip(*[iter(picture.tobytes())] * 3, strict=True) if r > 240 and g + b < 20
    )


@given(
    st.integers(1, 3000),
    st.integers(1, 3000),
    st.sampled_from(["auto", "crop", "pad"]),
    st.booleans(),
    st.none() | st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
@settings(max_examples=60, deadline=None)
def test_what_comes_out_is_shown_large_by_all_and_never_blown_up(
    wide: int, high: int, fit: Fit, drawn: bool, focus: tuple[float, float] | None
) -> None:
    picture = graphic(wide, high) if drawn and wide * high > 4000 else photo(wide, high)
    found = framed(picture, Wish(fit, focus), None)
    if found is None:  # it is small
        assert wide < LARGE[0] / 3
        assert high < LARGE[1] / 3
        return
    width, height = found.picture.size
    assert width >= LARGE[0]
    assert height >= LARGE[1]
    assert NARROWEST - 0.01 <= width / height <= WIDEST + 0.01
    assert max(width / BEST[0], 0) <= 1.0 + 1 / BEST[0]


@pytest.mark.parametrize(
    ("size", "out"),
    [
        ((1600, 1200), BEST),  # 4:3 is cut
        ((1600, 900), BEST),
        ((3600, 1200), BEST),
        ((800, 600), (800, 420)),  # and not made larger
        ((520, 390), LARGE),  # or by so little that nobody sees it
    ],
)
def test_a_photo_is_cut_where_enough_of_it_is_left(
    size: tuple[int, int], out: tuple[int, int]
) -> None:
    picture = photo(*size)
    result = frame(picture)
    assert result.size == out
    # It fills the card: its edges are the photo's, with all their colours.
    assert ImageStat.Stat(result.crop((0, 0, 4, out[1]))).stddev != [0, 0, 0]


@pytest.mark.parametrize("size", [(1000, 1000), (800, 1200), (3000, 500)])
def test_a_photo_that_would_lose_too_much_is_shown_whole(size: tuple[int, int]) -> None:
    corners = [(x, y) for x in (0, size[0] - 40) for y in (0, size[1] - 40)]
    result = frame(marked(photo(*size), *corners))
    scale = min(1.0, result.width / size[0], result.height / size[1])
    assert reds(result) > 0.7 * 4 * (40 * scale) ** 2


@pytest.mark.parametrize("size", [(1600, 1200), (1000, 1000), (900, 300), (1500, 400)])
def test_what_is_drawn_is_never_cut(size: tuple[int, int]) -> None:
    corners = [(x, y) for x in (9, size[0] - 49) for y in (9, size[1] - 49)]
    picture = marked(graphic(*size, ground="#20262e"), *corners)
    result = frame(picture)
    scale = min(1.0, 0.86 * result.width / size[0], 0.86 * result.height / size[1])
    assert reds(result) > 0.6 * 4 * (40 * scale) ** 2
    # Its ground goes on.
    assert result.getpixel((0, 0)) == (0x20, 0x26, 0x2E)


def test_what_matters_is_kept_whichever_end_it_is_at() -> None:
    for at in ((300, 20), (300, 540)):
        picture = Image.blend(photo(800, 600), Image.new("RGB", (800, 600), "#808080"), 0.9)
        draw = ImageDraw.Draw(picture)
        for step in range(0, 200, 6):  # much is to be seen there
            draw.line((at[0] + step, at[1], at[0] + step, at[1] + 40), fill=RED, width=3)
        whole = reds(picture)
        assert reds(frame(picture, Wish("crop"))) > 0.9 * whole


@pytest.mark.parametrize(("y", "top"), [(0.0, 0), (0.2, 0), (0.5, 238), (0.9, 475), (1.0, 475)])
def test_the_author_s_point_is_in_the_middle_or_as_near_as_can_be(y: float, top: int) -> None:
    picture = marked(photo(1000, 1000), (480, top))
    result = frame(picture, Wish(focus=(0.5, y)))
    assert close(result.getpixel((500, 2)), RED)
    assert not close(frame(picture, Wish(focus=(0.5, 0.95 - y))).getpixel((500, 2)), RED)


def close(one: object, other: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 9 for a, b in zip(one, other, strict=True))  # type: ignore[call-overload]


@pytest.mark.parametrize("size", [(300, 150), (210, 140), (200, 200)])
def test_a_small_photo_is_not_made_larger(size: tuple[int, int]) -> None:
    """It stands in the middle as it is, on its own colours."""
    picture = photo(*size)
    card = frame(picture)
    left, top = (LARGE[0] - size[0]) // 2, (LARGE[1] - size[1]) // 2
    assert card.size == LARGE
    assert card.crop((left, top, left + size[0], top + size[1])).tobytes() == picture.tobytes()


def test_faces_are_kept_with_what_is_around_them() -> None:
    for top in (0.02, 0.4, 0.7):
        face = Box(0.4, top, 0.6, top + 0.2)
        picture = marked(photo(1000, 1000), (480, round(1000 * (top + 0.08))))
        result = frame(picture, None, face)
        assert result.size == (1000, 525)  # a square is cut where faces are known
        assert reds(result) > 1300


def test_faces_that_do_not_all_fit_are_not_cut() -> None:
    high, low = Box(0.4, 0.02, 0.6, 0.2), Box(0.4, 0.75, 0.6, 0.95)
    picture = marked(photo(1000, 1000), (480, 90), (480, 850))
    assert reds(frame(picture, None, high, low)) > 2 * 500


def captioned(picture: Image.Image, *ends: str) -> Image.Image:
    """Write a line of white words over the upper or the lower end of a picture, or over both."""
    picture = picture.point(lambda value: value * 0.6)
    draw, middle = ImageDraw.Draw(picture), picture.width // 2
    for end in ends:
        at = (middle, 8) if end == "top" else (middle, picture.height - 8)
        anchor = "mt" if end == "top" else "mb"
        draw.text(at, "Bread and milk", fill="white", font_size=picture.width // 16, anchor=anchor)
    return picture


def whites(picture: Image.Image) -> int:
    return sum(picture.convert("L").histogram()[240:])


@pytest.mark.parametrize("ends", [["top"], ["bottom"], ["top", "bottom"]])
@pytest.mark.parametrize("size", [(800, 600), (1200, 900), (1200, 840)])
def test_words_on_a_photo_are_not_cut(size: tuple[int, int], ends: list[str]) -> None:
    picture = captioned(photo(*size), *ends)
    result = frame(picture)
    # With words at both ends it is shown whole, and so smaller.
    scale = result.width / size[0] if len(ends) == 1 else result.height / size[1]
    assert whites(result) > 0.6 * whites(picture) * scale**2


def test_a_small_picture_is_laid_as_it_is_on_its_own_colours() -> None:
    logo = graphic(200, 200, ground="#ffcc00")
    result = frame(logo)
    assert result.size == LARGE
    assert result.getpixel((0, 0)) == (0xFF, 0xCC, 0x00)
    inner = result.crop((200, 57, 400, 257))
    # Not one pixel of it is drawn anew.
    assert inner.tobytes() == logo.tobytes()


@pytest.mark.parametrize("size", [(64, 64), (190, 90), (16, 16), (1, 1)])
def test_a_picture_that_would_be_lost_on_a_card_is_none(size: tuple[int, int]) -> None:
    assert framed(photo(*size), Wish(), None) is None


@pytest.mark.parametrize(
    ("colour", "ground"),
    [("#ffffff", DARK), ("#f4e27a", DARK), ("#0a0a0a", WHITE), ("#0a7bbd", WHITE)],
)
def test_a_transparent_logo_gets_a_ground_on_which_it_is_seen(
    colour: str, ground: tuple[int, int, int]
) -> None:
    logo = Image.new("RGBA", (500, 500))
    ImageDraw.Draw(logo).ellipse((50, 50, 450, 450), fill=colour)
    assert frame(logo).getpixel((3, 3)) == ground
    assert frame(logo, Wish(ground=RED)).getpixel((3, 3)) == RED


def test_a_ground_of_the_author_s_is_around_a_photo_too() -> None:
    result = frame(photo(800, 1200), Wish("pad", ground=RED))
    assert result.getpixel((0, 0)) == RED


def test_the_author_may_cut_what_is_drawn() -> None:
    picture = marked(graphic(1000, 1000), (480, 0), (480, 960))
    assert reds(frame(picture, Wish("crop"))) < 1600


@pytest.mark.parametrize("is_graphic", [True, False])
def test_no_file_is_larger_than_the_strictest_network_takes(is_graphic: bool) -> None:
    # What nothing can be left out of.
    noise = Image.frombytes(
        "RGB",
        BEST,
        b"".join((i * 7919 % 251).to_bytes(1) for i in range(97)) * (3 * 1200 * 630 // 97 + 1),
    )
    rough = noise.effect_spread(50)
    assert len(encoded(rough, is_graphic).content) < 600_000
    assert len(saved(rough, "JPEG", quality=95)) > 600_000
