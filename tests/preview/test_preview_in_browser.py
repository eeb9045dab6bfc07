"""The preview in a real browser: found, chosen, refreshed, exported, and usable by everybody."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.readers.install import FOLDER
from tests.support.places import SITES
from tests.support.previews import HOSTILE, ODD, Running, watching, write_site
from tests.support.runs import PATIENCE, page, smoopt, until

pytestmark = pytest.mark.browser

AXE = FOLDER / "node_modules/axe-core/axe.min.js"
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}

# In milliseconds. What no event tells of is found only at a look at everything, each ten seconds.
AT_ONCE = 5000

Open = Callable[..., Page]


@pytest.fixture(autouse=True, scope="module")
def _patient() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE * 1000)
    yield
    expect.set_options(timeout=None)


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Run the preview of a site that no test changes, once."""
    with watching(write_site(tmp_path_factory.mktemp("unchanged") / "public")) as preview:
        yield preview


@pytest.fixture
def real(request: pytest.FixtureRequest) -> Iterator[Running]:
    """Run the preview of a real site until all its pages are closed, for they listen to it."""
    preview = Running(SITES / request.param)
    yield preview
    preview.end()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Open a page; every error and every foreign request fails the test at its end."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def opened(address: str, **options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: faults.extend([request.url] * foreign(request.url)))
        page.goto(address)
        return page

    def foreign(url: str) -> bool:
        return not url.startswith(("http://127.0.0.1:", "http://localhost:", "file://", "data:"))

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def rows(page: Page) -> Locator:
    """Give the paths in the list of pages, as far as it shows them."""
    return page.locator(".pages > li:visible .path")


def axe(page: Page) -> list[str]:
    """Give what axe-core finds that is serious or worse."""
    found = page.evaluate(
        """async (source) => {
          if (!window.axe) new Function(source)();
          const { violations } = await axe.run(document, { iframes: false, preload: false });
          return violations.filter((v) => ["serious", "critical"].includes(v.impact))
            .map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`);
        }""",
        AXE.read_text("utf-8"),
    )
    return [str(item) for item in found]


# Finding and choosing


def test_a_page_is_found_while_typing_and_chosen_by_keyboard(
    unchanged: Running, visit: Open
) -> None:
    page = visit(unchanged.address)
    expect(rows(page)).to_have_count(6)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("abou")
    expect(rows(page)).to_have_text(["about.html"])
    expect(page).to_have_url(f"{unchanged.address}?q=abou")
    expect(page.get_by_role("searchbox")).to_have_value("abou")
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="About")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_title("About · smoopt preview")
    expect(page.get_by_role("heading", level=1)).to_have_text("About")
    page.go_back()
    expect(rows(page)).to_have_text(["about.html"])


def test_pages_are_filtered_by_finding(unchanged: Running, visit: Open) -> None:
    page = visit(unchanged.address)
    choice = page.locator("#rule option").nth(1)
    expect(choice).to_be_attached()
    code = choice.get_attribute("value")
    page.get_by_label("Rule").select_option(code)
    expect(page).to_have_url(f"{unchanged.address}?rule={code}")

    def is_counted() -> bool:
        page.reload()
        chosen = page.locator("#rule option:checked").text_content()
        return chosen == f"{code} ({rows(page).count()})"

    assert until(is_counted, PATIENCE)
    page.locator(".pages a").first.click()
    expect(page.locator(f"#findings code:text-is('{code}')").first).to_be_visible()


def test_without_scripts_everything_works_by_links_and_forms(
    unchanged: Running, visit: Open
) -> None:
    page = visit(unchanged.address, java_script_enabled=False)
    page.get_by_role("searchbox").fill("two")
    page.get_by_role("button", name="Search").click()
    expect(rows(page)).to_have_text(["blog/two/index.html"])
    page.get_by_role("link", name="Two").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two")
    page.get_by_text("Dark", exact=True).click()
    expect(page.locator(".stage")).to_have_css("color-scheme", "dark")
    page.get_by_role("link", name="All pages").click()
    expect(rows(page)).to_have_count(6)


