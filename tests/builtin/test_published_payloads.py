"""Texts that were published for cross-site scripting run nowhere: said by pages, and as options.

Of the collection there is a sample here; `make attack` takes all of it.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser

from smoopt.build.builder import build
from smoopt.model.errors import ConfigError
from smoopt.plugin.installed import OWN
from smoopt.plugin.registry import Registry
from smoopt.site.config import unfit
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from tests.support import talk
from tests.support.everything_on import PLUGINS
from tests.support.payloads import IS_THOROUGH, KINDS, PAYLOADS, page
from tests.support.pictures import png
from tests.support.running import POLICY, watched
from tests.support.serving import served
from tests.support.sites import write_files

pytestmark = pytest.mark.browser

URL = "https://mill.example.org/"
ON: dict[str, dict[str, Any]] = tomllib.loads(PLUGINS)["plugins"]
SAID = PAYLOADS if IS_THOROUGH else PAYLOADS[::400]
GIVEN = PAYLOADS[::20] if IS_THOROUGH else PAYLOADS[::900]
# So many texts a site, that processes may share the work.
_BATCH = 250
HEARD = PAYLOADS if IS_THOROUGH else PAYLOADS[::60]
HEARD_BATCHES = [HEARD[at : at + _BATCH] for at in range(0, len(HEARD), _BATCH)]
BATCHES = [SAID[at : at + _BATCH] for at in range(0, len(SAID), _BATCH)]


def made(folder: Path, files: Mapping[str, str | bytes], settings: Settings) -> Path:
    """Build a site that has a picture and a front page besides."""
    more = {"index.html": page("The mill", "shown"), "mill.png": png(600, 400)}
    root = write_files(folder / "site", {**more, **files})
    site = Site(root, settings)
    summary = build(site, Registry(settings), folder / "out", lambda _: None)
    assert summary.failed == 0, summary.findings
    return folder / "out"


def assert_nothing_runs(
    browser: Browser, root: Path, said: Mapping[str, str], pictures: str = ""
) -> None:
    """Open pages, by path, each with the text that it is about.

    `pictures` is where an option may name a picture that pages show.
    """
    policy = POLICY.replace("img-src", f"img-src {pictures}") if pictures else POLICY
    with (
        served(root, policy, report_only=True) as address,
        watched(browser, address, pictures) as tab,
    ):
        ran = {text: heard for path, text in said.items() if (heard := tab.open(path))}
    assert ran == {}


def test_what_would_run_is_heard_of(browser: Browser, tmp_path: Path) -> None:
    """The tests below are worth something: unescaped, most of the collection is noticed."""
    texts = PAYLOADS[::120]
    files = {f"{n}.html": f"<!doctype html><p>{text}" for n, text in enumerate(texts)}
    root = write_files(tmp_path / "site", files)
    with (
        served(root, POLICY, report_only=True) as address,
        watched(browser, address) as tab,
    ):
        heard = [bool(tab.open(path)) for path in files]
    assert sum(heard) > len(texts) / 2


@pytest.mark.parametrize("texts", BATCHES, ids=range(len(BATCHES)))
def test_nothing_that_a_page_says_runs(
    texts: tuple[str, ...], tmp_path: Path, browser: Browser
) -> None:
    # All of the collection in one way each; of the sample, each in all ways.
    ways = [
        (text, kind)
        for number, text in enumerate(texts)
        for kind in ([KINDS[number % len(KINDS)]] if IS_THOROUGH else KINDS)
    ]
    files = {f"{n}.html": page(*way) for n, way in enumerate(ways)}
    site = SiteSettings(url=URL, name=texts[0], author=texts[-1])
    root = made(tmp_path, files, Settings(site=site, plugins=ON))
    assert_nothing_runs(browser, root, {path: ways[n][0] for n, path in enumerate(files)})


# From elsewhere


@pytest.mark.parametrize("texts", HEARD_BATCHES, ids=range(len(HEARD_BATCHES)))
def test_nothing_that_others_say_of_a_page_runs(
    texts: tuple[str, ...], tmp_path: Path, browser: Browser
) -> None:
    """Webmentions and threads of all kinds say each text in each of their members."""
    threads = tmp_path / "threads"
    write_files(threads, {f"{name}.json": said for name, said in talk.hostile_threads(texts)})
    mentions = write_files(tmp_path / "mentions", {"m.json": talk.hostile_mentions(texts)})
    table = {
        "mentions": str(mentions),
        "threads": [{"file": str(threads), "page": "a.html"}],
        "most": 1000,
        "deepest": 2,
    }
    site = SiteSettings(url=URL, name="The mill")
    settings = Settings(site=site, plugins={"conversation": table})
    root = made(tmp_path, {"a.html": page("Gates", "head")}, settings)
    shown = (root / "a.html").read_text("utf-8")
    assert shown.count("h-cite") >= len(texts)
    assert_nothing_runs(browser, root, {"a.html": "what others say"})


# As options

# Where there is no such place, the run ends or pages stay as they were: nothing is left to run.
PLACES = {"folder", "logo"}
# An address that has a text in it is at this host, which no address has by itself.
OWN_HOST = "https://own.example/"


def shapes(text: str) -> Iterator[object]:
    """Give a text as an option may take it."""
    own = {"name": "own", "label": text, "url": OWN_HOST, "kind": "share"}
    network = {**own, "params": {"u": "{url}", "t": f"{text} {{title}}"}}
    yield text
    yield f"{{title}} {{url}} {text}"
    yield f"{OWN_HOST}{text}"
    yield f"{OWN_HOST}?q={text}"
    yield [text]
    yield [f"{OWN_HOST}{text}"]
    yield [network]
    yield {"en": {"share": text, "copy": text, "more": text, "share_on": text, "permalink": text}}
    yield {"mastodon": f"{OWN_HOST}{text}"}
    yield {text: text}


def taken(kind: Any, table: dict[str, Any], text: str) -> dict[str, Any]:
    """Put a text into every option of a plugin that takes it."""
    for name in kind.__struct_fields__:
        if name in PLACES or (kind is SiteSettings and name in {"url", "image"}):
            continue
        for value in shapes(text):
            try:
                msgspec.convert({**table, name: value}, kind)
            except (msgspec.ValidationError, ValueError):
                continue
            table = {**table, name: value}
            break
    return table


def hostile_settings(text: str) -> Settings:
    """Give a configuration that says a text wherever it is let."""
    site = msgspec.convert(taken(SiteSettings, {"url": URL}, text), SiteSettings)
    plugins: dict[str, dict[str, Any]] = {}
    for name, point in OWN.items():
        table, usual = taken(point.load(), ON.get(name, {}), text), ON.get(name, {})
        if not is_let(name, table):  # `check_options` refuses some
            for option, value in table.items():
                if is_let(name, {**usual, option: value}):
                    usual = {**usual, option: value}
            table = usual
        plugins[name] = table
    return Settings(site=site, plugins=plugins)


def is_let(name: str, table: dict[str, Any]) -> bool:
    if any(unfit(table, name)):  # as where a configuration is read
        return False
    try:
        Registry(Settings(plugins={name: table}))
    except ConfigError:
        return False
    return True


def test_most_options_of_text_take_a_harmless_one() -> None:
    """What is tried below is what authors may write."""
    settings = hostile_settings("Mill")
    has = {f"{name}.{option}" for name, table in settings.plugins.items() for option in table}  # type: ignore[union-attr]
    assert {"licence.name", "share.labels", "share.custom", "titles.title"} <= has
    assert {"markdown.prompt", "identity.name", "licence.usage_name"} <= has


@pytest.mark.parametrize("text", GIVEN)
def test_nothing_that_an_option_says_runs(text: str, tmp_path: Path, browser: Browser) -> None:
    files = {"a.html": page("Gates", "shown"), "b.html": page("Wheels", "head")}
    root = made(tmp_path, files, hostile_settings(text))
    said = dict.fromkeys(["index.html", *files], text)
    assert_nothing_runs(browser, root, said, pictures=OWN_HOST)
