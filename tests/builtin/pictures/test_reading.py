"""A picture is read as people see it, and nothing else of its file is kept."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from smoopt.builtin.pictures.encoding import encoded
from smoopt.builtin.pictures.reading import Unreadable, read
from tests.support.taken import exif, graphic, parts_of_file, photo, saved, swapping_profile

RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)


def halves(first: tuple[int, ...], second: tuple[int, ...], mode: str = "RGB") -> Image.Image:
    """Draw a picture with two colours, one above the other."""
    picture = Image.new(mode, (60, 80), first)
    picture.paste(second, (0, 40, 60, 80))
    return picture


def close(one: object, other: tuple[int, ...], by: int = 6) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("orientation", "red_at"),
    [(1, (30, 5)), (3, (30, 75)), (6, (75, 30)), (8, (5, 30))],
)
def test_a_picture_stands_as_it_was_taken(orientation: int, red_at: tuple[int, int]) -> None:
    data = saved(halves(RED, BLUE), "JPEG", exif=exif(orientation), quality=95)
    picture = read(data)
    assert picture.size == ((60, 80) if orientation in {1, 3} else (80, 60))
    assert close(picture.getpixel(red_at), (254, 0, 0))


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG", "AVIF"])
def test_nothing_of_camera_and_place_is_left(kind: str) -> None:
    data = saved(photo(600, 315), kind, exif=exif(1), icc_profile=swapping_profile())
    assert b"CAMERA-MAKER" in data
    for is_graphic in (True, False):
        content = encoded(read(data), is_graphic).content
        assert b"CAMERA-MAKER" not in content
        assert parts_of_file(content) <= {
            *("E0", "DB", "C0", "C2", "C4", "IHDR", "IDAT", "IEND"),
        }


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_colours_are_those_of_the_profile(kind: str) -> None:
    options = {"lossless": True} if kind == "WEBP" else {"quality": 95} if kind == "JPEG" else {}
    data = saved(halves(RED, GREEN), kind, icc_profile=swapping_profile(), **options)
    picture = read(data)
    assert close(picture.getpixel((30, 5)), GREEN, 12)
    assert close(picture.getpixel((30, 75)), RED, 12)


def test_a_transparent_picture_keeps_that_with_a_profile() -> None:
    clear = halves((*RED, 0), (*RED, 255), "RGBA")
    picture = read(saved(clear, "PNG", icc_profile=swapping_profile()))
    assert picture.getpixel((30, 5))[3] == 0  # type: ignore[index]
    assert close(picture.getpixel((30, 75)), (*GREEN, 255), 12)


@pytest.mark.parametrize("profile", [b"none", swapping_profile()[:200], bytes(500)])
def test_a_profile_that_is_none_counts_for_nothing(profile: bytes) -> None:
    picture = read(saved(halves(RED, BLUE), "PNG", icc_profile=profile))
    assert picture.getpixel((30, 5)) == RED


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "I;16"])
def test_whatever_has_colours_is_read(mode: str) -> None:
    grey = Image.new("L", (50, 40), 200)
    if mode == "I;16":
        data = saved(Image.new("I;16", (50, 40), 200 * 257), "PNG")
    elif mode == "CMYK":
        data = saved(grey.convert("RGB").convert("CMYK"), "JPEG", quality=95)
    elif mode == "PA":
        palette = Image.new("P", (50, 40), 1)
        palette.putpalette([0, 0, 0, 200, 200, 200])
        data = saved(palette, "PNG", transparency=0)
    elif mode == "1":
        data = saved(Image.new("1", (50, 40), 1), "PNG")
    else:
        data = saved(grey.convert("RGB").convert(mode), "PNG")
    picture = read(data)
    assert picture.mode == "RGB"
    assert close(picture.getpixel((20, 20)), (255,) * 3 if mode == "1" else (200,) * 3, 5)


def test_cmyk_with_a_profile_that_is_not_of_cmyk_is_read_by_its_numbers() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    cmyk = Image.new("RGB", (50, 40), BLUE).convert("CMYK")
    picture = read(saved(cmyk, "JPEG", quality=95, icc_profile=profile))
    assert close(picture.getpixel((20, 20)), BLUE)


@pytest.mark.parametrize(("kind", "lossless"), [("GIF", {}), ("WEBP", {"lossless": True})])
def test_of_an_animation_the_first_frame_counts_that_shows_anything(
    kind: str, lossless: dict[str, bool]
) -> None:
    empty, shown = Image.new("RGB", (60, 80), "white"), halves(RED, BLUE)
    frames = {"save_all": True, "append_images": [empty, shown, halves(GREEN, BLUE)]}
    picture = read(saved(empty, kind, duration=100, **frames, **lossless))
    assert close(picture.getpixel((30, 5)), RED)


def test_an_animation_that_shows_nothing_gives_its_first_frame() -> None:
    frames = {"save_all": True, "append_images": [Image.new("RGB", (60, 80), "black")]}
    data = saved(Image.new("RGB", (60, 80), "white"), "GIF", **frames)
    assert read(data).getpixel((5, 5)) == (255, 255, 255)


def test_a_large_picture_is_made_as_small_as_a_card_needs() -> None:
    assert read(saved(photo(3000, 3000), "JPEG")).size == (1200, 1200)
    assert read(saved(photo(4000, 1000), "PNG")).size == (2520, 630)
    assert read(saved(photo(800, 800), "PNG")).size == (800, 800)


def test_a_picture_with_too_many_pixels_is_not_unpacked() -> None:
    # 64 million pixels in a few kilobytes.
    data = saved(Image.new("1", (8000, 8000)), "PNG")
    assert len(data) < 20_000
    with pytest.raises(Unreadable, match="more than 60,000,000 pixels"):
        read(data)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "AVIF"])
def test_a_file_that_ends_too_early_is_no_picture(kind: str) -> None:
    data = saved(photo(400, 300), kind)
    for share in (0.02, 0.3, 0.7):
        with pytest.raises((OSError, SyntaxError, ValueError, EOFError)):
            read(data[: int(len(data) * share)])


@pytest.mark.parametrize("kind", ["TIFF", "BMP", "ICO", "PDF", "PPM"])
def test_other_kinds_of_files_are_not_read(kind: str) -> None:
    with pytest.raises(OSError, match="cannot identify"):
        read(saved(graphic(64, 64), kind))


def test_nothing_of_a_read_picture_goes_into_a_file() -> None:
    picture = read(saved(photo(300, 200), "PNG", exif=exif(1), dpi=(300, 300)))
    again = Image.open(BytesIO(encoded(picture, is_graphic=True).content))
    assert not {"dpi", "exif", "icc_profile"} & again.info.keys()


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("size", [(120, 63), (300, 300), (900, 900)])
def test_a_picture_is_cut_around_its_middle(orientation: int, size: tuple[int, int]) -> None:
    wide = Image.new("RGB", (1000, 600), RED)
    wide.paste(GREEN, (400, 200, 600, 400))
    data = saved(wide, "JPEG", exif=exif(orientation), quality=95)
    picture = read(data, size)
    assert picture.size == size
    assert close(picture.getpixel((size[0] // 2, size[1] // 2)), (0, 255, 0), 12)
    assert close(picture.getpixel((2, 2)), (254, 0, 0), 12)