def test_names_and_titles_that_mean_something_else_in_html_stay_words(
    unchanged: Running, visit: Open
) -> None:
    page = visit(unchanged.address)
    page.get_by_role("link", name="alert(1)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    expect(page.locator("main code").first).to_have_text(ODD)
    page.locator("#frame").scroll_into_view_if_needed()
    expect(page.frame_locator("#frame").locator("h1")).to_have_text(HOSTILE)


# One page


def test_a_page_stands_in_its_frame_with_its_bar(unchanged: Running, visit: Open) -> None:
    page = visit(f"{unchanged.address}page/about.html")
    page.locator("#frame").scroll_into_view_if_needed()
    frame = page.frame_locator("#frame")
    expect(frame.locator("nav[data-smoopt=share]")).to_have_css("display", "flex")
    assert until(lambda: width(page.locator("#frame")) > 800, PATIENCE)
    page.get_by_text("Phone", exact=True).click()
    assert until(lambda: width(page.locator("#frame")) < 400, PATIENCE)


def width(element: Locator) -> float:
    box = element.bounding_box()
    return box["width"] if box else 0.0


def test_scripts_of_the_page_cannot_reach_the_companion(running: Running, visit: Open) -> None:
    script = (
        "<script>let said; try { parent.document.title = 'taken'; said = 'reached' }"
        " catch (error) { said = error.name }; document.body.dataset.said = said;"
        " localStorage.setItem('a', 'b')</script>"
    )
    running.save("about.html", page("About").replace("</body>", f"{script}</body>"))
    shown = visit(f"{running.address}page/about.html")
    shown.locator("#frame").scroll_into_view_if_needed()
    body = shown.frame_locator("#frame").locator("body")
    expect(body).to_have_attribute("data-said", "SecurityError")
    expect(shown).to_have_title("About · smoopt preview")


def test_windows_that_the_page_opens_cannot_reach_the_companion(
    running: Running, browser: Browser
) -> None:
    script = (
        "<script>onclick = () => open('/blog/one/?window');"
        "if (location.search && opener) opener.top.location = '/taken'</script>"
    )
    for path in ("about.html", "blog/one/index.html"):
        running.save(path, page("Opened").replace("</body>", f"{script}</body>"))
    with browser.new_context() as context:
        shown = context.new_page()
        shown.goto(f"{running.address}page/about.html")
        shown.locator("#frame").scroll_into_view_if_needed()
        with context.expect_page() as window:
            shown.frame_locator("#frame").locator("h1").click()
        expect(window.value).to_have_title("Opened")
        assert window.value.evaluate("opener") is None
        expect(shown).to_have_url(f"{running.address}page/about.html")


def test_cards_turn_light_and_dark_and_stay_so(unchanged: Running, visit: Open) -> None:
    page = visit(f"{unchanged.address}page/about.html")
    stage = page.locator(".stage")
    for name, scheme in (("Dark", "dark"), ("Light", "light")):
        page.get_by_text(name, exact=True).click()
        expect(stage).to_have_css("color-scheme", scheme)
    page.goto(f"{unchanged.address}page/index.html")
    expect(stage).to_have_css("color-scheme", "light")


# Live


def took(page: Page) -> int:
    return int(page.locator("body").get_attribute("data-took") or -1)


def test_a_page_that_is_saved_is_shown_at_once(running: Running, visit: Open) -> None:
    shown = visit(f"{running.address}page/about.html")
    expect(shown.get_by_role("status")).to_have_text("Live")
    shown.locator("#frame").scroll_into_view_if_needed()
    shown.evaluate("window.same = true")
    times = []
    for number in range(5):
        running.save("about.html", page(f"Turn {number}"))
        expect(shown.get_by_role("heading", level=1)).to_have_text(f"Turn {number}")
        expect(shown.frame_locator("#frame").locator("h1")).to_have_text(f"Turn {number}")
        times.append(took(shown))
    assert 0 <= sorted(times)[2] < AT_ONCE, times
    assert shown.evaluate("window.same")  # it was never loaded anew
    expect(shown.get_by_role("status")).to_have_text(re.compile(r"Refreshed \d+ ms after"))


def test_a_list_follows_what_changes(running: Running, visit: Open) -> None:
    shown = visit(f"{running.address}?q=zebra")
    expect(shown.get_by_role("status").first).to_have_text("Live")
    expect(rows(shown)).to_have_count(0)
    running.save("new.html", page("A zebra"))
    expect(rows(shown)).to_have_text(["new.html"])
    (running.root / "new.html").unlink()
    expect(rows(shown)).to_have_count(0)


def test_a_list_that_was_sent_before_all_was_read_is_finished(
    running: Running, browser: Browser
) -> None:
    with browser.new_context() as context:
        shown = context.new_page()
        assert until(
            lambda: "<progress" not in context.request.get(running.address).text(), PATIENCE
        )

        def early(route: Route) -> None:
            text = route.fetch().text()
            reading = '<progress value="1" max="6"></progress><ol class="pages"'
            route.fulfill(body=text.replace('<ol class="pages"', reading), content_type="text/html")

        shown.route(running.address, early, times=1)
        shown.goto(running.address)
        expect(shown.get_by_role("status").first).to_have_text("Live")
        expect(shown.locator("progress")).to_have_count(0)


def test_settings_that_are_saved_are_shown_at_once_and_wrong_ones_said(
    running: Running, visit: Open
) -> None:
    shown = visit(f"{running.address}page/about.html")
    expect(shown.get_by_role("status")).to_have_text("Live")
    settings = running.root.parent / "smoopt.toml"
    settings.write_text('[site]\nname = "Candles"\n', "utf-8")
    row = shown.locator("#facts tr", has_text="site name")
    expect(row).to_contain_text("Candles")
    assert 0 <= took(shown) < AT_ONCE
    settings.write_text('[site]\nname = "Candles\n', "utf-8")
    expect(shown.get_by_role("alert")).to_contain_text("smoopt.toml: is not valid TOML")
    expect(row).to_contain_text("Candles")
    settings.write_text('[site]\nname = "Torches"\n', "utf-8")
    expect(row).to_contain_text("Torches")
    expect(shown.get_by_role("alert")).to_have_count(0)


def test_a_page_that_goes_and_comes_back_does_so_here(running: Running, browser: Browser) -> None:
    context = browser.new_context()  # the browser itself reports the 404 as an error
    shown = context.new_page()
    shown.goto(f"{running.address}page/about.html")
    expect(shown.get_by_role("status")).to_have_text("Live")
    (running.root / "about.html").unlink()
    expect(shown.get_by_role("heading", level=1)).to_have_text("No such page")
    running.save("about.html", page("Back again"))
    expect(shown.get_by_role("heading", level=1)).to_have_text("Back again")
    context.close()


def test_a_tab_that_is_not_seen_catches_up_when_it_is(running: Running, visit: Open) -> None:
    shown = visit(f"{running.address}page/about.html")
    expect(shown.get_by_role("status")).to_have_text("Live")
    hide = """(on) => {
      Object.defineProperty(document, "hidden", { value: on, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }"""
    shown.evaluate(hide, True)
    running.save("about.html", page("Meanwhile"))
    assert until(lambda: "Meanwhile" in shown.request.get(shown.url).text(), PATIENCE)
    expect(shown.get_by_role("heading", level=1)).to_have_text("About")
    shown.evaluate(hide, False)
    expect(shown.get_by_role("heading", level=1)).to_have_text("Meanwhile")


# Everybody


@pytest.mark.parametrize(("size", "scheme"), [("desk", "light"), ("phone", "dark")])
def test_axe_finds_nothing_serious_and_nothing_is_cut_off(
    scheme: str, size: str, unchanged: Running, visit: Open
) -> None:
    options = {"color_scheme": scheme, "viewport": SIZES[size]}
    for path in ("", "?q=none", "page/about.html", "page/404.html"):
        page = visit(f"{unchanged.address}{path}", **options)
        expect(page.locator("progress")).to_have_count(0)
        page.evaluate("document.querySelectorAll('details').forEach((e) => (e.open = true))")
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]


