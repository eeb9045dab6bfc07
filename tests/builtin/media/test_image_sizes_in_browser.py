"""Pictures with their sizes in a real browser: they look as before, and the text stays in place."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.support.configured import Configured
from tests.support.pictures import png

pytestmark = pytest.mark.browser

HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mill</title>{}</head>'
IMAGE = '<img class="x" src="a.png">'
# Each is a sheet, and what stands around a picture.
LOOKS = [
    ("", IMAGE),
    ("img { max-width: 100% }", IMAGE),
    ("img { max-width: 100%; height: auto }", IMAGE),
    ("img { max-width: 100%; height: auto; max-height: 90px }", IMAGE),
    ("img { height: 50px }", IMAGE),
    ("img { width: 50px }", IMAGE),
    ("img { width: 50%; height: auto }", IMAGE),
    ("img { max-width: 100%; height: auto } .x { height: 40px }", IMAGE),
    ("img { max-width: 100%; height: auto } p { display: flex }", IMAGE),
    ("p { display: flex; flex-direction: column }", IMAGE),
    ("p { display: grid; justify-items: stretch } img { max-width: 100%; height: auto }", IMAGE),
    ("img { max-width: 100%; height: auto } a { display: inline-block }", f"<a href=x>{IMAGE}</a>"),
    ("img { max-width: 100%; height: auto; float: right }", IMAGE),
    ("img { display: block; max-width: 100%; height: auto; margin: auto }", IMAGE),
    ("img { aspect-ratio: 1; object-fit: cover; max-width: 100% }", IMAGE),
    ("@layer a { img { max-width: 100%; height: auto } } @layer b { .x { height: 3rem } }", IMAGE),
    ("img { max-width: 100%; height: auto }", '<img width="300" src="a.png">'),
    ("img { max-width: 100%; height: auto; padding: 5px; border: 3px solid }", IMAGE),
    ("img { box-sizing: border-box; width: 100%; height: auto; padding: 5px }", IMAGE),
    ("img { width: fit-content; height: auto }", IMAGE),
    ("@media (width < 500px) { img { width: 100% } }", IMAGE),
    ("img { max-inline-size: 100%; block-size: auto }", IMAGE),
    ("td img { max-width: 100%; height: auto }", f"<table><tr><td>{IMAGE}<td>text</table>"),
]
COUNT = range(len(LOOKS))
SOUND = "<style>img { max-width: 100%; height: auto }</style>"
SHIFTS = """() => new Promise((done) => {
  new PerformanceObserver((list) => {
    window.shift = (window.shift || 0) + list.getEntries().reduce((sum, one) => sum + one.value, 0);
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(window.shift || 0), 50));
})"""


def page(body: str, head: str) -> str:
    return f"{HEAD.format(head)}<body><main><h1>Mill</h1>{body}</main></body></html>"


class Both(NamedTuple):
    """The site as it was, and as it was built."""

    before: Path
    after: Path


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    files: dict[str, str | bytes] = {"a.png": png(640, 240)}
    for number, (css, body) in enumerate(LOOKS):
        files[f"{number}.html"] = page(f"<p>{body}</p>", f"<style>{css}</style>")
    text = "<p>The gates are old.</p>"
    files["shift.html"] = page(f"{IMAGE}{text * 3}{IMAGE}{text * 9}", SOUND)
    plain = Configured(tmp_path_factory.mktemp("plain"), files, "media")
    made = Configured(tmp_path_factory.mktemp("made"), files, "media")
    assert made.build().code == 0
    return Both(plain.root, made.root)


@contextmanager
def opened(browser: Browser, root: Path, path: str, late: float = 0) -> Iterator[Page]:
    """Open a page of a folder; pictures come so many seconds late."""

    def answer(route: Route) -> None:
        name = urlsplit(route.request.url).path[1:]
        if name.endswith(".png"):
            time.sleep(late)
        if (root / name).exists():
            route.fulfill(path=root / name)
        else:
            frames = "".join(f"<iframe src={number}.html>X</iframe>" for number in COUNT)
            route.fulfill(body=frames, content_type="text/html")

    with browser.new_page(viewport={"width": 500, "height": 700}) as tab:
        tab.route("**/*", answer)
        tab.goto(f"https://mill.example/{path}")
        yield tab


BOXES = """() => [...document.querySelectorAll("iframe")].map((frame) =>
  [400, 1000].map((wide) => {
    frame.width = wide;
    const { x, y, width, height } = frame.contentDocument.images[0].getBoundingClientRect();
    return [x, y, width, height];
  }).flat()
)"""


def test_pictures_look_as_before_whatever_the_sheets_say(both: Both, browser: Browser) -> None:
    seen = []
    for root in both:
        with opened(browser, root, "frames.html") as tab:
            seen.append(tab.evaluate(BOXES))
    for (css, _), before, after in zip(LOOKS, *seen, strict=True):
        assert after == pytest.approx(before, abs=0.5), css


def shift(browser: Browser, root: Path) -> float:
    """Give how far the text moves as late pictures come: Chromium's own measure."""
    with opened(browser, root, "shift.html", late=0.2) as tab:
        return float(tab.evaluate(SHIFTS))


def test_the_text_stays_in_place_as_pictures_come(both: Both, browser: Browser) -> None:
    assert shift(browser, both.before) > 0.1
    assert shift(browser, both.after) == 0
