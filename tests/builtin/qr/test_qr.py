"""The plugin `qr`: codes that another reader reads."""

import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pypdfium2
import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from smoopt.builtin.qr.code import Code, code_of
from tests.support.configured import URL, Configured
from tests.support.runs import page
from tests.support.serving import served
from tests.support.sites import write_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# A process that later tests fork has none of OpenCV's threads, and would wait for them for ever.
cv2.setNumThreads(1)

SHORT = "https://mill.example/1"
LONG = f"{SHORT}{'0' * 101}"
FILES = {
    "index.html": page("Mill"),
    "posts/a.html": page("Gates & wheels"),
    "short.html": page("S").replace("</head>", f'<link rel="shortlink" href="{SHORT}"></head>'),
    "long.html": page("L").replace("</head>", f'<link rel="shortlink" href="{LONG}"></head>'),
    "404.html": page("Gone"),
}


def read(picture: Image.Image) -> str:
    """Find the code in a picture and give what it says; nothing if there is none."""
    return cv2.QRCodeDetector().detectAndDecode(np.array(picture.convert("L")))[0]


def read_whole(picture: Image.Image, side: int) -> str:
    """Read a code of `side` modules that fills a picture, quiet zone and all."""
    scale, rest = divmod(picture.width, side)
    assert rest == 0
    assert picture.height == picture.width
    pixels = np.array(picture.convert("L"))
    quiet = 4 * scale
    inner = pixels[quiet:-quiet, quiet:-quiet]
    assert (pixels == 0).sum() == (inner == 0).sum(), "nothing dark in the quiet zone"
    near, far = quiet, picture.width - quiet - 1
    corners = np.array([[[near, near], [far, near], [far, far], [near, far]]], np.float32)
    return cv2.QRCodeDetector().decode(pixels, corners)[0]


def drawn(code: Code) -> Image.Image:
    """Draw the path as an SVG reader would: lines through the middle of rows."""
    picture = Image.new("L", (code.side * 3, code.side * 3), "white")
    pen = ImageDraw.Draw(picture)
    assert code.path.startswith("M0 .5")
    x, y = 0, 0
    steps = re.findall(r"m(-?\d+) (\d+)h(\d+)", code.path)
    assert "M0 .5" + "".join(f"m{dx} {dy}h{length}" for dx, dy, length in steps) == code.path
    for dx, dy, length in (map(int, step) for step in steps):
        x, y = x + dx, y + dy
        pen.rectangle((x * 3, y * 3, (x + length) * 3 - 1, y * 3 + 2), "black")
        x += length
    return picture


def level_of(code: Code) -> str:
    """Read the level from the two bits that stand at the left below the upper finder pattern.

    https://www.thonky.com/qr-code-tutorial/format-version-information (2026-12-01): the mask
    101010000010010 lies over the whole of what is said there.
    """
    bits = [row == 0 for row in code.rows[8][:2]]
    return "MLHQ"[(2 * bits[0] + bits[1]) ^ 0b10]


def shown(made: Configured, path: str) -> list[str]:
    """Give the addresses that stand beside the pictures of a page's codes."""
    within = "main details[data-smoopt=qr]:not([open]) p"
    said = turbohtml.parse(made.text(path)).select(f"{within} > img[alt=''] + bdi")
    return [each.text for each in said]


def sheets(made: Configured) -> set[str]:
    """Name what was added, without hashes."""
    return {path.partition(".")[0] for path in made.added()}


def beside(made: Configured) -> set[str]:
    """Name what was added, but for smoopt's own folder."""
    return {path for path in made.added() if not path.startswith("smoopt/")}


def test_pages_show_the_short_link_or_else_their_address(tmp_path: Path) -> None:
    made = Configured(tmp_path, FILES, "qr")
    assert made.build().code == 0
    assert shown(made, "index.html") == [URL]
    assert shown(made, "posts/a.html") == [f"{URL}posts/a.html"]
    assert shown(made, "short.html") == [SHORT]
    assert shown(made, "long.html") == [], "it would be larger than what a page should carry"
    assert shown(made, "404.html") == []
    assert sheets(made) == {"smoopt/bar"}
    made.assert_settled()


def test_the_code_lies_beside_the_page(tmp_path: Path) -> None:
    made = Configured(tmp_path, FILES, "qr", "file = true\n")
    made.build()
    assert beside(made) == {"index.qr.svg", "posts/a.qr.svg", "short.qr.svg"}
    link = turbohtml.parse(made.text("posts/a.html")).select_one("[data-smoopt=qr] a[download]")
    assert link is not None
    assert link.attr("href") == "a.qr.svg"
    made.assert_settled()


