"""Find settings that have no effect on a site, before anything is written."""

from collections.abc import Iterator

import msgspec

from smoopt.builtin.share.bar.site_notes import unused
from smoopt.html.page import page_of
from smoopt.model.finding import Finding
from smoopt.plugin.registry import Registry
from smoopt.site.levels import Levels
from smoopt.site.settings import DEFAULTS
from smoopt.site.site import Site
from smoopt.site.unfit_settings import unmatched


def unfit(site: Site, registry: Registry) -> list[Finding]:
    """Return the findings about settings, with their severity, before all pages are built.

    Pages are read only until every selector has found something.
    """
    found = [*unmatched(site), *_selectors(site, registry)]
    return [*Levels(site.settings).kept(found)]


def _selectors(site: Site, registry: Registry) -> Iterator[Finding]:
    wanted = {
        (name, selector): True
        for plugins in registry.every
        for name, plugin in plugins.plugins.items()
        if name in DEFAULTS and isinstance(selector := getattr(plugin, "selector", ""), str)
        if selector
    }
    for path in site.pages:
        if not wanted:
            return
        if (data := _data(site, path)) and (page := page_of(path, data)):
            find = page.document.select_one
            wanted = {one: True for one in wanted if find(one[1]) is None}
    for name, selector in wanted if site.pages else ():
        for finding in unused(name, {selector: False}):
            yield msgspec.structs.replace(finding, plugin=name)


def _data(site: Site, path: str) -> bytes:
    """Read a page; b"" if that fails, which the build reports."""
    try:
        return site.opened.read(path)
    except OSError:
        return b""
