"""Chromium decodes a page after build as it did before."""

import codecs
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from smoopt.build.pipeline import transform
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site
from tests.support.laws import assert_decoded_as_before
from tests.support.strategies import PROSE

pytestmark = pytest.mark.browser

JAPANESE = "これは日本語の文章です。とても長い文章なので、文字の符号化方式がわかります。"
PAGES = {
    "an image before the charset": "<title>T</title><img src=a>{charset}<p>Wörds é {prose}",
    "a noscript before the charset": "<noscript><img src=a></noscript>{charset}<p>Wörds {prose}",
    "a div before the charset": "<div></div>{charset}<title>T</title><p>Wörds {prose}",
    "a custom element before it": "<x-a></x-a>{charset}<title>T</title><p>Wörds {prose}",
    "an svg before the charset": "<svg></svg>{charset}<title>T</title><p>Wörds {prose}",
    "a bar's place before it": "<body><main><h2 id=a>A</h2>{charset}<p>Wörds {prose}</main>",
    "the pragma": "<img><meta http-equiv=content-type content='text/html; {label}'><p>Wörds",
    "a title before it": "<title>Wörds</title>{charset}<p>Wörds {prose}",
    "a late charset": "<style>" + "a{{color:red}}" * 120 + "</style>{charset}<p>Wörds {prose}",
    "no charset": "<title>Wörds</title><p>Wörds {prose}",
    "no charset, Japanese": f"<title>{JAPANESE}</title><p>{JAPANESE * 5}",
}
CODECS = {"no charset, Japanese": "shift_jis", "a title before it": "cp1252"}


def read(page: Page, data: bytes) -> tuple[str, str]:
    """Give the encoding of a page as Chromium reads it, and its title."""

    def answer(route: Route) -> None:
        route.fulfill(body=data, content_type="text/html")

    page.unroute_all()
    page.route("**/*", answer)
    page.goto("https://pages.example/a.html", wait_until="domcontentloaded")
    return page.evaluate("document.characterSet"), page.title()


def with_charset(text: str, label: str) -> str:
    return text.format(charset=f"<meta charset={label}>", label=f"charset={label}", prose=PROSE)


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    with browser.new_page() as window:
        yield window


@pytest.mark.parametrize("name", PAGES)
def test_chromium_reads_the_same_encoding(
    name: str, window: Page, lab: Site, everything: Registry
) -> None:
    codec = CODECS.get(name, "utf-8")
    text = "<!doctype html><html lang=en><head>\n" + with_charset(PAGES[name], codec)
    data = text.replace("cp1252", "windows-1252").encode(codec)
    outcome = transform("a.html", data, lab, everything)
    assert outcome.status != "failed"
    assert_decoded_as_before(data, outcome.data)
    before = read(window, data)
    assert read(window, outcome.data) == before
    if "charset" in text:
        assert codecs.lookup(before[0]).name == codec


def test_a_charset_that_is_pushed_down_would_be_missed(window: Page) -> None:
    data = b"<!doctype html><img src=a>{}<meta charset=utf-8><p>W\xc3\xb6rds"
    assert read(window, data.replace(b"{}", b" " * 900))[0] == "UTF-8"
    assert read(window, data.replace(b"{}", b" " * 1100))[0] == "windows-1252"
