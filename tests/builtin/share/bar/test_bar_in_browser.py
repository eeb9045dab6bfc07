"""Bars in a real browser: nothing fetched from elsewhere, nothing moved, usable by everybody."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from smoopt.build.builder import build
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from tests.support.bars import article, registry
from tests.support.places import FIXTURES
from tests.support.sites import URL, write_files

pytestmark = pytest.mark.browser

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'"
SHIFTS = """
  window.shifts = []; window.refused = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map((e) => e.value)))
    .observe({ type: "layout-shift", buffered: true });
  document.addEventListener("securitypolicyviolation", (e) => refused.push(e.violatedDirective));
"""
# What a page's own style sheets and fonts move as they arrive is not the bars' doing.
HEIGHTS = """
  window.heights = new Map();
  document.addEventListener("DOMContentLoaded", () => {
    const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => {
      const seen = heights.get(target) ?? new Set();
      heights.set(target, seen.add(target.offsetHeight));
    }));
    document.querySelectorAll("nav[data-smoopt]").forEach((bar) => sizes.observe(bar));
  });
"""
PHONE = '<meta name="viewport" content="width=device-width">'
HEADINGS = "<h2>Before you start</h2>\n<p>Words.</p>\n<h2>Later</h2>\n<p>More words.</p>\n"
PAGE = article(head=PHONE, body=HEADINGS)
ARABIC = article("مصباح من ورق", html='lang="ar" dir="rtl"')
GERMAN = article(body="<p>Words.</p>" * 3, html='lang="de"')

Open = Callable[..., Page]


class Handler(SimpleHTTPRequestHandler):
    """Serve files under a policy that allows nothing inline."""

    strict = True

    def end_headers(self) -> None:
        if self.strict:
            self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        pass


class Lenient(Handler):
    """Serve files under no policy, for themes that have inline styles."""

    strict = False


@contextmanager
def served(root: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serve a folder; gives its address without a closing slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(root))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build one site in several ways, serve it, and give the address of the server."""
    source = tmp_path_factory.mktemp("source")
    files: dict[str, str | bytes] = {"a.html": PAGE, "ar.html": ARABIC, "de.html": GERMAN}
    write_files(source, files)
    built = write_files(tmp_path_factory.mktemp("built"), {"favicon.ico": b""})
    ways: dict[str, Registry] = {
        "plain": registry(share=False, bookmarks=False),
        "bars": registry(),
        "script": registry(share={"script": True, "utm": True}),
        "both": registry(share={"look": "both"}),
        "bare": registry(share={"style": "none"}, bookmarks=False),
    }
    site = Site(source, Settings(site=SiteSettings(url=URL)))
    for name, plugins in ways.items():
        build(site, plugins, built / name, lambda outcome: None)
    with served(built) as address:
        yield f"{address}/"


