"""A long conversation in a real browser: nothing is loaded, and a phone is wide enough."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.readers.install import FOLDER
from tests.support.serving import served
from tests.support.talk import Talked, article, feed, hacker_news, item, mention

pytestmark = [pytest.mark.browser, pytest.mark.node]

AXE = FOLDER / "node_modules/axe-core/axe.min.js"
PHONE = 320
LONG = "Donaudampfschifffahrtsgesellschaftskapitaen" * 3
VIEWPORT = '<meta name="viewport" content="width=device-width">'
# The least room that a reply has, in pixels: some thirty characters a line.
READABLE = 220


def deep(levels: int) -> dict[str, object]:
    reply = item(2, f"<pre><code>{LONG}</code></pre>{LONG}")
    for number in range(3, levels):
        link = f'<a href="https://a.example/{LONG}">https://a.example/{LONG}</a>'
        reply = item(number, f"Words. {link}", reply)
    return reply


@pytest.mark.parametrize("language", ["en", "ar"])
def test_replies_stay_readable_on_a_phone(language: str, browser: Browser, tmp_path: Path) -> None:
    right = ' dir="rtl"' if language == "ar" else ""
    text = article("Bread", language, VIEWPORT).replace("<html", f"<html{right}")
    likes = feed(*(mention(number, "like-of") for number in range(30)))
    made = Talked(
        tmp_path,
        likes,
        {"a.json": hacker_news(deep(14))},
        "deepest = 4",
        {"bread.html": text},
    )
    assert made.build().code == 0
    requests = set[str]()
    with (
        served(made.root) as url,
        browser.new_page(viewport={"width": PHONE, "height": 700}) as tab,
    ):
        tab.on("request", lambda request: requests.add(request.url.replace(url, "/")))
        tab.goto(f"{url}bread.html")
        assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE
        widths = tab.evaluate(
            "[...document.querySelectorAll('.e-content')].map((each) => each.clientWidth)"
        )
        sides = tab.evaluate(
            "[...document.querySelectorAll('.smoopt-replies .smoopt-replies')]"
            ".map((each) => getComputedStyle(each).borderInlineStartWidth)"
        )
        tab.evaluate(AXE.read_text("utf-8"))
        rules = tab.evaluate(
            "async () => (await axe.run('.smoopt-conversation')).violations.map((each) => each.id)"
        )
    assert min(widths) >= READABLE
    assert sides == ["1px"] * 3
    assert {path.partition(".")[0] for path in requests} == {"/bread", "/smoopt/conversation"}
    assert rules == []
