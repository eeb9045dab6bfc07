"""Facades in a real browser: nothing is asked of others before they are pressed."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.readers.install import FOLDER
from tests.support.configured import Configured
from tests.support.pictures import png
from tests.support.serving import served

pytestmark = pytest.mark.browser

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "frame-src https://www.youtube-nocookie.com https://open.spotify.com"
)
SHEET = """
body { margin: 0; } main { padding: 8px; } p { margin: 8px 0; }
.wrapper { position: relative; height: 0; padding-bottom: 56.25%; }
.wrapper iframe { position: absolute; inset: 0; width: 100%; height: 100%; }
.modern { width: 100%; aspect-ratio: 16 / 9; height: auto; }
iframe { border: 0; vertical-align: bottom; }
article a { color: red; text-decoration: underline; padding: 9px; display: block; }
"""
HEAD = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mill</title>'
    '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="s.css"></head>'
)
FILM = "https://www.youtube-nocookie.com/embed/{}?rel=0"
FRAMES = (
    f'<p><iframe id="a" width="560" height="315" src="{FILM.format("aaaaaaaaaaa")}" '
    'allow="fullscreen" title="Gates"></iframe></p>'
    f'<div class="wrapper"><iframe id="b" src="{FILM.format("bbbbbbbbbbb")}"></iframe></div>'
    f'<iframe id="c" class="modern" src="{FILM.format("ccccccccccc")}"></iframe>'
    '<iframe id="d" width="100%" height="152" '
    'src="https://open.spotify.com/embed/track/11dFghVXANMlKmJXsNCbNl"></iframe>'
)
TEXT = f"{HEAD}<body><main><article><h1>Mill</h1>{FRAMES}<p>After.</p></article></main>"
PLAYER = """<!doctype html><title>Player</title><button>Pause</button>
<script>addEventListener("keydown", (event) => (document.title = `Heard ${event.key}`))</script>"""


HEIGHT = "document.documentElement.scrollHeight"


class Tab(NamedTuple):
    """A tab whose requests are noted; others are answered by a player that is made up."""

    page: Page
    elsewhere: list[str]
    said: list[str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Configured:
    files = {"index.html": TEXT, "s.css": SHEET, "posters/bbbbbbbbbbb.png": png(32, 18)}
    made = Configured(tmp_path_factory.mktemp("media"), files, "media")
    assert made.build().code == 0
    return made


@pytest.fixture(scope="module")
def root(made: Configured) -> Iterator[str]:
    with served(made.root, POLICY) as address:
        yield address


@pytest.fixture
def tab(browser: Browser, root: str) -> Iterator[Tab]:
    with browser.new_context(viewport={"width": 800, "height": 900}) as context:
        tab = Tab(context.new_page(), [], [])
        watch(tab, root)
        tab.page.goto(root)
        yield tab
    assert tab.said == []


def watch(tab: Tab, root: str) -> None:
    tab.page.on("console", lambda said: tab.said.append(said.text))
    tab.page.on("pageerror", lambda error: tab.said.append(str(error)))

    def answer(route: object) -> None:
        tab.elsewhere.append(route.request.url)  # type: ignore[attr-defined]
        route.fulfill(body=PLAYER, content_type="text/html")  # type: ignore[attr-defined]

    tab.page.context.route(lambda url: not url.startswith(root), answer)


def facades(page: Page) -> list[dict[str, float]]:
    return page.evaluate(
        """() => [...document.querySelectorAll("a[data-smoopt=media], iframe")].map((each) => {
          const { x, y, width, height } = each.getBoundingClientRect();
          return { x: x + scrollX, y: y + scrollY, width, height };
        })"""
    )


def test_nothing_is_asked_of_others_before_a_facade_is_pressed(tab: Tab) -> None:
    tab.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    tab.page.wait_for_load_state("networkidle")
    assert tab.elsewhere == []
    expect(tab.page.locator("iframe")).to_have_count(0)


def until_heard(page: Page) -> None:
    """Wait until keys go to the player: a frame of another origin may be another process."""
    for _ in range(100):
        page.keyboard.press("Shift")
        if page.frames[1].title() == "Heard Shift":
            return
        page.wait_for_timeout(50)
    pytest.fail("keys do not go to the player")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_plays_the_film_and_leads_into_it(key: str, tab: Tab) -> None:
    button = tab.page.get_by_role("button", name="Gates Play video Loads from youtube-nocookie.com")
    button.focus()
    tab.page.keyboard.press(key)
    frame = tab.page.locator("iframe")
    expect(frame).to_have_attribute("src", f"{FILM.format('aaaaaaaaaaa')}&autoplay=1")
    expect(frame).to_have_attribute("allow", "fullscreen; autoplay")
    expect(frame).to_be_focused()
    expect(tab.page.frame_locator("iframe").get_by_role("button")).to_be_visible()
    until_heard(tab.page)
    tab.page.keyboard.press("Tab")
    expect(tab.page.frame_locator("iframe").get_by_role("button")).to_be_focused()
    assert tab.elsewhere == [f"{FILM.format('aaaaaaaaaaa')}&autoplay=1"]


@pytest.mark.parametrize("width", [800, 360])
def test_nothing_moves_as_facades_are_pressed(width: int, tab: Tab) -> None:
    tab.page.set_viewport_size({"width": width, "height": 900})
    before, height = facades(tab.page), tab.page.evaluate(HEIGHT)
    frames = tab.page.frame_locator("iframe")
    for number in range(len(before)):
        tab.page.locator("a[data-smoopt=media]").first.press("Enter")
        expect(frames.nth(number).get_by_role("button")).to_be_visible()
    assert len(facades(tab.page)) == 4
    for old, new in zip(before, facades(tab.page), strict=True):
        assert new == pytest.approx(old, abs=1)
    assert tab.page.evaluate(HEIGHT) == height
    assert tab.elsewhere[3] == "https://open.spotify.com/embed/track/11dFghVXANMlKmJXsNCbNl"


def test_a_facade_takes_the_room_of_its_frame(tab: Tab, made: Configured, root: str) -> None:
    with_facades = facades(tab.page)
    # The page as it was, under the same sheet.
    (made.root / "plain.html").write_bytes(made.before["index.html"])
    tab.page.goto(f"{root}plain.html")
    assert [
        pytest.approx(one, abs=1) == other
        for one, other in zip(with_facades, facades(tab.page), strict=True)
    ] == [True] * 4
    tab.said.clear()


def test_with_another_button_or_key_it_is_the_link_that_it_was(tab: Tab) -> None:
    tab.page.evaluate(
        """() => document.addEventListener("click", (event) => {
          window.isPressed = event.defaultPrevented;
          event.preventDefault();
        })"""
    )
    tab.page.locator("a[data-smoopt=media]").first.click(modifiers=["Control"])
    assert tab.page.evaluate("isPressed") is False
    expect(tab.page.locator("iframe")).to_have_count(0)


@pytest.mark.node
def test_facades_shut_nobody_out(tab: Tab) -> None:
    tab.page.evaluate((FOLDER / "node_modules/axe-core/axe.min.js").read_text("utf-8"))
    found = tab.page.evaluate("axe.run(document).then((each) => each.violations)")
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


def test_without_scripts_it_leads_to_the_film(root: str, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = Tab(context.new_page(), [], [])
        watch(tab, root)
        tab.page.goto(root)
        assert tab.elsewhere == []
        tab.page.get_by_role("link", name="Gates").press("Enter")
        tab.page.wait_for_url("https://www.youtube.com/watch?v=aaaaaaaaaaa")


def test_a_facade_that_a_router_brings_can_be_pressed(tab: Tab) -> None:
    tab.page.evaluate("document.body.append(document.querySelector('p').cloneNode(true))")
    button = tab.page.get_by_role("button", name="Gates").nth(1)
    button.click()
    expect(tab.page.locator("iframe")).to_have_count(1)