@pytest.fixture
def visit(browser: Browser, root: str) -> Iterator[Open]:
    """Open a page; every error, refusal and foreign request fails the test at its end."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def opened(path: str, **options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        context.add_init_script(SHIFTS)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: faults.extend([request.url] * (not own(request.url))))
        page.goto(f"{root}{path}")
        return page

    def own(url: str) -> bool:
        return url.startswith((root, *allowed))

    allowed: list[str] = []
    opened.allowed = allowed  # type: ignore[attr-defined]
    yield opened
    for context in contexts:
        context.close()
    assert faults == []


# Loading


@pytest.mark.parametrize("way", ["bars", "script", "both", "bare"])
def test_nothing_moves_and_the_policy_holds(way: str, visit: Open) -> None:
    page = visit(f"{way}/a.html", viewport={"width": 360, "height": 800})
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(200)
    assert page.evaluate("shifts") == []
    assert page.evaluate("refused") == []
    display = page.eval_on_selector("nav", "nav => getComputedStyle(nav).display")
    assert display == ("block" if way == "bare" else "flex")


@pytest.mark.parametrize(
    ("name", "path", "hydrated"),
    [
        ("hugo", "posts/water-first/", False),
        ("mkdocs", "guide/first-lamp/", False),
        ("sphinx", "theory.html", False),
        ("docusaurus", "blog/open-sunday.html", True),
        ("next", "notes/the-station-clock/", True),
        ("sveltekit", "walks/seven-bridges/", True),
    ],
)
def test_a_real_page_asks_nobody_else_and_throws_nothing_new(
    name: str, path: str, hydrated: bool, browser: Browser, tmp_path: Path
) -> None:
    site = Site(FIXTURES / "sites" / name, Settings(site=SiteSettings(url=URL)))
    build(site, registry(), tmp_path / "built", lambda outcome: None)
    before = loaded(browser, site.root, path)
    after = loaded(browser, tmp_path / "built", path)
    assert any(url.startswith("/smoopt/bar.") for url in after.urls)
    assert after.foreign == before.foreign
    assert after.errors == before.errors
    assert after.bars == 2
    # A framework may make its page anew, and the bars with it.
    assert hydrated or after.heights == [1, 1]


STARTS = """() => {
  const start = (each) => each.getBoundingClientRect().left;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const isWide = (text) => text.offsetWidth > 200 && !text.closest("nav, aside, footer");
  const texts = all("main p, article p").filter(isWide).map(start);
  return [Math.min(...texts), ...all(".smoopt-name").map(start)];
}"""


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("docusaurus", "docs/calibration.html"),
        ("next", "notes/the-station-clock/"),
        ("vitepress", "guide/phases.html"),
        ("vuepress", "guide/long-walls.html"),
    ],
)
def test_at_the_end_of_a_hydrated_page_a_bar_begins_where_the_text_does(
    name: str, path: str, browser: Browser, tmp_path: Path
) -> None:
    root = FIXTURES / "sites" / name
    build(
        Site(root, Settings(site=SiteSettings(url=URL))),
        registry(),
        tmp_path / "built",
        lambda _: None,
    )
    with served(tmp_path / "built", Lenient) as here, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{here}/{path}", wait_until="networkidle")
        # A menu that is fixed to the side comes and goes with the width.
        for width in (390, 760, 960, 1400):
            page.set_viewport_size({"width": width, "height": 800})
            for _ in range(100):  # it may slide to its place
                text, *bars = page.evaluate(STARTS)
                if bars == pytest.approx([text, text], abs=1):
                    break
                page.wait_for_timeout(100)
            assert len(bars) == 2
            assert bars == pytest.approx([text, text], abs=1)
            assert page.evaluate("document.documentElement.scrollWidth") <= width


class Loaded:
    """What happened while a page was loaded; the site's own files are without their host."""

    def __init__(self) -> None:
        self.urls: set[str] = set()
        self.errors: set[str] = set()
        self.bars = 0
        self.heights: list[int] = []  # how many each bar had, from its first on

    @property
    def foreign(self) -> set[str]:
        return {url for url in self.urls if not url.startswith("/")}


def loaded(browser: Browser, root: Path, path: str) -> Loaded:
    seen = Loaded()
    with served(root, Lenient) as here, browser.new_context() as context:
        context.add_init_script(HEIGHTS)
        # Pictures without a size move what is below them, or not, as they happen to arrive.
        context.route(re.compile(r"\.(jpe?g|png|webp|svg)$"), lambda route: route.abort())
        page = context.new_page()
        page.on("request", lambda request: seen.urls.add(request.url.removeprefix(here)))
        page.on("console", lambda message: seen.errors.add(message.text.replace(here, "")))
        page.goto(f"{here}/{path}", wait_until="networkidle")
        seen.heights = page.evaluate("[...heights.values()].map((seen) => seen.size)")
        seen.bars = page.locator("nav[data-smoopt]:visible").count()
    return seen


def test_icons_show_from_the_disk_and_names_without_the_style_sheet(
    browser: Browser, tmp_path: Path
) -> None:
    source = write_files(tmp_path / "source", {"guide/a.html": PAGE})
    site = Site(source, Settings(site=SiteSettings(url=URL)))
    build(site, registry(), tmp_path / "built", lambda outcome: None)
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((tmp_path / "built/guide/a.html").as_uri())
        link = page.get_by_role("link", name="Share on Bluesky")
        shown = (
            "link => [getComputedStyle(link, '::before').clipPath.slice(0, 5), link.offsetWidth]"
        )
        assert link.evaluate(shown) == ["path(", 36]
        (sheet,) = (tmp_path / "built/smoopt").glob("bar.*.css")
        sheet.unlink()
        page.reload()
        clip, width = link.evaluate(shown)
        assert clip == "none"
        assert width > 60
        assert page.locator("nav[data-smoopt=share]").inner_text().startswith("Share Share on Blu")


