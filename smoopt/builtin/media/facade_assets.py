"""The style sheet and the script of facades: files of the site."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from smoopt.html.page import Page
from smoopt.model.edits import Edit, File, own_file
from smoopt.site.own_assets import asset_edits
from smoopt.site.site import Site

_WHY = "a facade stands in the place of a frame"


@cache
def facade_sheet() -> File:
    """Return the style sheet."""
    return own_file("media", "css", (Path(__file__).parent / "media.css").read_bytes())


@cache
def facade_script() -> File:
    """Return the script."""
    return own_file("media", "js", (Path(__file__).parent / "media.js").read_bytes())


def refused_by_policy(page: Page, site: Site) -> str:
    """Return what the page's policy would have to allow for facades to work; "" if it does."""
    policy = site.policy(page)
    wanted = {"style-src": facade_sheet(), "script-src": facade_script()}
    refused = (
        name
        for name, file in wanted.items()
        if policy.policies and not policy.allows(name, site.href(page, file.path))
    )
    return " and ".join(f"{name} 'self'" for name in refused)


def facade_edits(page: Page, site: Site) -> Iterator[Edit]:
    """Yield the edits that load style sheet and script from the head."""
    yield from asset_edits(page, site, facade_sheet(), "style sheet", _WHY)
    yield from asset_edits(page, site, facade_script(), "script", _WHY)
