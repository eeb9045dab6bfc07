"""Signing in on a site that is open in a browser: what its bar says, and what is kept of it."""

import tomllib
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page

from smoopt.build.builder import build
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from tests.support.runs import page
from tests.support.sites import write_files

FILES = {name: page(name) for name in ("index.html", "a.html", "signin.html")}
EVENTS = """
  window.told = [];
  for (const name of ["smoopt:signin", "smoopt:signout"])
    document.addEventListener(name, ({ detail }) => told.push([name, detail]));
"""
BAR = "[data-smoopt=signin][data-signed-in]"
FAILED = "You could not be signed in."


def build_site(folder: Path, root: str, options: str) -> None:
    """Build a site that is served as `root`; its readers are sent back to signin.html."""
    # smoopt.toml may not name this computer as the site's address: nobody else could reach it.
    table = f'[plugins.signin]\ncallback = "signin.html"\n{options}'
    settings = Settings(site=SiteSettings(url=root), plugins=tomllib.loads(table)["plugins"])
    site = Site(write_files(folder, {**FILES}), settings)
    assert build(site, Registry(settings), site.root, lambda _: None).failed == 0


def button(tab: Page, key: str) -> Locator:
    """Find the button of a provider."""
    return tab.locator(f'{BAR} [data-provider="{key}"]')


def status(tab: Page) -> Locator:
    """Find what the bar says of a failure."""
    return tab.locator(BAR).get_by_role("status")


def kept(tab: Page) -> dict[str, str]:
    """Give what the tab's storage holds."""
    said: dict[str, str] = tab.evaluate("({ ...sessionStorage })")
    return said


def state_of(address: str) -> str:
    """Give the state in an address."""
    return parse_qs(urlsplit(address).query)["state"][0]
