"""Comments in a real browser: nothing is asked of a system before its button is pressed."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.support.articles import article
from tests.support.configured import Configured
from tests.support.serving import served

pytestmark = pytest.mark.browser

POLICY = (
    "default-src 'none'; script-src 'self' https://giscus.app https://remark.mill.example; "
    "style-src 'self' https://giscus.app; frame-src https://giscus.app https://remark.mill.example"
)
GISCUS = 'giscus = { repo = "ann/mill", repo_id = "R_1", category = "Gates & <b>" }\n'
REMARK = 'remark42 = { host = "https://remark.mill.example", site_id = "mill" }\n'
# What the systems' own scripts do, as far as the page is concerned.
SYSTEM = """
  const { attributes } = document.currentScript || { attributes: [] };
  window.given = Object.fromEntries([...attributes].map(({ name, value }) => [name, value]));
  const place = document.querySelector("#remark42") || document.currentScript.parentElement;
  place.append(Object.assign(document.createElement("p"), { textContent: "Nice gates." }));
"""


def asked(context: BrowserContext, root: str, **answer: Any) -> list[str]:
    """Note what is asked of others, and answer in their place."""
    elsewhere: list[str] = []

    def note(route: Route) -> None:
        elsewhere.append(route.request.url)
        headers = {"access-control-allow-origin": "*"}
        given = {"body": SYSTEM, "content_type": "text/javascript", "headers": headers, **answer}
        route.fulfill(**given)

    context.route(lambda url: not url.startswith(root), note)
    return elsewhere


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    found = {}
    files: dict[str, str | bytes] = {"a.html": article(language="de", title="Gates &amp; wheels")}
    for name, options in (("giscus", GISCUS), ("remark42", REMARK)):
        made = Configured(tmp_path_factory.mktemp(name), files, "comments", options)
        assert made.build().code == 0
        found[name] = made
    with served(found["giscus"].root, POLICY) as one, served(found["remark42"].root, POLICY) as two:
        yield {"giscus": one, "remark42": two}


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    said: list[str] = []
    with browser.new_context() as context:
        tab = context.new_page()
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        yield tab
    assert said == []


def test_the_button_loads_the_system_and_leads_to_it(roots: dict[str, str], tab: Page) -> None:
    elsewhere = asked(tab.context, roots["giscus"])
    tab.goto(f"{roots['giscus']}a.html", wait_until="networkidle")
    assert elsewhere == []
    tab.get_by_role("button", name="Kommentare anzeigen").focus()
    tab.keyboard.press("Enter")
    region = tab.get_by_role("region", name="Kommentare")
    expect(region).to_contain_text("Nice gates.")
    expect(tab.get_by_role("button")).to_have_count(0)
    assert elsewhere == ["https://giscus.app/client.js"]
    given = tab.evaluate("given")
    assert given["data-category"] == "Gates & <b>"
    assert (given["data-lang"], "data-term" in given) == ("de", False)
    assert tab.evaluate("document.activeElement.closest('section').dataset.smoopt") == "comments"


def test_a_system_that_reads_variables_is_given_them(roots: dict[str, str], tab: Page) -> None:
    elsewhere = asked(tab.context, roots["remark42"])
    tab.goto(f"{roots['remark42']}a.html")
    tab.get_by_role("button").click()
    expect(tab.locator("#remark42")).to_have_text("Nice gates.")
    assert elsewhere == ["https://remark.mill.example/web/embed.mjs"]
    assert tab.evaluate("remark_config") == {
        "host": "https://remark.mill.example",
        "site_id": "mill",
        "components": ["embed"],
        "theme": "light",
        "locale": "de",
        "max_shown_comments": 15,
        "simple_view": False,
    }


def test_what_fails_can_be_tried_again(roots: dict[str, str], browser: Browser) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        asked(context, roots["giscus"], status=503)
        tab.goto(f"{roots['giscus']}a.html")
        button = tab.get_by_role("button")
        button.click()
        expect(button).to_be_enabled()
        expect(button).to_be_focused()


@pytest.mark.parametrize(("name", "links"), [("giscus", 1), ("remark42", 0)])
def test_without_scripts_there_is_no_button(
    name: str, links: int, roots: dict[str, str], browser: Browser
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        elsewhere = asked(context, roots[name])
        tab.goto(f"{roots[name]}a.html")
        expect(tab.get_by_role("button")).to_have_count(0)
        expect(tab.get_by_role("link")).to_have_count(links)
        assert elsewhere == []
