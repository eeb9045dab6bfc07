"""Nothing that stands in a page, a feed or a file's name runs where the preview shows it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError

from smoopt.preview.urls import quoted
from tests.support.hostile_pages import PAYLOADS, Canary, canary, taken, write_hostile
from tests.support.previews import Running, exported, write_site

pytestmark = pytest.mark.browser


@pytest.fixture
def listening() -> Iterator[Canary]:
    """Hear of what runs."""
    with canary() as canary_:
        yield canary_


@pytest.fixture
def shown(browser: Browser) -> Iterator[Page]:
    """Open an empty page."""
    with browser.new_context() as context:
        yield context.new_page()


def settings(folder: Path, run: str) -> None:
    """Give the site a hostile name and author."""
    name = f"</title><img src=x onerror={run}>'"
    (folder / "smoopt.toml").write_text(f'[site]\nname = """{name}"""\nauthor = """{name}"""\n')


def test_the_payloads_do_run_where_nobody_stops_them(
    tmp_path: Path, listening: Canary, browser: Browser
) -> None:
    names = write_hostile(tmp_path / "public", listening.run, raw=True)
    ran = 0
    for name in names:
        with closing(browser.new_page()) as shown:
            try:
                ran += taken(shown, (tmp_path / "public" / name).as_uri())
            except BrowserError:  # it has gone to another page meanwhile
                ran += 1
    assert 2 * ran > len(PAYLOADS)
    assert listening.heard


def test_nothing_runs_in_an_export(tmp_path: Path, listening: Canary, shown: Page) -> None:
    names = write_hostile(tmp_path / "public", listening.run, raw=True)
    settings(tmp_path, listening.run)
    folder = exported(tmp_path / "public", tmp_path / "out")
    companions = sorted((folder / "pages").iterdir())
    assert len(companions) == len(names)
    for file in (folder / "index.html", *companions, *(folder / "site" / name for name in names)):
        assert not taken(shown, file.as_uri()), file
    assert listening.heard == []


def test_nothing_runs_in_the_live_preview(tmp_path: Path, listening: Canary, shown: Page) -> None:
    names = write_hostile(tmp_path / "public", listening.run, raw=False)
    settings(tmp_path, listening.run)
    asked = [quoted(payload.replace("RUN", listening.run)) for payload in PAYLOADS[:9]]
    running = Running(tmp_path / "public", "--url", "https://example.org/")
    try:
        for path in (
            "",
            *(f"page/{quoted(name)}" for name in names),
            *(f"?q={words}" for words in asked),
            *(f"page/{words}" for words in asked),
        ):
            assert not taken(shown, f"{running.address}{path}"), path
        shown.goto("about:blank")
    finally:
        running.end()
    assert listening.heard == []


def test_a_policy_stops_what_would_run_if_an_export_did_not_escape_it(
    tmp_path: Path, listening: Canary, shown: Page
) -> None:
    write_site(tmp_path / "public")
    folder = exported(tmp_path / "public", tmp_path / "out")
    for file in (folder / "index.html", folder / "pages/1.html"):
        text = file.read_text("utf-8")
        for payload in PAYLOADS:
            raw = f"<p>{payload.replace('RUN', listening.run)}</p>"
            file.write_text(text.replace("</header>", f"{raw}</header>"), "utf-8")
            assert not taken(shown, file.as_uri()), payload
    assert listening.heard == []
