"""A browser, which has decoders of its own, sees in the made picture what it sees in the page's."""

from base64 import b64encode
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Browser

from smoopt.builtin.pictures.encoding import encoded
from smoopt.builtin.pictures.framing import Wish, framed
from smoopt.builtin.pictures.reading import read
from tests.support.taken import exif, photo, saved, swapping_profile

pytestmark = pytest.mark.browser

# Gives the mean colour of each field of a grid, in rows; a picture is laid on white.
GRID = """async ([source, columns, rows]) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [columns, rows];
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.fillStyle = "#fff";
  context.fillRect(0, 0, columns, rows);
  context.drawImage(image, 0, 0, columns, rows);
  const values = [...context.getImageData(0, 0, columns, rows).data];
  return [image.naturalWidth, image.naturalHeight, values];
}"""
COLUMNS, ROWS = 12, 6
MOST_APART, MOST_APART_ON_AVERAGE = 24, 5


def quarter_clear(picture: Image.Image) -> Image.Image:
    clear = picture.convert("RGBA")
    clear.paste((0, 0, 0, 0), (0, 0, picture.width // 2, picture.height // 2))
    return clear


# A card's shape, so that nothing is cut.
WIDE, HIGH = photo(1200, 630), photo(630, 1200)
FORMS: dict[str, Callable[[], bytes]] = {
    "webp": lambda: saved(WIDE, "WEBP", quality=90),
    "avif": lambda: saved(WIDE, "AVIF", quality=90),
    "turned jpeg": lambda: saved(HIGH, "JPEG", quality=90, exif=exif(6)),
    "upside-down jpeg": lambda: saved(WIDE, "JPEG", quality=90, exif=exif(3)),
    "jpeg with a profile": lambda: saved(WIDE, "JPEG", icc_profile=swapping_profile()),
    "png with a profile": lambda: saved(WIDE, "PNG", icc_profile=swapping_profile()),
    "webp with a profile": lambda: saved(WIDE, "WEBP", icc_profile=swapping_profile()),
    "grey of 16 bits": lambda: saved(WIDE.convert("L").convert("I;16").point(_times_257), "PNG"),
    "palette": lambda: saved(WIDE.quantize(64), "PNG"),
    "transparent": lambda: saved(quarter_clear(WIDE), "WEBP", lossless=True),
    "cmyk": lambda: saved(WIDE.convert("CMYK"), "JPEG", quality=90),
}


def _times_257(value: int) -> int:
    return value * 257


def seen(browser: Browser, content: bytes, kind: str) -> tuple[int, int, list[int]]:
    with browser.new_page() as page:
        source = f"data:image/{kind};base64,{b64encode(content).decode()}"
        wide, high, values = page.evaluate(GRID, [source, COLUMNS, ROWS])
        return wide, high, values


@pytest.mark.parametrize("form", FORMS)
def test_the_browser_sees_the_same(browser: Browser, form: str) -> None:
    original = FORMS[form]()
    found = framed(read(original), Wish(ground=(255, 255, 255)), None)
    assert found is not None
    content, suffix = encoded(*found)
    wide, high, theirs = seen(browser, original, "avif" if form == "avif" else "png")
    width, height, ours = seen(browser, content, {"jpg": "jpeg"}.get(suffix, suffix))
    assert (width, height) == (wide, high) == (1200, 630)
    apart = [abs(a - b) for a, b in zip(theirs, ours, strict=True)]
    assert max(apart) <= MOST_APART
    assert sum(apart) / len(apart) <= MOST_APART_ON_AVERAGE