def test_pages_of_one_name_have_codes_of_their_own(tmp_path: Path) -> None:
    twins = {"a.html": FILES["posts/a.html"], "a.htm": FILES["posts/a.html"]}
    made = Configured(tmp_path, twins, "qr", "file = true\n")
    assert made.build().code == 0
    assert beside(made) == {"a.qr.svg", "a.htm.qr.svg"}


def test_a_file_of_the_author_s_stays(tmp_path: Path) -> None:
    own = {**FILES, "index.qr.svg": "<svg/>"}
    made = Configured(tmp_path, own, "qr", "file = true\nshow = false\n")
    assert made.build().code == 0
    assert made.text("index.qr.svg") == "<svg/>"
    assert shown(made, "posts/a.html") == []
    assert beside(made) == {"posts/a.qr.svg", "short.qr.svg"}


def test_a_site_may_write_its_own_markup(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    own = tmp_path / "templates" / "qr.html.j2"
    own.write_text('<p data-smoopt="qr" title="{{ url }}">{{ side }}</p>')
    made = Configured(tmp_path, FILES, "qr")
    assert made.build().code == 0
    assert f'<p data-smoopt="qr" title="{SHORT}">33</p>' in made.text("short.html")
    own.write_text('<svg data-smoopt="qr"><path d="{{ path }}"></path></svg>')
    assert made.build().code == 0
    assert '<path d="M0 .5m4 4h7' in made.text("short.html")
    own.write_text("<p>{{ url }}</p>")
    assert made.build().code == 2


def test_without_zxing_cpp_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smoopt.model.extras.find_spec", lambda _: None)
    run = Configured(tmp_path, FILES, "qr").build()
    assert run.code == 2
    assert "pip install 'smoopt[qr]'" in run.err


PATHS = st.text(st.characters(codec="ascii", categories=["L", "N"], include_characters="/-_.~%&?="))


@given(PATHS.map(lambda path: f"{URL}{path}"))
def test_another_reader_reads_every_address_that_is_drawn(url: str) -> None:
    code = code_of(url)
    assert (code is None) == (len(url) > 122)
    if code is not None:
        picture = Image.open(BytesIO(b64decode(code.picture)))
        assert picture.size == (code.side * 4, code.side * 4)
        assert read_whole(picture, code.side) == read_whole(drawn(code), code.side) == url
        assert code == code_of(url)
        assert len(code.picture) < 900


@pytest.mark.parametrize(("length", "modules"), [(26, 25), (42, 29), (62, 33), (84, 37), (122, 45)])
def test_a_code_of_level_m_is_no_larger_than_it_must_be(length: int, modules: int) -> None:
    code = code_of("https://mill.example/".ljust(length, "x"))
    assert code is not None
    assert len(code.rows) == modules
    assert level_of(code) == "M"


@pytest.mark.parametrize("url", [f"{URL}ä", f"{URL}a b", f'{URL}"'])
def test_what_is_no_address_as_it_stands_has_no_code(url: str) -> None:
    assert code_of(url) is None


@pytest.mark.browser
def test_it_is_read_from_a_screen_with_a_dark_page(tmp_path: Path, browser: "Browser") -> None:
    made = Configured(tmp_path, FILES, "qr", "file = true\n")
    made.build()
    shown = Configured(tmp_path / "shown", FILES, "qr")
    shown.build()
    dark = "<style>html, body, svg, img { background: #000; color: #fff }</style></head>"
    tab = browser.new_page()
    tab.set_content(shown.text("posts/a.html").replace("</head>", dark))
    tab.locator("summary").click()
    assert tab.locator("details p").inner_text().strip() == f"{URL}posts/a.html"
    assert read(Image.open(BytesIO(tab.screenshot()))) == f"{URL}posts/a.html"
    tab.goto((made.root / "posts/a.qr.svg").as_uri())
    assert read(Image.open(BytesIO(tab.screenshot()))) == f"{URL}posts/a.html"
    tab.close()


# On paper

DARK = "<style>body { background: #000; color: #fff }</style></head>"
RIGHT_TO_LEFT = page("R").replace("lang=en", "lang=ar dir=rtl")
STRICT = "<meta http-equiv=content-security-policy content=\"img-src 'self'\"></head>"
POLICY = "style-src 'self' 'unsafe-inline'; img-src data:; default-src 'none'"
NO_BARS = "[plugins]\nshare = false\nbookmarks = false\n"
LINKED = 'rel="stylesheet" href="../smoopt/bar.'


def printed(tab: "Page") -> tuple[str, str]:
    """Print a page, and give what a code says that is on the paper, and the page's text."""
    code = text = ""
    for sheet in pypdfium2.PdfDocument(tab.pdf(prefer_css_page_size=True)):
        code += read(sheet.render(scale=2).to_pil())
        text += sheet.get_textpage().get_text_bounded()
    return code, " ".join(text.split())


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "kind"),
    [("posts/a", "img"), ("posts/dark", "img"), ("posts/rtl", "img"), ("posts/strict", "svg")],
)
def test_paper_has_the_code_beside_its_address(
    name: str, kind: str, tmp_path: Path, browser: "Browser"
) -> None:
    files = {
        **FILES,
        "posts/dark.html": page("Night").replace("</head>", DARK),
        "posts/rtl.html": RIGHT_TO_LEFT,
        "posts/strict.html": page("T").replace("</head>", STRICT),
    }
    made = Configured(tmp_path, files, "qr", "file = true\n")
    assert made.build().code == 0
    url = f"{URL}{name}.html"
    with (
        served(made.root, POLICY) as address,
        browser.new_page() as tab,
    ):
        tab.goto(f"{address}{name}.html")
        shown = tab.locator("details :is(img, svg)")
        assert shown.evaluate("each => each.localName") == kind
        assert not shown.is_visible()
        code, text = printed(tab)
        assert code == url
        assert text.endswith(url), "without the summary and the link to the file"
        assert text.count(url) == 1
        tab.locator("summary").click()
        assert url in tab.locator("main").inner_text()
        assert printed(tab)[0] == url


