"""Pages of other origins in the same browser: they try what there is, and get nothing."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.pictures import png
from tests.support.previews import Running
from tests.support.runs import PATIENCE, page, until

pytestmark = pytest.mark.browser

# Another port of the same host, another name of the same computer, and a name of a stranger's.
STRANGERS = ("127.0.0.1", "localhost", "attacker.localhost")
OWN = ("", "secret.js", "style.css", "secret.png")
SCRIPT = (
    "addEventListener('message', (event) => event.source.postMessage('answer', '*'));"
    "globalThis.window || postMessage('ran');"
)
NAMES = (
    *("script", "module", "style", "picture", "video", "fetch", "opaque", "posted"),
    *("font", "events", "socket", "worker", "frame", "object"),
)
# What a page may try with an address, by these names; each says what it got, "" for nothing.
ATTEMPTS = """(wanted) => {
  const waits = (start) => new Promise((done) => {
    setTimeout(() => done("waited for nothing"), 20000);
    start(done);
  });
  const loaded = (url, tag, name, more, found) => waits((done) => {
    const element = Object.assign(document.createElement(tag), more);
    element.onload = () => done(found(element));
    element.onerror = () => done("");
    element.setAttribute(name, url);
    document.body.append(element);
  });
  const answered = (start) => waits(async (done) => {
    const other = await start();
    if (!other) return done("");
    addEventListener("message", (event) => event.source === other && done(event.data));
    for (let turn = 0; turn < 30; turn++) {
      other.postMessage("question", "*");
      if (other.length) done("frames");
      await new Promise((then) => setTimeout(then, 50));
    }
    done("");
  });
  const read = (url, options) => fetch(url, options).then(() => "read", () => "");
  const listened = (source) => waits((done) => {
    source.onopen = source.onmessage = () => { source.close?.(); done("open"); };
    source.onerror = () => { source.close?.(); done(""); };
  });
  const attempts = {
    script: (url) => loaded(url, "script", "src", {}, () => "ran"),
    module: (url) => import(url).then(() => "ran", () => ""),
    style: (url) => loaded(url, "link", "href", { rel: "stylesheet" }, () => "loaded"),
    picture: (url) => loaded(url, "img", "src", {}, (image) => `${image.naturalWidth} wide`),
    video: (url) => loaded(url, "video", "src", {}, () => "loaded"),
    fetch: (url) => read(url, {}),
    opaque: (url) => read(url, { mode: "no-cors", credentials: "include" }),
    posted: (url) => read(url, { mode: "no-cors", method: "POST", body: "a" }),
    font: (url) => new FontFace("x", `url("${url}")`).load().then(() => "loaded", () => ""),
    events: (url) => listened(new EventSource(url)),
    socket: (url) => listened(new WebSocket(url.replace("http", "ws"))),
    worker: async (url) => {
      try { return await listened(new Worker(url)); } catch { return ""; }
    },
    frame: (url) => answered(() => loaded(url, "iframe", "src", {}, (it) => it.contentWindow)),
    object: (url) => answered(() => loaded(url, "object", "data", {}, (it) => it.contentWindow)),
  };
  return Promise.all(wanted.map(
    async ([name, url]) => [`${name} of ${url}`, await attempts[name](url)]
  )).then(Object.fromEntries);
}"""


class Stranger(BaseHTTPRequestHandler):
    """An empty page at every address."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Stranger</title><body>")

    def log_request(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    """Serve the strangers' pages."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Stranger) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.fixture
def root(root: Path) -> Path:
    """Add what would be worth having."""
    (root / "secret.js").write_text(SCRIPT, "utf-8")
    (root / "secret.png").write_bytes(png(600, 315))
    talks = f'<script>{SCRIPT}</script><iframe src="about.html"></iframe><img src="secret.png">'
    (root / "index.html").write_text(page("Home").replace("</main>", f"</main>{talks}"), "utf-8")
    return root


def origins(running: Running, shown: Page) -> tuple[str, str]:
    """Give the origins of the companion and of the site, without their slashes."""
    shown.goto(f"{running.address}page/index.html")
    site = re.match(r"http://[^/]+", shown.locator("#frame").get_attribute("src") or "")
    assert site
    return running.address.rstrip("/"), site[0]


@pytest.mark.parametrize("host", STRANGERS)
def test_a_stranger_gets_nothing(host: str, port: int, running: Running, browser: Browser) -> None:
    with browser.new_context() as context:
        shown = context.new_page()
        companion, site = origins(running, shown)
        shown.goto(f"http://{host}:{port}/")
        addresses = (
            *(f"{companion}{path}" for path in ("/", "/events", "/static/preview.js")),
            f"{companion}/picture/secret.png",
            *(f"{site}/{name}" for name in OWN),
        )
        wanted = [[name, address] for name in NAMES for address in addresses]
        got = shown.evaluate(ATTEMPTS, wanted)
        assert len(got) == len(wanted)
        assert {name: what for name, what in got.items() if what} == {}


def test_the_attempts_succeed_where_they_may(running: Running, browser: Browser) -> None:
    with browser.new_context() as context:
        shown = context.new_page()
        companion, site = origins(running, shown)
        shown.goto(f"{site}/about.html")
        home, script, style, picture = (f"{site}/{name}" for name in OWN)
        expected = {
            ("script", script): "ran",
            ("module", script): "ran",
            ("worker", script): "open",
            ("style", style): "loaded",
            ("picture", picture): "600 wide",
            ("fetch", home): "read",
            ("opaque", home): "read",
            ("posted", home): "read",
            ("frame", home): "frames",
            ("object", home): "frames",
        }
        got = shown.evaluate(ATTEMPTS, [[*pair] for pair in expected])
        assert got == {f"{name} of {url}": what for (name, url), what in expected.items()}
        shown.goto(companion)
        events = f"{companion}/events"
        assert shown.evaluate(ATTEMPTS, [["events", events]]) == {f"events of {events}": "open"}


@pytest.mark.parametrize("host", STRANGERS)
def test_a_form_that_a_stranger_sends_is_refused(
    host: str, port: int, running: Running, browser: Browser
) -> None:
    with browser.new_context() as context:
        shown = context.new_page()
        for origin in origins(running, shown):
            shown.goto(f"http://{host}:{port}/")
            with shown.expect_navigation() as sent:
                shown.evaluate(
                    """(action) => {
                      const form = document.createElement("form");
                      document.body.append(Object.assign(form, { action, method: "post" }));
                      form.submit();
                    }""",
                    f"{origin}/form",
                )
            assert sent.value
            assert (sent.value.url, sent.value.status) == (f"{origin}/form", 403)


def test_who_opens_the_preview_in_a_window_loses_hold_of_it(
    port: int, running: Running, browser: Browser
) -> None:
    with browser.new_context() as context:
        shown = context.new_page()
        for origin in origins(running, shown):
            shown.goto(f"http://127.0.0.1:{port}/")
            with context.expect_page() as opened:
                shown.evaluate("(url) => { window.other = open(url); }", origin)
            expect(opened.value).to_have_title(re.compile("Home|Pages"))
            assert until(lambda: shown.evaluate("other.closed"), PATIENCE)
            assert opened.value.evaluate("opener") is None


def test_the_companion_still_shows_the_site_and_its_pictures(
    running: Running, browser: Browser
) -> None:
    card = '<meta property="og:image" content="https://example.org/secret.png">'
    running.save("about.html", page("About").replace("</head>", f"{card}</head>"))
    with browser.new_context() as context:
        shown = context.new_page()
        origins(running, shown)
        shown.locator("#frame").scroll_into_view_if_needed()
        frame = shown.frame_locator("#frame")
        expect(frame.locator("h1")).to_have_text("Home")
        expect(frame.frame_locator("iframe").locator("h1")).to_have_text("About")
        wide = "(image) => image.naturalWidth"
        assert until(lambda: frame.locator("img").evaluate(wide) == 600, PATIENCE)
        shown.goto(f"{running.address}page/about.html")
        picture = shown.locator(".sc-picture").first
        picture.scroll_into_view_if_needed()
        assert until(lambda: picture.evaluate(wide) == 600, PATIENCE)
