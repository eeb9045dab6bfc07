"""SVG is drawn offline, within limits, and only where nothing of it comes from elsewhere."""

import time

import pytest
from PIL import Image

from smoopt.builtin.pictures import svg
from smoopt.builtin.pictures.reading import Unreadable
from smoopt.builtin.pictures.svg import rasterised
from tests.support.taken import opened, photo, saved

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
RED = '<rect width="10000" height="10000" fill="red"/>'


def drawing(inner: str, size: str = 'width="10" height="10"', before: str = "") -> bytes:
    return f"{before}<svg {NS} {size}>{inner}</svg>".encode()


@pytest.mark.parametrize(
    ("size", "out"),
    [
        ('width="10" height="10"', (1200, 1200)),
        ('width="100px" height="50px"', (1260, 630)),
        ('viewBox="0 0 40 10"', (2400, 600)),
        ('width="100%" height="100%" viewBox="0,0,120,63"', (1200, 630)),
        ('width="100000" height="100000"', (1200, 1200)),
    ],
)
def test_a_drawing_is_as_large_as_a_card_needs(size: str, out: tuple[int, int]) -> None:
    picture = opened(rasterised(drawing(RED, size), False))
    assert picture.size == out
    assert picture.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


@pytest.mark.parametrize(
    "size", ["", 'viewBox="none"', 'width="10" height="0"', 'width="9999" height="1"']
)
def test_a_drawing_without_a_size_is_refused(size: str) -> None:
    with pytest.raises(Unreadable, match="no size"):
        rasterised(drawing(RED, size), False)


def test_a_picture_inside_is_drawn() -> None:
    from base64 import b64encode

    data = b64encode(saved(Image.new("RGB", (4, 4), "red"), "PNG")).decode()
    inside = f'<image href="data:image/png;base64,{data}" width="10" height="10"/>'
    assert opened(rasterised(drawing(inside), False)).convert("RGB").getpixel((9, 9)) == (255, 0, 0)


@pytest.mark.parametrize(
    "reference",
    [
        "secret.png",
        "/etc/passwd",
        "file:///etc/passwd",
        "https://example.net/a.png",
        "//example.net/a.png",
        "data:image/svg+xml;base64,PHN2Zy8+",
        " secret.png#a",
    ],
)
@pytest.mark.parametrize("name", ["image", "feImage", "use"])
@pytest.mark.parametrize("attribute", ["href", "xlink:href"])
def test_what_refers_to_another_file_is_refused(name: str, attribute: str, reference: str) -> None:
    inside = f'<{name} {attribute}="{reference}" width="10" height="10"/>'
    with pytest.raises(Unreadable, match="another file"):
        rasterised(drawing(inside), False)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            drawing("&x;", before='<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
            "entit",
        ),
        (drawing("", before='<!DOCTYPE svg [<!ENTITY a "aaaa">]>'), "entities"),
        (
            drawing('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>'),
            "HTML",
        ),
        (drawing("<text>Text</text>"), "system_fonts"),
        (drawing("<rect"), "no XML"),
        (b"<html/>", "no SVG"),
        (b"", "no XML"),
        (drawing(RED).decode().encode("utf-16"), "UTF-8"),
        (b"<svg>" + b" " * 6_000_000 + b"</svg>", "bytes"),
        (drawing("<g>" * 5000 + "</g>" * 5000), "no XML"),
    ],
)
def test_what_cannot_be_drawn_as_browsers_do_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        rasterised(data, False)


def test_a_doctype_without_entities_does_no_harm() -> None:
    before = (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    assert opened(rasterised(drawing(RED, before=before), False)).size == (1200, 1200)


def test_what_was_looked_at_is_drawn_and_no_other_reading_of_it() -> None:
    latin = f'<?xml version="1.0" encoding="ISO-8859-1"?><svg {NS} width="9" height="9">'
    said = f"{latin}<title>M\xfchle</title>{RED}</svg>".encode("latin-1")
    assert opened(rasterised(said, False)).convert("RGB").getpixel((5, 5)) == (255, 0, 0)
    hidden = (
        latin.replace("ISO-8859-1", "UTF-7") + "+ADw-image href=+ACI-/etc/passwd+ACI-/+AD4-</svg>"
    )
    with pytest.raises(Unreadable):
        rasterised(hidden.encode(), False)


def test_a_drawing_that_takes_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    uses = [
        f'<g id="{chr(98 + n)}">' + f'<use href="#{chr(97 + n)}"/>' * 10 + "</g>" for n in range(8)
    ]
    bomb = f'<defs><g id="a">{RED}</g>{"".join(uses)}</defs><use href="#i"/>'
    monkeypatch.setattr(svg, "_SECONDS", 1)
    began = time.monotonic()
    with pytest.raises(Unreadable, match="resvg"):
        rasterised(drawing(bomb), False)
    assert time.monotonic() - began < 60


def test_without_resvg_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smoopt.model.extras.find_spec", lambda _: None)
    with pytest.raises(Unreadable, match=r"smoopt\[svg\]"):
        rasterised(drawing(RED), False)


def test_pictures_are_no_drawings() -> None:
    with pytest.raises(Unreadable):
        rasterised(saved(photo(9, 9), "PNG"), False)
