"""Posts are copied from the preview by a button, and by hand where no script runs."""

import pytest
from playwright.sync_api import Browser, expect

from tests.readers.install import FOLDER
from tests.support.previews import Running
from tests.support.runs import PATIENCE

pytestmark = pytest.mark.browser

AXE = FOLDER / "node_modules/axe-core/axe.min.js"
PATH = "kit/blog/one/index.html"
_FAULTS = """async (source) => {
  new Function(source)();
  const { violations } = await axe.run(document, { iframes: false, preload: false });
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`);
}"""


def test_a_button_puts_a_post_on_the_clipboard(running: Running, browser: Browser) -> None:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{running.address}{PATH}")
        button = page.get_by_role("button", name="Copy for Mastodon: text")
        button.click(timeout=PATIENCE * 1000)
        expect(button).to_have_text("Copied")
        said = page.locator("#text-mastodon-1").text_content()
        assert page.evaluate("navigator.clipboard.readText()") == said
        assert "https://example.org/blog/one/" in (said or "")


def test_everybody_can_use_it_on_a_phone_and_without_scripts(
    running: Running, browser: Browser
) -> None:
    size = {"width": 360, "height": 740}
    for scheme in ("light", "dark"):
        with browser.new_context(viewport=size, color_scheme=scheme) as context:  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(f"{running.address}{PATH}")
            assert page.evaluate(_FAULTS, AXE.read_text("utf-8")) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{running.address}{PATH}")
        expect(page.get_by_role("button")).to_have_count(0)
        # A touch selects all of a text.
        expect(page.locator("#text-x-1")).to_have_css("user-select", "all")