# Everybody


def test_bars_are_landmarks_and_links_have_names(visit: Open) -> None:
    page = visit("bars/de.html")
    bars = page.get_by_role("navigation", name="Diese Seite teilen")
    expect(bars).to_have_count(1)
    expect(bars.get_by_role("link", name="Auf Bluesky teilen")).to_be_visible()
    expect(bars.get_by_role("link")).to_have_count(7)
    expect(page.get_by_role("navigation", name="Diese Seite merken")).to_have_count(1)


def test_every_link_is_reached_by_keyboard_and_shows_it(visit: Open) -> None:
    page = visit("bars/ar.html")
    focused = "getComputedStyle(document.activeElement).outlineStyle"
    for _ in range(7):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('nav').dataset.smoopt") == "share"
        assert page.evaluate(focused) == "solid"


@pytest.mark.parametrize(("touch", "least"), [(False, 36), (True, 44)])
@pytest.mark.parametrize("way", ["bars", "both"])
def test_links_are_large_enough_to_hit(way: str, touch: bool, least: int, visit: Open) -> None:
    size = {"width": 360, "height": 800}
    page = visit(f"{way}/a.html", has_touch=touch, is_mobile=touch, viewport=size)
    for link in page.locator("nav[data-smoopt] > a").all():
        box = link.bounding_box()
        assert box is not None
        assert round(min(box["width"], box["height"]), 2) >= least
        assert box["x"] + box["width"] <= 360
        # The space around the first of a line may reach into the page's margin, what is seen not.
        icon = (box["width"] - 20) / 2 if not link.locator("span").count() else 8
        assert box["x"] + icon >= 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_bar_follows_the_direction_of_the_page(visit: Open) -> None:
    def places(path: str) -> list[float]:
        name, first, second = visit(path).locator("nav[data-smoopt=share] > *").all()[:3]
        return [box["x"] for item in (name, first, second) if (box := item.bounding_box())]

    assert places("bars/a.html") == sorted(places("bars/a.html"))
    assert places("bars/ar.html") == sorted(places("bars/ar.html"), reverse=True)


ICON = "getComputedStyle(document.querySelector('nav a'), '::before').backgroundColor"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_bar_has_the_colour_of_the_text_around_it(scheme: str, visit: Open) -> None:
    page = visit("bars/a.html", color_scheme=scheme)
    page.eval_on_selector("main", "main => { main.style.color = 'rgb(1, 2, 3)' }")
    assert page.evaluate(ICON) == "rgb(1, 2, 3)"


def test_a_bar_is_not_printed(visit: Open) -> None:
    page = visit("bars/a.html")
    expect(page.locator("nav").first).to_be_visible()
    page.emulate_media(media="print")
    for item in page.locator("[data-smoopt]").all():
        expect(item).to_be_hidden()


def test_forced_colours_leave_the_icons_visible(visit: Open) -> None:
    page = visit("bars/a.html", forced_colors="active")
    canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert page.evaluate(ICON) != canvas


@pytest.mark.parametrize(
    "before",
    [
        '<a id="last" href="b.html">Next</a>',
        '<img id="last" alt="" src="x.png">',
        '<b id="last">B</b>',
    ],
)
def test_a_bar_has_a_line_of_its_own_whatever_comes_before(
    before: str, browser: Browser, tmp_path: Path
) -> None:
    source = write_files(tmp_path / "source", {"a.html": article(body=before)})
    site = Site(source, Settings(site=SiteSettings(url=URL)))
    build(site, registry(), tmp_path / "built", lambda outcome: None)
    with served(tmp_path / "built", Lenient) as here, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{here}/a.html")
        boxes = [page.locator(one).bounding_box() for one in ("#last", "nav >> nth=0")]
        assert boxes[0]
        assert boxes[1]
        assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]
        names = [name.bounding_box() for name in page.locator(".smoopt-name, main > p").all()]
        assert len({round(box["x"]) for box in names if box}) == 1