@pytest.mark.browser
def test_paper_has_a_code_by_the_markup_of_a_site_as_well(
    tmp_path: Path, browser: "Browser"
) -> None:
    own = """<details data-smoopt="qr"><summary>QR</summary><p data-url="{{ url }}">
<img src="data:image/png;base64,{{ picture }}" alt="" /></p></details>"""
    write_files(tmp_path, {"templates/qr.html.j2": own})
    made = Configured(tmp_path, FILES, "qr", NO_BARS)
    assert made.build().code == 0
    with browser.new_page() as tab:
        tab.goto((made.root / "posts/a.html").as_uri())
        code, text = printed(tab)
    assert code == f"{URL}posts/a.html"
    assert text.endswith(f"{URL}posts/a.html")


@pytest.mark.parametrize(
    ("bars", "sheet", "media"),
    [
        ("", "bar", None),
        (NO_BARS, "qr", "print"),
        ('[plugins.share]\nstyle = "none"\n', "qr", "print"),
        ('[plugins.bookmarks]\nlook = "text"\n[plugins]\nshare = false\n', "qr", "print"),
    ],
)
def test_the_bars_sheet_has_the_rules_for_paper_where_a_site_has_it(
    bars: str, sheet: str, media: str | None, tmp_path: Path
) -> None:
    made = Configured(tmp_path, FILES, "qr", bars)
    assert made.build().code == 0
    assert sheets(made) == {f"smoopt/{sheet}"}
    link = turbohtml.parse(made.text("posts/a.html")).select_one("link[rel=stylesheet]")
    assert link is not None
    assert (link.attr("href") or "").startswith(f"../smoopt/{sheet}.")
    assert link.attr("media") == media
    made.assert_settled()


@pytest.mark.browser
def test_without_the_option_paper_has_no_code(tmp_path: Path, browser: "Browser") -> None:
    made = Configured(tmp_path, FILES, "qr", "print = false\n")
    assert made.build().code == 0
    assert made.added() == set()
    with browser.new_page() as tab:
        tab.goto((made.root / "posts/a.html").as_uri())
        assert printed(tab)[0] == ""


def test_what_cannot_have_the_style_sheet_names_none(tmp_path: Path) -> None:
    files = {
        "posts/a.html": page("A"),
        "posts/policy.html": page("P").replace(
            "</head>",
            "<meta http-equiv=content-security-policy content=\"style-src 'none'\"></head>",
        ),
        "posts/amp.html": page("M").replace("<html", "<html amp"),
        "posts/nuxt.html": page("N").replace("<body>", '<body id="__nuxt">'),
        "posts/long.html": FILES["long.html"],
    }
    made = Configured(tmp_path, files, "qr")
    made.build()
    assert {path for path in files if LINKED in made.text(path)} == {"posts/a.html"}


def test_what_cannot_have_the_picture_has_the_code_as_svg(tmp_path: Path) -> None:
    files = {
        "posts/a.html": page("A"),
        "posts/strict.html": page("T").replace("</head>", STRICT),
        "posts/amp.html": page("M").replace("<html", "<html amp"),
    }
    made = Configured(tmp_path, files, "qr")
    made.build()
    assert [len(shown(made, path)) for path in files] == [1, 0, 0]
    drawn = [path for path in files if '<path stroke="#000" d="M0 .5m4 4h7' in made.text(path)]
    assert drawn == ["posts/strict.html", "posts/amp.html"]
