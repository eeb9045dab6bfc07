"""The report in a real browser: nothing is asked for, nothing is cut off, everybody can use it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from playwright.sync_api import Browser, Page, expect

from smoopt.builtin.keywords.focus import Focus, Where
from smoopt.check.audit_result import Audited, Fixed
from smoopt.check.formats import format_named
from smoopt.check.history import Entry
from smoopt.check.report.rules_by_platform import Platform
from smoopt.check.rules import RULES
from smoopt.model.finding import Place
from tests.readers.install import FOLDER
from tests.support.hostile_pages import PAYLOADS, canary, taken, write_hostile
from tests.support.places import EVERY_SITE
from tests.support.runs import smoopt

pytestmark = pytest.mark.browser

AXE = FOLDER / "node_modules/axe-core/axe.min.js"
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 320, "height": 640}}
LONG = "a-very-long-name-without-any-blank-" * 8
RTL = "ar/tags/ماء/index.html"

Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a report from the disk; it may ask for nothing, and the console stays empty."""
    faults: list[str] = []
    contexts = []

    def opened(html: str, size: str = "desk", scheme: str = "light") -> Page:
        file = tmp_path / "report.html"
        file.write_text(html, "utf-8")
        context = browser.new_context(viewport=SIZES[size], color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("request", lambda asked: faults.append(asked.url))
        page.goto(file.as_uri())
        assert faults == [file.as_uri()]
        faults.clear()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def report(*, compared: bool = True) -> str:
    """Write a report of every rule, on pages with odd names: each on one of them, many on all."""
    paths = ("index.html", RTL, f"{LONG}.html", "<b>&amp;.html")
    found = tuple(
        rule.at(Place(path, 7, 3), f"{rule.what} “{LONG}” \u05d0\u05d1 <i>")
        for number, rule in enumerate(RULES.values())
        for path in (paths if number % 6 == 0 else (paths[number % len(paths)],))
    )
    known, fixed = (found[::3], (Fixed("gone.html", "x-handle", 4),)) if compared else ((), ())
    met: dict[Where, bool] = {place: number > 2 for number, place in enumerate(get_args(Where))}
    focus = {path: Focus("en", "mill", f"mill {LONG} \u05d0", met) for path in paths}
    focus["b.html"] = Focus("en", "rye", "rye", {"title": True})
    days = (date(2026, 1, 5), date(2026, 11, 30))
    scores = dict.fromkeys(Platform, 50)
    history = tuple(Entry(day, 9, {"error": day.month}, scores, LONG) for day in days)
    result = Audited(
        *(found, RULES, 9, 1, {"a redirect": 2}, known, fixed),
        seconds=1.5,
        focus=focus,
        history=history,
    )
    return "".join(format_named("html")(result, Path("public")))


def axe(page: Page) -> list[str]:
    """Give what axe-core finds, be it ever so small; `details` are open for it."""
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    found = page.evaluate(
        """async (source) => {
          new Function(source)();
          const { violations } = await axe.run(document);
          return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`);
        }""",
        AXE.read_text("utf-8"),
    )
    return [str(item) for item in found]


@pytest.mark.parametrize(("size", "scheme"), [("desk", "light"), ("phone", "dark")])
def test_axe_finds_nothing_and_nothing_is_cut_off(visit: Open, size: str, scheme: str) -> None:
    page = visit(report(compared=size == "desk"), size, scheme)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []


def test_a_rule_is_reached_from_the_score_that_it_costs(visit: Open) -> None:
    page = visit(report())
    page.locator(".scores a").first.focus()
    page.keyboard.press("Enter")
    told = page.locator("article:target")
    assert told.locator("h3").inner_text() == page.locator(".scores a").first.inner_text()
    expect(told.locator("h3")).to_be_in_viewport()


def test_a_page_is_opened_by_keyboard_and_printed_whole(visit: Open) -> None:
    page = visit(report())
    second = page.locator(".worst > li").nth(1)
    assert not second.locator(".group").first.is_visible()
    second.locator("summary").focus()
    page.keyboard.press("Enter")
    assert second.locator(".group").first.is_visible()
    page.emulate_media(media="print")
    heights = page.locator(".group").evaluate_all(
        "all => all.map((one) => one.checkVisibility({contentVisibilityAuto: true}))"
    )
    assert all(heights)


def test_nothing_that_stands_in_pages_runs_in_the_report(tmp_path: Path, browser: Browser) -> None:
    out = tmp_path / "report.html"
    with canary() as listening, browser.new_context() as context:
        write_hostile(tmp_path / "public", listening.run, raw=True)
        smoopt("check", tmp_path / "public", "--format", "html", "--output", out)
        assert "document.title=" in out.read_text("utf-8")
        assert not taken(context.new_page(), out.as_uri())
        assert listening.heard == []


def test_a_policy_stops_what_would_run_if_it_were_not_escaped(
    tmp_path: Path, browser: Browser
) -> None:
    out = tmp_path / "report.html"
    with canary() as listening, browser.new_context() as context:
        shown, text = context.new_page(), report(compared=False)
        for payload in PAYLOADS:
            raw = f"<p>{payload.replace('RUN', listening.run)}</p>"
            out.write_text(text.replace("</header>", f"{raw}</header>"), "utf-8")
            assert not taken(shown, out.as_uri()), payload
        assert listening.heard == []


def test_a_real_site_has_a_report_that_opens(visit: Open, tmp_path: Path) -> None:
    site = next(site for site in EVERY_SITE if site.name == "nikola")
    out = tmp_path / "report.html"
    smoopt("check", site, "--format", "html", "--output", out)
    page = visit(out.read_text("utf-8"))
    assert page.locator("h1").inner_text() == "nikola"
    assert page.locator(".scores tbody tr").count() == 12
    scores = page.locator("td.score").all_inner_texts()
    assert all(0 <= int(score) <= 100 for score in scores)
