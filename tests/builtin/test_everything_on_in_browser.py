"""All plugins at once in a real browser: nothing fetched from elsewhere, nobody shut out."""

import shutil
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.readers.install import FOLDER
from tests.support.everything_on import FOLDED, EverythingOn
from tests.support.places import SITES
from tests.support.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.node]

AXE = FOLDER / "node_modules/axe-core/axe.min.js"
# An article with every part, one that is read from right to left, and documentation by a theme
# whose script follows links in the head.
PAGES = [
    ("hugo", "posts/water-first/"),
    ("hugo", "ar/posts/water-first/"),
    ("mkdocs", "guide/install/"),
]


class Seen(NamedTuple):
    """What a browser tells of a page; violations are rules of axe-core."""

    requests: frozenset[str]
    console: tuple[str, ...]
    violations: frozenset[str]
    overflow: bool


def visit(browser: Browser, root: Path, path: str) -> Seen:
    """Open a page on a phone, with all that is closed open."""
    requests, console = set[str](), list[str]()
    with served(root) as url, browser.new_page(viewport={"width": 390, "height": 800}) as tab:
        tab.on("request", lambda request: requests.add(request.url.replace(url, "/")))
        tab.on("console", lambda said: console.append(said.text))
        tab.on("pageerror", lambda error: console.append(str(error)))
        tab.goto(f"{url}{path}", wait_until="networkidle")
        tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
        tab.evaluate(AXE.read_text("utf-8"))
        found = tab.evaluate(
            """async () => {
              const { violations } = await axe.run(document);
              return violations.map((each) => each.id);
            }"""
        )
        wide = tab.evaluate("document.documentElement.scrollWidth > innerWidth")
        return Seen(frozenset(requests), tuple(console), frozenset(found), wide)


@pytest.mark.parametrize("more", ["", FOLDED], ids=["one after another", "folded"])
@pytest.mark.parametrize(("name", "path"), PAGES)
def test_a_page_asks_for_smoopts_own_files_only_and_is_as_fit_for_all(
    name: str, path: str, more: str, browser: Browser, tmp_path: Path
) -> None:
    root = tmp_path / "site"
    shutil.copytree(SITES / name, root)
    before = visit(browser, root, path)
    assert EverythingOn(root, more=more).build().code == 0
    after = visit(browser, root, path)
    added = {urlsplit(url).path for url in after.requests - before.requests}
    of_articles = {"/smoopt/comments"} if "posts" in path else set()
    assert {path.partition(".")[0] for path in added} == {
        "/smoopt/bar",
        "/smoopt/markdown",
        "/smoopt/signin",
        *of_articles,
    }
    assert after.console == before.console
    # The colours of links are the theme's: what it does badly, it does there as well.
    assert after.violations <= before.violations
    assert not after.overflow