@pytest.mark.parametrize("real", ["hugo", "docusaurus"], indirect=True)
def test_pages_of_real_sites_are_shown_without_an_error(real: Running, visit: Open) -> None:
    shown = visit(real.address)
    assert axe(shown) == []
    expect(shown.locator("progress")).to_have_count(0)
    shown.locator(".pages a").nth(3).click()
    expect(shown.locator(".sc")).to_have_count(12)
    shown.wait_for_load_state("load")
    assert axe(shown) == []


def test_the_keyboard_skips_to_the_content_and_shows_where_it_is(
    unchanged: Running, visit: Open
) -> None:
    page = visit(f"{unchanged.address}page/about.html")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="All pages")).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


# Exported


def test_an_export_works_from_the_disk(visit: Open, tmp_path: Path) -> None:
    root = write_site(tmp_path / "public")
    folder = tmp_path / "out"
    url = ("--url", "https://example.org/")
    assert smoopt("preview", root, *url, "--export", folder, cwd=tmp_path).code == 0
    page = visit((folder / "index.html").as_uri())
    expect(rows(page)).to_have_count(6)
    page.keyboard.press("/")
    page.keyboard.type("two")
    expect(rows(page)).to_have_text(["blog/two/index.html"])
    expect(page.locator("[data-count]")).to_have_text("1 page")
    page.get_by_role("searchbox").fill("no such thing")
    expect(page.get_by_text("No page matches.")).to_be_visible()
    page.get_by_role("searchbox").fill("")
    page.get_by_label("Findings").select_option("warning")
    expect(page.locator(".pages > li:visible .mark.info:only-child")).to_have_count(0)
    page.get_by_label("Findings").select_option("")
    assert axe(page) == []
    page.get_by_role("link", name="About").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("About")
    page.locator("#frame").scroll_into_view_if_needed()
    frame = page.frame_locator("#frame")
    expect(frame.locator("nav[data-smoopt=share]")).to_have_css("display", "flex")
    assert axe(page) == []
    page.get_by_role("link", name="All pages").click()
    page.get_by_role("link", name="alert(1)").click()
    page.locator("#frame").scroll_into_view_if_needed()
    expect(page.frame_locator("#frame").locator("h1")).to_have_text(HOSTILE)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("docusaurus", "blog/open-sunday.html"),
        ("mkdocs", "guide/first-lamp/index.html"),
        ("hugo", "posts/water-first/index.html"),
    ],
)
def test_exported_pages_of_real_sites_show_in_their_frames(
    name: str, path: str, visit: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    assert smoopt("preview", SITES / name, "--export", folder, "--pages", path).code == 0
    page = visit(next((folder / "pages").iterdir()).as_uri())
    page.locator("#frame").scroll_into_view_if_needed()
    frame = page.frame_locator("#frame")
    shown = re.compile("flex")  # the style sheet of the bar is there
    expect(frame.locator("nav[data-smoopt=share]").first).to_have_css("display", shown)
    page.wait_for_load_state("load")
