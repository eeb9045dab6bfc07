"""The button that copies a page's Markdown, in a real browser with a real clipboard."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.configured import Configured
from tests.support.runs import page
from tests.support.serving import served

pytestmark = pytest.mark.browser

SAME_ORIGIN = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'"
GERMAN = page("Mühle").replace("lang=en", "lang=de")
LINE = "[data-smoopt=markdown]"
PERMITTED = ["clipboard-read", "clipboard-write"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Configured:
    files = {"index.html": page("Mill"), "guide/a.html": page("A & b"), "de.html": GERMAN}
    options = 'links = true\ncopy = true\nassistants = ["claude"]\n'
    made = Configured(tmp_path_factory.mktemp("copying"), files, "markdown", options)
    assert made.build().code == 0
    return made


@pytest.fixture(scope="module")
def root(made: Configured) -> Iterator[str]:
    with served(made.root, SAME_ORIGIN) as address:
        yield address


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """Open a tab that may use the clipboard; what its console says fails the test."""
    said: list[str] = []
    with browser.new_context(permissions=PERMITTED) as context:
        tab = context.new_page()
        tab.on("pageerror", lambda error: said.append(str(error)))
        yield tab
    assert said == []


def test_the_markdown_is_in_the_clipboard_and_that_is_said(
    made: Configured, root: str, tab: Page
) -> None:
    tab.goto(f"{root}guide/a.html")
    tab.clock.install()
    status = tab.locator(LINE).get_by_role("status")
    expect(status).to_have_text("")
    button = tab.get_by_role("button", name="Copy as Markdown")
    button.focus()
    tab.keyboard.press("Enter")
    expect(status).to_have_text("· Copied")
    expect(button).to_be_focused()
    assert tab.evaluate("navigator.clipboard.readText()") == made.text("guide/a.md")
    tab.clock.fast_forward(5000)
    expect(status).to_have_text("")


def test_the_words_are_the_pages(root: str, tab: Page) -> None:
    tab.goto(f"{root}de.html")
    tab.get_by_role("button", name="Als Markdown kopieren").click()
    expect(tab.get_by_role("status")).to_have_text("· Kopiert")
    assert tab.evaluate("navigator.clipboard.readText()").startswith("# Mühle\n")


REFUSED = "navigator.clipboard.write = () => Promise.reject(new Error('refused'))"


@pytest.mark.parametrize(
    "answer", [{"status": 404}, {"content_type": "text/html"}, {}], ids=["none", "html", "refused"]
)
def test_where_it_cannot_be_copied_the_markdown_opens(
    answer: dict[str, Any], root: str, tab: Page
) -> None:
    tab.add_init_script("" if answer else REFUSED)
    tab.goto(f"{root}guide/a.html")
    tab.route("**/a.md", lambda route: route.fulfill(body="<p>", **answer))
    with tab.expect_request(lambda asked: asked.is_navigation_request()) as asked:
        tab.get_by_role("button", name="Copy as Markdown").click()
    assert asked.value.url == f"{root}guide/a.md"


def test_the_button_comes_with_what_a_router_brings(made: Configured, root: str, tab: Page) -> None:
    tab.goto(f"{root}index.html")
    tab.evaluate(
        """async () => {
          const html = await (await fetch('/guide/a.html')).text();
          history.pushState({}, '', '/guide/a.html');
          document.body.replaceWith(new DOMParser().parseFromString(html, 'text/html').body);
        }"""
    )
    tab.get_by_role("button", name="Copy as Markdown").click()
    expect(tab.get_by_role("status")).to_have_text("· Copied")
    assert tab.evaluate("navigator.clipboard.readText()") == made.text("guide/a.md")


def test_without_scripts_the_links_stand(root: str, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(f"{root}guide/a.html")
        expect(tab.get_by_role("button")).to_have_count(0)
        assert tab.locator(LINE).inner_text() == "Markdown · Claude"
        expect(tab.get_by_role("link", name="Markdown")).to_have_attribute("href", "a.md")


def test_a_button_that_a_theme_has_taken_all_from_is_underlined(root: str, tab: Page) -> None:
    button = tab.get_by_role("button", name="Copy as Markdown")
    tab.goto(f"{root}guide/a.html")
    expect(button).not_to_have_css("text-decoration-line", "underline")
    tab.add_init_script(
        """document.addEventListener('readystatechange', () => {
          if (document.readyState !== 'interactive') return;
          document.adoptedStyleSheets = [new CSSStyleSheet()];
          document.adoptedStyleSheets[0].replaceSync('button { border: 0; background: none }');
        })"""
    )
    tab.reload()
    expect(button).to_have_css("text-decoration-line", "underline")


def test_from_a_disk_there_is_no_button(made: Configured, tab: Page) -> None:
    tab.goto((made.root / "guide/a.html").as_uri())
    expect(tab.get_by_role("link", name="Markdown")).to_be_visible()
    expect(tab.get_by_role("button")).to_have_count(0)
