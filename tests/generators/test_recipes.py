"""Sites of generators that are no Python packages, built as the pages of the manual say."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.generators.beginnings import BEGINNINGS, URL, Beginning, marks
from tests.generators.install import PACKAGES, SLOW
from tests.support.generator_site import MANUAL
from tests.support.runs import Run, contents
from tests.support.serving import served
from tests.support.witnessed_site import WitnessedSite, witnessed_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_BROKEN = "[site]\nurl = [\n"
_ADDRESS = re.compile(r'rel="?canonical"? href="?([^"> ]+)|property="?og:url"? content="?([^"> ]+)')


class Built(NamedTuple):
    """A site that its generator has built as `command` says.

    `given` is a copy of what the generator gave smoopt and `made` of what became of that; `failed`
    is an earlier run, with settings that smoopt cannot read.
    """

    name: str
    began: Beginning
    site: WitnessedSite
    command: str
    failed: Run
    given: Path
    made: Path


@pytest.fixture(
    scope="module", params=[pytest.param(name, marks=marks(name)) for name in BEGINNINGS]
)
def built(request: pytest.FixtureRequest) -> Iterator[Built]:
    """Build a generator's site as its page says, first with settings that are broken."""
    name = request.param
    began = BEGINNINGS[name]
    with witnessed_site(name, began.output) as site:
        began.begin(site)
        command = site.prepare()
        settings = site.folder / "smoopt.toml"
        right = settings.read_text("utf-8") if settings.exists() else ""
        site.write("smoopt.toml", _BROKEN)
        failed = site.run(command, None)
        site.write("smoopt.toml", right)
        site.run(command)
        given, made = (site.folder.parent / one for one in ("given", "made"))
        site.kept.rename(given)
        shutil.copytree(site.output, made, symlinks=True)
        yield Built(name, began, site, command, failed, given, made)


def test_an_error_of_smoopt_fails_the_generator(built: Built) -> None:
    assert built.failed.code != 0
    assert "smoopt.toml: is not valid TOML" in built.failed.out + built.failed.err


def test_pages_are_changed_and_name_the_addresses_of_the_site(built: Built) -> None:
    given, made = contents(built.given), contents(built.made)
    changed = [name for name in given if made[name] != given[name] and name.endswith(".html")]
    assert changed
    for name in changed:
        named = _addresses(_text(built.made / name))
        assert len(named) <= 1, name
        assert all(address.startswith(URL) for address in named), name
    assert _addresses(_text(built.made / built.began.page))


def _addresses(html: str) -> set[str]:
    """Read what canonical links and og:url say, but for what stands in comments."""
    bare = re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)
    return {one or other for one, other in _ADDRESS.findall(bare)}


def _text(file: Path) -> str:
    return file.read_text("utf-8")


def test_check_finds_no_error_that_the_generator_did_not_make(built: Built) -> None:
    before, after = (_errors(built, folder) for folder in (built.given, built.made))
    assert after <= before


def _errors(built: Built, folder: Path) -> set[tuple[str, str]]:
    run = built.site.run(f"smoopt check {folder} --format json --fail-on never")
    found = json.loads(run.out)["findings"]
    return {(one["code"], one["place"]["path"]) for one in found if one["severity"] == "error"}


def test_undo_gives_back_what_the_generator_wrote(built: Built, tmp_path: Path) -> None:
    copy = shutil.copytree(built.made, tmp_path / "copy", symlinks=True)
    built.site.run(f"smoopt undo {copy}")
    assert contents(copy) == contents(built.given)


def test_the_next_build_gives_the_same(built: Built) -> None:
    site, first = built.site, contents(built.made)
    site.run(f"{site.tool}/bin/smoopt build {site.output} --no-manifest")
    assert site.built() == first
    if built.name in SLOW:
        return
    site.run(built.command)
    given, given_now, now = contents(built.given), site.given(), site.built()
    for name in first.keys() & now.keys():
        if given_now.get(name) in (given.get(name), first[name]):
            assert now[name] == first[name], name


@pytest.mark.browser
def test_the_browser_shows_the_page_as_before_with_what_was_added(
    built: Built, browser: "Browser"
) -> None:
    page = built.began.page
    before, after = (_opened(browser, root, page) for root in (built.given, built.made))
    written = _text(built.made / page)
    assert after.faults <= before.faults
    assert before.lines <= after.lines
    # Docusaurus writes the address anew as it was asked for, with a slash or without.
    shown, named = (
        {one.rstrip("/") for one in of} for of in (after.addresses, _addresses(written))
    )
    assert shown == named
    assert after.bars == written.count('data-smoopt="share"')


class _Opened(NamedTuple):
    """What a browser has of a page, and what it complained of."""

    lines: set[str]
    faults: set[str]
    addresses: set[str]
    bars: int


def _opened(browser: "Browser", root: Path, page: str) -> _Opened:
    faults: set[str] = set()
    with served(root) as here, browser.new_context() as context:

        def hear(fault: str) -> None:
            faults.add(fault.replace(here, "/"))

        context.route(lambda url: not url.startswith(here), lambda route: route.abort())
        tab = context.new_page()
        tab.on("console", lambda said: said.type == "error" and hear(said.text))
        tab.on("pageerror", lambda error: hear(str(error)))
        tab.goto(f"{here}{page.removesuffix('index.html')}", wait_until="networkidle")
        lines = set(tab.locator("body").inner_text().splitlines())
        bars = tab.locator("[data-smoopt=share]").count()
        return _Opened(lines, faults, _addresses(tab.content()), bars)


def test_every_page_of_the_manual_is_carried_out() -> None:
    pages = {page.stem for page in MANUAL.glob("*.md")} - {"index"}
    assert pages == {*BEGINNINGS, *PACKAGES}