# Permalinks


def test_permalinks_move_nothing(visit: Open) -> None:
    boxes = """[...document.querySelectorAll('main > :not(nav)')].map((e) => {
      const { x, y, width, height } = e.getBoundingClientRect(); return [x, y, width, height] })"""
    for size in ({"width": 360, "height": 800}, {"width": 1000, "height": 800}):
        plain = visit("plain/a.html", viewport=size)
        linked = visit("bars/a.html", viewport=size)
        assert linked.evaluate(boxes) == plain.evaluate(boxes)
        wide = linked.evaluate("document.documentElement.scrollWidth")
        assert wide == plain.evaluate("document.documentElement.scrollWidth")


def test_a_permalink_shows_when_the_pointer_or_the_focus_is_there(visit: Open) -> None:
    page = visit("bars/a.html")
    link = page.get_by_role("link", name="Permalink: Before you start")
    expect(link).to_have_css("opacity", "0")
    page.locator("h2").first.hover()
    expect(link).to_have_css("opacity", "0.7")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#before-you-start$"))


# The script


def test_the_link_is_copied_and_that_is_said(visit: Open) -> None:
    page = visit("script/a.html", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{URL}a.html"
    expect(page.get_by_role("status")).to_have_text("", timeout=4000)


def test_the_system_shares_where_it_can(visit: Open) -> None:
    page = visit("script/a.html")
    more = page.get_by_role("button", name="More ways to share")
    expect(more).to_have_count(0)
    page.add_init_script(
        "navigator.share = (data) => { window.told = data; return Promise.reject() }"
    )
    page.reload()
    more.click()
    assert page.evaluate("told") == {"url": f"{URL}a.html", "title": "A lamp of paper"}


def test_a_click_shares_the_page_that_was_navigated_to(visit: Open) -> None:
    visit.allowed.append("https://x.com/")  # type: ignore[attr-defined]
    page = visit("script/a.html")
    page.route("https://x.com/**", lambda route: route.fulfill(body="x"))
    first = page.get_by_role("link", name="Share on X").get_attribute("href")
    page.evaluate("history.pushState({}, '', '/docs/b.html?p=2'); document.title = 'Où & (why)!'")
    with page.expect_request("https://x.com/**") as asked:
        page.get_by_role("link", name="Share on X").click()
    assert asked.value.url != first
    query = parse_qs(urlsplit(asked.value.url).query)
    assert query["text"] == ["Où & (why)!"]
    url = "https://example.org/docs/b.html?p=2&utm_source=x&utm_medium=social"
    assert query["url"] == [url]


def test_links_come_back_when_the_reader_does(visit: Open) -> None:
    page = visit("script/a.html")
    links = "[...document.querySelectorAll('nav a')].map((a) => a.getAttribute('href'))"
    first = page.evaluate(links)
    page.evaluate("history.pushState({}, '', '/other/'); document.title = 'Other'")
    page.get_by_role("link", name="Share by email").focus()
    moved = page.evaluate(links)
    assert all(now != was for now, was in zip(moved[:7], first[:7], strict=True))
    assert moved[6] == (
        "mailto:?subject=Other&body=https%3A%2F%2Fexample.org%2Fother%2F"
        "%3Futm_source%3Demail%26utm_medium%3Dsocial"
    )
    page.evaluate("history.pushState({}, '', '/script/a.html'); document.title = 'A lamp of paper'")
    page.get_by_role("link", name="Share on Bluesky").focus()
    assert page.evaluate(links) == first


def test_without_the_script_no_button_is_seen(visit: Open) -> None:
    page = visit("script/a.html", java_script_enabled=False)
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("link", name="Share on X")).to_be_visible()


# Routers, which put another page in the place of this one: how each of them goes about it.
ROUTERS = {
    # Turbo tells the address, then replaces the body.
    "body": """history.pushState({}, '', path); document.title = next.title;
               document.body.replaceWith(document.adoptNode(next.body))""",
    # htmx writes into the body, then tells the address.
    "written": """document.body.innerHTML = next.body.innerHTML; document.title = next.title;
                  history.pushState({}, '', path)""",
    # swup replaces one container, and tells the address a little earlier or later.
    "container": """document.querySelector('main').replaceWith(next.querySelector('main'));
                    setTimeout(() => { history.pushState({}, '', path);
                                       document.title = next.title; }, 50)""",
    # Astro's router takes over head and body, and runs scripts that it does not know.
    "document": """history.pushState({}, '', path); document.head.replaceWith(next.head);
                   document.body.replaceWith(next.body);
                   for (const old of document.querySelectorAll('head script')) {
                     const script = document.createElement('script');
                     script.src = old.src + '?again'; old.replaceWith(script); }""",
    # Turbo's morphing and idiomorph change elements into those of the other page.
    "morphed": """history.pushState({}, '', path); document.title = next.title;
                  const now = document.querySelector('nav[data-smoopt=share]');
                  const then = next.querySelector('nav[data-smoopt=share]');
                  for (const name of now.getAttributeNames()) now.removeAttribute(name);
                  for (const { name, value } of then.attributes) now.setAttribute(name, value);
                  now.querySelectorAll('button').forEach((button) => { button.hidden = true });
                  now.querySelectorAll('a').forEach((link, at) =>
                    link.setAttribute('href', then.querySelectorAll('a')[at].href))""",
}
FETCHED = """async (path) => {
  const html = await (await fetch(path)).text();
  const next = new DOMParser().parseFromString(html, 'text/html');
  %s
}"""
PERMITTED = ["clipboard-read", "clipboard-write"]
SHARING = "navigator.share = (data) => { window.told = data; return Promise.resolve() }"


@pytest.mark.parametrize("router", ROUTERS)
def test_buttons_work_on_a_page_that_a_router_has_brought(
    router: str, browser: Browser, root: str
) -> None:
    with browser.new_context(permissions=PERMITTED, bypass_csp=True) as context:
        context.add_init_script(SHARING)
        page = context.new_page()
        page.goto(f"{root}script/a.html")
        page.evaluate(FETCHED % ROUTERS[router], "/script/de.html")
        bar = page.locator("nav[data-smoopt=share]")
        expect(bar).to_have_attribute("data-url", f"{URL}de.html")
        page.wait_for_url("**/script/de.html")
        bar.locator("[data-do=copy]").click()
        expect(bar.get_by_role("status")).not_to_be_empty()
        assert page.evaluate("navigator.clipboard.readText()") == f"{URL}de.html"
        bar.locator("[data-do=more]").click()
        assert page.evaluate("told.url") == f"{URL}de.html"
        bar.locator("a").first.focus()
        assert "de.html" in (bar.locator("a").first.get_attribute("href") or "")


def test_a_page_that_a_router_has_kept_shows_no_old_answer(visit: Open) -> None:
    page = visit("script/a.html", permissions=PERMITTED)
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status")).to_have_text("Link copied")
    page.evaluate("document.body.replaceWith(document.body.cloneNode(true))")
    expect(page.get_by_role("status")).to_have_text("")
    expect(page.get_by_role("button", name="Copy link")).not_to_have_attribute("data-done", "")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status")).to_have_text("Link copied")


def test_a_bar_that_a_router_has_brought_follows_a_further_navigation(visit: Open) -> None:
    page = visit("script/a.html")
    page.clock.install()
    page.evaluate("""history.pushState({}, '', '/script/de.html');
        const next = document.body.cloneNode(true);
        next.querySelector('nav').dataset.url = 'https://example.org/docs/script/de.html';
        document.body.replaceWith(next)""")
    page.clock.fast_forward(1000)  # where the reader is when a bar comes is known a little later
    page.evaluate("history.pushState({}, '', '/other.html'); document.title = 'Other'")
    link = page.get_by_role("link", name="Share on X")
    link.focus()
    assert "%2Fother.html" in (link.get_attribute("href") or "")
